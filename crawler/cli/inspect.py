"""`kliping inspect`: for each field of a page, the value, where it came from, and the candidates that lost."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from crawler.cli._options import json_option
from crawler.errors import ExitCode, KlipingError
from crawler.saved import is_url, read_bytes, saved_address

if TYPE_CHECKING:
    from crawler.extraction.inspection import Inspection
    from crawler.portal import Portal


@click.command()
@click.argument("page", metavar="URL|FILE")
@click.option("--url", metavar="URL", help="Where the saved page came from.")
@click.option("--portal", "portal_name", metavar="NAME", help="Use this portal's rules; `generic` for none.")
@json_option
def command(*, page: str, url: str | None, portal_name: str | None, as_json: bool) -> None:
    """Show for each field of an article what was taken, from where, and what else was on offer.

    The way to start a portal, and to see why a page went wrong. FILE is a saved HTML page, plain or .gz.
    """
    from crawler.portals import portal_named

    portal = portal_named(portal_name) if portal_name else None
    inspection = _fetched(page, portal) if is_url(page) else _saved(page, url, portal)
    if as_json:
        click.echo(json.dumps(_to_dict(inspection), ensure_ascii=False, indent=2))
    else:
        _print(inspection)


def _saved(name: str, url: str | None, portal: Portal | None) -> Inspection:
    body, saved_at = read_bytes(name)
    return _inspected(body, saved_address(body, url), None, saved_at, portal)


def _fetched(url: str, portal: Portal | None) -> Inspection:
    """The inspection of the first page that answers at a URL. KlipingError says why none does."""
    from datetime import UTC

    from crawler.crawling import read_pages
    from crawler.spiders.reasons import in_words

    answers: list[tuple[bytes, str, str | None]] = []
    refusals: list[str] = []
    read_pages(
        [url],
        portal=portal,
        on_article=lambda article: None,
        on_refusal=lambda name, refusal, reason: refusals.append(in_words(reason)),
        on_page=lambda response, rules: answers.append(
            (response.body, response.url, (response.headers.get("Content-Type") or b"").decode("latin-1") or None)
        ),
    )
    if not answers:
        raise KlipingError(f"{url}: {refusals[0] if refusals else 'no answer'}")
    body, address, content_type = answers[0]
    return _inspected(body, address, content_type, datetime.now(UTC).replace(microsecond=0), portal)


def _inspected(
    body: bytes, url: str, content_type: str | None, fetched_at: datetime, portal: Portal | None
) -> Inspection:
    from crawler.extraction import page_of
    from crawler.extraction.inspection import inspect_page
    from crawler.portals import GENERIC, portal_of

    rules = portal or portal_of(url) or GENERIC
    page = page_of(body, url, portal=rules, content_type=content_type, fetched_at=fetched_at)
    if page is None:
        raise KlipingError(f"{url}: it is no HTML page", ExitCode.NO_ARTICLE)
    return inspect_page(page)


def _to_dict(inspection: Inspection) -> dict[str, Any]:
    record = inspection.article.to_dict()
    fields = {
        name: {
            "value": record[name],
            "source": inspection.article.sources.get(name),
            "candidates": [{"source": source, "value": value} for source, value in rows],
        }
        for name, rows in inspection.candidates.items()
    }
    return {"url": record["url"], "portal": record["portal"], "rejected": inspection.article.rejected, "fields": fields}


def _print(inspection: Inspection) -> None:
    from rich.text import Text

    from crawler.cli._render import console, one_line

    out, article = console(), inspection.article
    verdict = f"no article: {article.rejected}" if article.rejected else article.kind
    out.print(Text(f"{one_line(article.url)}\n{article.portal} · {verdict}", style="dim"))
    record = article.to_dict()
    for name, rows in inspection.candidates.items():
        value = record[name]
        shown = "; ".join(value) if isinstance(value, list) else str(value or "")
        source = article.sources.get(name, "")
        out.print(
            Text.assemble((f"\n{name:14}", "bold"), f"{source:11}", (one_line(shown)[:300] or "nothing", "green"))
        )
        for other, candidate in rows:
            if other != source:
                out.print(Text(f"{'':14}{other:11}{one_line(candidate)[:300]}", style="dim"))
