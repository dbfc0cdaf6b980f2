"""`kliping portals`: the portals that have rules, whether they work now, and the first rules for another."""

from __future__ import annotations

import json
from typing import Any

import click
from rich import box
from rich.table import Table

from crawler.cli._options import json_option, timeout_option
from crawler.cli._render import console, one_line
from crawler.discovery.sources import sources_of
from crawler.errors import ExitCode, UsageError
from crawler.portal import Portal
from crawler.portals import all_portals, portal_named

COLUMNS = ("name", "title", "domains", "discovery", "family", "layouts", "evidence", "newest_evidence")


@click.group(invoke_without_command=True)
@json_option
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> None:
    """List the portals: domains, ways to discover articles, family, layouts, and what backs their rules.

    Evidence is "page" (a real page was read), "model" (a page modelled on descriptions) or "facts" (no page at all),
    with the date of the newest.
    """
    if ctx.invoked_subcommand:
        return
    rows = [_to_dict(portal) for portal in all_portals().values()]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    table = Table(*(column.replace("_", " ") for column in COLUMNS), box=box.SIMPLE_HEAD)
    for column in table.columns:
        column.overflow = "fold"
    table.columns[0].no_wrap = True
    for row in rows:
        table.add_row(*(", ".join(v) if isinstance(v := row[name], list) else str(v) for name in COLUMNS))
    console().print(table)
    console().print(f"{len(rows)} portals")


@command.command()
@click.argument("names", nargs=-1, metavar="[PORTAL]…")
@timeout_option
@json_option
def check(*, names: tuple[str, ...], timeout: float, as_json: bool) -> int:
    """Ask the sources of portals for links and fetch one article of each, now; all portals if none is named.

    A line each says ok or failed, and why. Nothing is stored. Exit code 0: all are ok; 3: some; 1: none.
    """
    from crawler.crawling import check as check_portals

    portals = {portal.name: portal for portal in map(portal_named, names)} or all_portals()
    if any(not portal.domains for portal in portals.values()):
        raise UsageError("generic has no site to check")
    rows, stopped = check_portals(list(portals.values()), settings={"DOWNLOAD_TIMEOUT": timeout})
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        for row in rows:
            click.echo(one_line(_line(row)))
    failed = sum(not row["ok"] for row in rows)
    if stopped or not failed:
        return stopped
    return ExitCode.FAILED if failed == len(rows) else ExitCode.PARTIAL


@command.command()
@click.argument("name")
@click.argument("source", metavar="URL|FILE")
@click.option("--url", metavar="URL", help="Where the saved page came from.")
@timeout_option
@json_option
def new(*, name: str, source: str, url: str | None, timeout: float, as_json: bool) -> None:
    """Write the first rules for a portal from one of its article pages, and a fixture in that page's structure.

    Says what the general extraction already finds, where, and which feeds and sitemaps answer. The rules go to the
    folder that KLIPING_PORTALS names, else to crawler/portals. Nothing is ever overwritten.
    """
    from crawler.cli._new_portal import draft_portal

    made = draft_portal(name, source, url, timeout)
    if as_json:
        click.echo(json.dumps(made.to_dict(), ensure_ascii=False, indent=2))
        return
    for line in made.lines():
        click.echo(one_line(line))


def _line(row: dict[str, Any]) -> str:
    sources = f"{row['sources']} of {row['sources_asked']} sources gave {row['found']} links"
    if row["ok"]:
        return f"{row['portal']}: ok: {sources}; {row['article']['published_at']} {row['article']['title']}"
    return f"{row['portal']}: failed: {row['problem']}; {sources}"


def _to_dict(portal: Portal) -> dict[str, str | list[str]]:
    ways = [source.way for source in sources_of(portal)] + (["search"] if portal.search else [])
    return {
        "name": portal.name,
        "title": portal.title,
        "domains": list(portal.domains),
        "discovery": list(dict.fromkeys(ways)),
        "family": portal.family,
        "language": portal.language,
        "timezone": portal.timezone,
        "layouts": list(portal.layouts),
        "evidence": portal.evidence,
        "newest_evidence": portal.newest_evidence,
    }
