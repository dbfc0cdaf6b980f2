"""`kliping portals`: the portals that have rules."""

from __future__ import annotations

import json

import click
from rich import box
from rich.table import Table

from crawler.cli._options import json_option
from crawler.cli._render import console
from crawler.portal import Portal
from crawler.portals import all_portals


@click.command()
@json_option
def command(as_json: bool) -> None:
    """List the portals: domains, ways to discover articles, family, date of the newest evidence."""
    rows = [_to_dict(portal) for portal in all_portals().values()]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    table = Table("name", "title", "domains", "discovery", "family", "evidence", box=box.SIMPLE_HEAD)
    for column in table.columns:
        column.overflow = "fold"
    table.columns[0].no_wrap = True
    for row in rows:
        table.add_row(*(", ".join(v) if isinstance(v, list) else str(v) for v in row.values()))
    console().print(table)


def _to_dict(portal: Portal) -> dict[str, str | list[str]]:
    ways = {"feed": portal.feeds, "sitemap": portal.sitemaps, "index": portal.indexes}
    return {
        "name": portal.name,
        "title": portal.title,
        "domains": list(portal.domains),
        "discovery": [way for way, sources in ways.items() if sources],
        "family": portal.family,
        "newest_evidence": portal.newest_evidence,
    }
