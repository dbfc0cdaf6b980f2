"""`kliping stats`: what is stored, portal by portal."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click
from rich import box
from rich.table import Table

from crawler.cli._options import db_option, json_option
from crawler.cli._render import console
from crawler.database import open_archive
from crawler.database.reading import PortalCount, counts
from crawler.moments import WIB


@click.command()
@json_option
@db_option
def command(as_json: bool, db: Path) -> None:
    """Count the stored articles of each portal, with the first and newest date and the URLs that failed."""
    with open_archive(db, create=False, readonly=True) as archive:
        found = counts(archive)
    total = _total(found)
    if as_json:
        rows = {"portals": [_to_dict(row) for row in found], "total": _to_dict(total)}
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    table = Table("portal", "articles", "first (WIB)", "newest (WIB)", "failed URLs", box=box.SIMPLE_HEAD)
    for column in (1, 4):
        table.columns[column].justify = "right"
    for row in found:
        table.add_row(*_cells(row))
    table.add_section()
    table.add_row(*_cells(total))
    console().print(table)


def _total(found: list[PortalCount]) -> PortalCount:
    return PortalCount(
        portal="total",
        articles=sum(row.articles for row in found),
        first=min((row.first for row in found if row.first), default=None),
        newest=max((row.newest for row in found if row.newest), default=None),
        failed=sum(row.failed for row in found),
    )


def _to_dict(row: PortalCount) -> dict[str, object]:
    return {k: v.astimezone(WIB).isoformat() if isinstance(v, datetime) else v for k, v in asdict(row).items()}


def _cells(row: PortalCount) -> tuple[str, ...]:
    first, newest = (f"{time.astimezone(WIB):%Y-%m-%d %H:%M}" if time else "" for time in (row.first, row.newest))
    return row.portal, f"{row.articles:,}", first, newest, f"{row.failed:,}"
