"""`kliping stats`: what is stored, counted, as a table or a picture."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Literal

import click
from rich import box
from rich.table import Table

from crawler.cli._destination import writing_to
from crawler.cli._options import db_option, filter_options, json_option, with_known_portals
from crawler.cli._render import console, one_line
from crawler.database import Archive, open_archive
from crawler.database.counting import Count, Group, PortalCount, Timeline, counts, counts_by, step_for, timeline
from crawler.database.reading import Filter
from crawler.errors import NotFoundError, UsageError
from crawler.moments import WIB

_ROWS_OF_NAMES = 30
_MOST_PORTALS = 8
_COLUMN_WIDTH = 13

By = Literal["day", "month"] | Group


@click.command()
@click.argument("words", nargs=-1)
@click.option(
    "--by",
    type=click.Choice(["day", "month", "portal", "section", "author", "tag"]),
    help="Count by this; days and months are those of Jakarta.",
)
@filter_options
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most N lines of names.  [default: 30]")
@click.option("--plot", metavar="FILE", help="Draw the articles of each portal over time: FILE.png or FILE.svg.")
@json_option
@db_option
def command(
    *,
    words: tuple[str, ...],
    by: By | None,
    wanted: Filter,
    limit: int | None,
    plot: str | None,
    as_json: bool,
    db: Path,
) -> None:
    """Count the stored articles of each portal, with the first and newest date and the URLs that failed.

    With WORDS or options that choose articles only those are counted, by portal or as --by says.
    """
    said = " ".join(words)
    with open_archive(db, create=False, readonly=True) as archive:
        chosen = with_known_portals(archive, wanted)
        if by is None and not said and chosen == Filter():
            _show_portals(counts(archive), as_json)
        elif by == "day" or by == "month":  # noqa: PLR1714 (mypy follows only this)
            _show_times(by, timeline(archive, by, said, chosen), as_json)
        else:
            group = by or "portal"
            most = limit or (None if group == "portal" else _ROWS_OF_NAMES)
            _show_names(group, counts_by(archive, group, said, chosen, limit=most), as_json)
        if plot:
            _draw(archive, said, chosen, plot)


def _show_portals(found: list[PortalCount], as_json: bool) -> None:
    total = PortalCount(
        portal="total",
        articles=sum(row.articles for row in found),
        first=min((row.first for row in found if row.first), default=None),
        newest=max((row.newest for row in found if row.newest), default=None),
        failed=sum(row.failed for row in found),
    )
    if as_json:
        _print_json({"portals": [_to_dict(row) for row in found], "total": _to_dict(total)})
        return
    rows = [
        (row.portal, f"{row.articles:,}", _minute(row.first), _minute(row.newest), f"{row.failed:,}")
        for row in (*found, total)
    ]
    _print_table(("portal", "articles", "first (WIB)", "newest (WIB)", "failed URLs"), rows, numbers=(1, 4))


def _show_names(group: Group, found: list[Count], as_json: bool) -> None:
    if as_json:
        _print_json([{group: (row := _to_dict(count)).pop("name"), **row} for count in found])
        return
    rows = [
        (one_line(row.name or "(none)"), f"{row.articles:,}", _minute(row.first), _minute(row.newest)) for row in found
    ]
    if group == "portal":
        rows.append(("total", f"{sum(row.articles for row in found):,}", "", ""))
    _print_table((group, "articles", "first (WIB)", "newest (WIB)"), rows, numbers=(1,), total=group == "portal")


def _show_times(by: Literal["day", "month"], found: Timeline, as_json: bool) -> None:
    """A line for each day or month: all articles, those of the portals that have most, those of the others."""
    if as_json:
        _print_json([{by: _day(by, day), "articles": sum(row.values()), "portals": row} for day, row in found.items()])
        return
    totals: Counter[str] = Counter()
    for row in found.values():
        totals.update(row)
    shown = [name for name, _ in totals.most_common(_portals_that_fit())]
    others = len(totals) > len(shown)
    rows = [
        (name, *map(_number, _split(row, shown, others)))
        for name, row in ((_day(by, day) or "no date", row) for day, row in (*found.items(), ("total", totals)))
    ]
    heads = (by, "articles", *shown, *(["others"] if others else []))
    _print_table(heads, rows, numbers=range(1, len(heads)))


def _draw(archive: Archive, words: str, wanted: Filter, file: str) -> None:
    from crawler.cli._plot import picture
    from crawler.portals import all_portals

    form = Path(file).suffix.lower().removeprefix(".")
    if form not in ("png", "svg"):
        raise UsageError(f"{one_line(file)!r} is no name for a picture; give --plot FILE.png or FILE.svg")
    counted = counts_by(archive, "portal", words, wanted)
    times = [time.astimezone(WIB) for row in counted for time in (row.first, row.newest) if time]
    if not times:
        raise NotFoundError("nothing stored of what you ask for has a date, so there is nothing to draw")
    step = step_for(min(times), max(times))
    titles = {name: portal.title for name, portal in all_portals().items()}
    figure = picture(timeline(archive, step, words, wanted), step, (min(times), max(times)), titles)
    with writing_to(file) as out:
        figure.savefig(out, format=form)
    click.echo(f"drew {one_line(file)}", err=True)


def _portals_that_fit() -> int:
    out = console()
    return min(_MOST_PORTALS, max(1, out.width // _COLUMN_WIDTH - 3)) if out.is_terminal else _MOST_PORTALS


def _split(row: Mapping[str, int], shown: Sequence[str], others: bool) -> list[int]:
    """All articles, those of the shown portals, and with `others` the rest."""
    counted = [row.get(name, 0) for name in shown]
    return [sum(row.values()), *counted, *([sum(row.values()) - sum(counted)] if others else [])]


def _day(by: Literal["day", "month"], beginning: str | None) -> str | None:
    return beginning[:7] if beginning and by == "month" else beginning


def _number(count: int) -> str:
    return f"{count:,}" if count else "·"


def _minute(time: datetime | None) -> str:
    return f"{time.astimezone(WIB):%Y-%m-%d %H:%M}" if time else ""


def _to_dict(row: Count | PortalCount) -> dict[str, object]:
    return {k: v.astimezone(WIB).isoformat() if isinstance(v, datetime) else v for k, v in asdict(row).items()}


def _print_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def _print_table(
    heads: Sequence[str], rows: Sequence[Sequence[str]], *, numbers: Iterable[int], total: bool = True
) -> None:
    """Print a table; columns of `numbers` are set to the right, and with `total` the last line stands apart."""
    table = Table(*map(one_line, heads), box=box.SIMPLE_HEAD)
    for column in numbers:
        table.columns[column].justify = "right"
    for number, row in enumerate(rows, 1):
        if total and number == len(rows):
            table.add_section()
        table.add_row(*row)
    console().print(table)
