"""`kliping discover`: the links to articles that a portal's sources give, and where each was found."""

from __future__ import annotations

import json
import time
from datetime import datetime
from typing import TYPE_CHECKING

import click
from rich.console import Console

from crawler.cli._options import (
    chosen_portals,
    json_option,
    query_option,
    since_option,
    timeout_option,
    until_option,
)
from crawler.cli._render import one_line
from crawler.discovery import Link
from crawler.moments import WIB

if TYPE_CHECKING:
    from crawler.portal import Portal


@click.command()
@click.argument("names", nargs=-1, metavar="[PORTAL]…")
@click.option("--all", "every", is_flag=True, help="Every portal.")
@since_option
@until_option
@query_option
@timeout_option
@json_option
def command(
    *,
    names: tuple[str, ...],
    every: bool,
    since: datetime | None,
    until: datetime | None,
    query: str,
    timeout: float,
    as_json: bool,
) -> int:
    """Print the links to articles that the sources of portals give: date, how and where each was found, address.

    No article is fetched and nothing is stored. A link without a date is printed too. With --json a line each.
    """
    from crawler.cli._progress import summary_of_links
    from crawler.crawling import discover

    messages, started = Console(stderr=True, highlight=False, markup=False), time.monotonic()
    portals = chosen_portals(names, every=every, since=since, until=until, query=query, messages=messages)
    show = _print_json if as_json else _print
    found = discover(
        portals, on_link=show, since=since, until=until, query=query, settings={"DOWNLOAD_TIMEOUT": timeout}
    )
    messages.print(summary_of_links(found.counts, time.monotonic() - started))
    return int(found.code)


def _print(portal: Portal, link: Link) -> None:
    when = f"{link.published_at.astimezone(WIB):%Y-%m-%d %H:%M}" if link.published_at else "-"
    click.echo(f"{when:16}  {link.way:12}  {one_line(link.url)}  {one_line(link.found_in)}")


def _print_json(portal: Portal, link: Link) -> None:
    row = {
        "portal": portal.name,
        "url": link.url,
        "published_at": link.published_at.isoformat() if link.published_at else None,
        "changed_at": link.changed_at.isoformat() if link.changed_at else None,
        "title": link.title,
        "way": link.way,
        "found_in": link.found_in,
    }
    click.echo(json.dumps(row, ensure_ascii=False))
