"""`kliping reextract`: stored articles read anew from their raw pages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import click
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from crawler.article import RECORD
from crawler.cli._bar import Bar
from crawler.cli._options import db_option, filter_options, json_option, with_known_portals
from crawler.cli._render import console, one_line
from crawler.database import open_archive
from crawler.database.exporting import count
from crawler.database.reading import Filter
from crawler.errors import ExitCode, NotFoundError
from crawler.reextraction import Report, reextract

_LEFT = {
    "no page": "without a raw page",
    "page too old": "newer than their raw page",
    "no article": "no article any more on their page",
    "damaged": "with a damaged page",
}
_SHOWN = 70


@click.command()
@click.argument("names", nargs=-1, metavar="[PORTAL]…")
@filter_options
@click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
@click.option("--verbose", is_flag=True, help="Show the first changes of each field (as --dry-run does).")
@json_option
@db_option
def command(*, names: tuple[str, ...], wanted: Filter, dry_run: bool, verbose: bool, as_json: bool, db: Path) -> int:
    """Read stored articles anew from the raw pages kept with them, after a portal's rules were mended.

    Nothing is fetched. What is different is stored, and the former version stays in the history. An article keeps its
    address, and one whose page gives no article any more stays as it is.
    """
    messages = Console(stderr=True, highlight=False, markup=False)
    with open_archive(db, create=False, readonly=dry_run) as archive, Bar(messages) as bar:
        wanted = with_known_portals(archive, replace(wanted, portals=(*names, *wanted.portals)))
        total = count(archive, "", wanted)
        report = reextract(archive, wanted, dry_run=dry_run, watch=lambda done: bar.show("articles read", done, total))
    if not total:
        raise NotFoundError("nothing stored is what you ask for; try a wider range")
    for problem in report.problems:
        messages.print(f"kliping: {one_line(problem)}", soft_wrap=True)
    if as_json:
        click.echo(json.dumps(_to_dict(report, dry_run), ensure_ascii=False, indent=2))
    else:
        _print(report, dry_run=dry_run, examples=dry_run or verbose)
    messages.print(_summary(report, dry_run), soft_wrap=True)
    return ExitCode.PARTIAL if report.problems else ExitCode.OK


def _print(report: Report, *, dry_run: bool, examples: bool) -> None:
    out = console()
    if not report.outcomes["different"]:
        out.print("nothing is different")
        return
    table = Table("field", "changed", "filled", "emptied", box=box.SIMPLE_HEAD)
    for column in table.columns[1:]:
        column.justify = "right"
    fields = sorted(report.fields.items(), key=lambda item: RECORD.index(item[0]))
    for name, changes in fields:
        table.add_row(name, f"{changes.changed:,}", f"{changes.filled:,}", f"{changes.emptied:,}")
    out.print(table)
    for name, changes in fields if examples else ():
        for url, old, new in changes.examples:
            before, after = _apart(_as_text(old), _as_text(new))
            out.print(Text.assemble((name, "bold"), " ", (one_line(url), "dim")))
            out.print(Text.assemble("  ", (before or "nothing", "red"), " -> ", (after or "nothing", "green")))


def _as_text(value: Any) -> str:
    if isinstance(value, str) and value.startswith("["):
        with suppress(ValueError, TypeError):
            value = "; ".join(json.loads(value))
    return "" if value is None else one_line(str(value))


def _apart(old: str, new: str) -> tuple[str, str]:
    """Two texts from shortly before where they begin to differ, cut short."""
    same = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    start = max(same - _SHOWN // 4, 0) if max(len(old), len(new)) > _SHOWN else 0
    return _cut(old, start), _cut(new, start)


def _cut(text: str, start: int) -> str:
    piece = text[start : start + _SHOWN]
    return ("…" if start else "") + piece + ("…" if start + _SHOWN < len(text) else "")


def _summary(report: Report, dry_run: bool) -> str:
    outcomes = report.outcomes
    done = "would be updated" if dry_run else "updated"
    parts = [f"{outcomes['different']:,} {done}", f"{outcomes['same']:,} the same", *_left(report)]
    return f"{outcomes.total():,} articles: {', '.join(parts)}"


def _left(report: Report) -> Iterator[str]:
    return (f"{report.outcomes[name]:,} {words}" for name, words in _LEFT.items() if report.outcomes[name])


def _to_dict(report: Report, dry_run: bool) -> dict[str, Any]:
    fields = {
        name: {
            **{key: value for key, value in asdict(changes).items() if key != "examples"},
            "examples": [{"url": url, "old": old, "new": new} for url, old, new in changes.examples],
        }
        for name, changes in report.fields.items()
    }
    outcomes = {name: report.outcomes[name] for name in ("different", "same", *_LEFT)}
    return {"dry_run": dry_run, "articles": report.outcomes.total(), **outcomes, "fields": fields}
