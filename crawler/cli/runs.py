"""`kliping runs`: what the crawls did."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import click
from rich import box
from rich.table import Table

from crawler.cli._options import db_option, json_option, since_option
from crawler.cli._render import console, one_line
from crawler.database import open_archive
from crawler.database.runs import recent_runs, run_details, state_of
from crawler.errors import NotFoundError
from crawler.moments import WIB
from crawler.spiders.tally import COUNTS

_COUNTS = ("found", "new", "changed", "failed")
_OF_PORTAL = (
    "sources", "found", "known", "new", "changed", "unchanged", "outside", "rejected", "robots", "failed", "left",
    "requests",
)  # fmt: skip
_NAMES_SHOWN = 3
_EXITS = {0: "ok", 1: "1: failed", 3: "3: some failed", 130: "130: stopped"}


@click.group(invoke_without_command=True)
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="At most so many.")
@click.option("--portal", metavar="NAME", help="Only runs of this portal, and what they did there.")
@since_option
@json_option
@db_option
@click.pass_context
def command(
    context: click.Context, *, limit: int, portal: str | None, since: datetime | None, as_json: bool, db: Path
) -> None:
    """List what the crawls did, the newest first."""
    if context.invoked_subcommand:
        return
    with open_archive(db, create=False, readonly=True) as archive:
        rows = [_summary(row) for row in recent_runs(archive, portal=portal, since=since, limit=limit)]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    if not rows:
        raise NotFoundError("no such run is recorded; crawl with: kliping crawl PORTAL")
    table = Table("run", "started (WIB)", "took", "portals", *_COUNTS, "exit", box=box.SIMPLE_HEAD)
    for column in (table.columns[0], *table.columns[4:8]):
        column.justify = "right"
    for row in rows:
        table.add_row(
            str(row["run"]),
            _minute(row["started"]),
            _duration(row["seconds"]),
            _few(row["portals"]),
            *(f"{row[name]:,}" for name in _COUNTS),
            _exit(row),
        )
    console().print(table)


@command.command()
@click.argument("run", type=click.IntRange(min=1))
@json_option
@db_option
def show(run: int, as_json: bool, db: Path) -> None:
    """Show one run, portal by portal: what came, why the rest did not, and where the fields came from."""
    with open_archive(db, create=False, readonly=True) as archive:
        found = run_details(archive, run)
    if found is None:
        raise NotFoundError(f"there is no run {run}; they are listed by: kliping runs")
    details = {**_summary({**found, "portals": json.dumps(found["names"])}), "portals": found["portals"]}
    if as_json:
        click.echo(json.dumps(details, ensure_ascii=False, indent=2))
        return
    out = console()
    out.print(f"run {run}, {_minute(details['started'])} WIB, {_duration(details['seconds'])}: {_exit(details)}")
    out.print(_portal_table(found["portals"]))
    for portal in found["portals"]:
        _print_portal(portal)


def _summary(row: dict[str, Any]) -> dict[str, Any]:
    """A run as JSON has it; a run that has not ended took until its last sign of life."""
    now = datetime.now(UTC)
    started, end = (datetime.fromisoformat(row[name]) if row[name] else None for name in ("started", "ended"))
    last = end or (datetime.fromisoformat(row["heartbeat"]) if row["heartbeat"] else None)
    return {
        "run": row["id"],
        "started": row["started"],
        "ended": row["ended"],
        "seconds": (last - started).total_seconds() if started and last else None,
        "state": state_of(row, now),
        "exit_code": row["exit_code"],
        "since": row["since"],
        "until": row["until"],
        "query": row["query"],
        "portals": json.loads(row["portals"]),
        **{name: row[name] for name in (*COUNTS, "requests", "bytes") if name in row},
    }


def _portal_table(portals: list[dict[str, Any]]) -> Table:
    """The counts of each portal; those that are nowhere above zero are left out."""
    names = [name for name in _OF_PORTAL if name in _COUNTS or any(row[name] for row in portals)]
    table = Table("portal", *names, "kB", "seconds", "", box=box.SIMPLE_HEAD)
    for column in table.columns[1:-1]:
        column.justify = "right"
    for row in portals:
        sizes = (f"{row['bytes'] / 1000:,.0f}", f"{row['seconds']:,.0f}")
        table.add_row(one_line(row["portal"]), *(f"{row[name]:,}" for name in names), *sizes, row["state"])
    return table


def _print_portal(portal: dict[str, Any]) -> None:
    """The reasons and the sources of fields of one portal."""
    if not portal["reasons"] and not portal["fields"]:
        return
    out = console()
    out.print(one_line(portal["portal"]))
    for each in portal["reasons"]:
        example = f"  {one_line(each['example'])}" if each["example"] else ""
        out.print(f"  {each['what'].replace('_', ' ')}: {each['count']} × {one_line(each['reason'])}{example}")
    for name, sources in portal["fields"].items():
        out.print(f"  {name}: " + ", ".join(f"{count} {one_line(source)}" for source, count in sources.items()))


def _minute(text: str) -> str:
    return f"{datetime.fromisoformat(text).astimezone(WIB):%Y-%m-%d %H:%M}"


def _duration(seconds: float | None) -> str:
    return "" if seconds is None else str(timedelta(seconds=round(seconds)))


def _few(names: list[str]) -> str:
    if len(names) <= _NAMES_SHOWN:
        return one_line(", ".join(names))
    return one_line(f"{', '.join(names[:_NAMES_SHOWN])} and {len(names) - _NAMES_SHOWN} more")


def _exit(row: dict[str, Any]) -> str:
    if row["state"] != "ended":
        return str(row["state"])
    return _EXITS.get(row["exit_code"], str(row["exit_code"]))
