"""`kliping extract`: many saved pages through extraction, one JSON line each."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import click

from crawler.errors import KlipingError, UsageError
from crawler.saved import unpacked


@click.command()
@click.option("--index", type=click.Path(path_type=Path), required=True, help="JSON list of {id, url} objects.")
@click.option("--pages", type=click.Path(path_type=Path), required=True, help="Folder of ID.html or ID.html.gz.")
@click.option("--portal", "portal_name", help="Use the rules of this portal for every page; `generic` for none.")
def command(index: Path, pages: Path, portal_name: str | None) -> None:
    """Extract saved pages: {"id": …, every field of the article, "ms": milliseconds} a line, on standard output."""
    from crawler.extraction import article_from_html
    from crawler.portals import portal_named

    portal = portal_named(portal_name) if portal_name else None
    rows = read_index(index)
    if rows:
        article_from_html(b"<html><p>warm up</p></html>", "https://www.detik.com/")
    for row in rows:
        body = read_page(pages, row["id"])
        started = time.perf_counter()
        article = article_from_html(body, row.get("url") or "", portal=portal)
        ms = (time.perf_counter() - started) * 1000
        line = {"id": row["id"], **article.to_dict(), "ms": round(ms, 3)}
        if article.rejected:
            line["rejected"] = article.rejected
        click.echo(json.dumps(line, ensure_ascii=False))


def read_index(path: Path) -> list[dict[str, Any]]:
    """The rows of an index file. UsageError where it is missing or is no JSON list of objects with an id."""
    try:
        rows = json.loads(path.read_text())
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror}") from error
    except ValueError as error:
        raise UsageError(f"{path} is not JSON: {error}") from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) and _is_row(row) for row in rows):
        raise UsageError(f"{path} must be a JSON list of objects with an id and a url")
    return rows


def _is_row(row: dict[str, Any]) -> bool:
    return isinstance(row.get("id"), str) and isinstance(row.get("url") or "", str)


def read_page(folder: Path, page_id: str) -> bytes:
    """The bytes of ID.html.gz or ID.html in the folder. UsageError where neither can be read."""
    try:
        packed = folder / f"{page_id}.html.gz"
        return unpacked((packed if packed.exists() else folder / f"{page_id}.html").read_bytes())
    except (OSError, ValueError, KlipingError) as error:
        raise UsageError(f"cannot read page {page_id} in {folder}: {error}") from error
