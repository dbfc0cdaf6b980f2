"""`kliping export`: stored articles as a file for other programs."""

from __future__ import annotations

import difflib
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from crawler.cli._destination import writing_to
from crawler.cli._formats import Rows, write_csv, write_json, write_jsonl
from crawler.cli._options import db_option, filter_options, with_known_portals
from crawler.cli._parquet import write_parquet
from crawler.cli._render import one_line
from crawler.database import open_archive
from crawler.database.exporting import FIELDS, count, records
from crawler.database.reading import Filter
from crawler.errors import NotFoundError, UsageError

_FORMATS = ("csv", "json", "jsonl", "parquet")
_ENDINGS = {**{f".{name}": name for name in _FORMATS}, ".ndjson": "jsonl"}
_WARC = (".warc", ".warc.gz")
_LINE_SECONDS = 5.0
_ROWS_A_LOOK = 100

Write = Callable[[Rows, BinaryIO], None]


@click.command()
@click.argument("file")
@click.argument("words", nargs=-1)
@click.option("--format", "form", type=click.Choice(_FORMATS), help="Else the ending of FILE says it.")
@click.option("--fields", metavar="NAME,…", help="Only these, in this order.")
@filter_options
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most the newest N.")
@click.option(
    "--excel", is_flag=True, help="CSV that Excel reads rightly: with a byte order mark, cells cut to its size."
)
@click.option("--raw-cells", is_flag=True, help="In CSV, leave text that looks like a formula as it is.")
@click.option("--warc", is_flag=True, help="Write their raw pages instead, as a WARC file (also by FILE's ending).")
@db_option
def command(
    *,
    file: str,
    words: tuple[str, ...],
    form: str | None,
    fields: str | None,
    wanted: Filter,
    limit: int | None,
    excel: bool,
    raw_cells: bool,
    warc: bool,
    db: Path,
) -> None:
    """Write the stored articles that hold all WORDS, or every one, to FILE ("-": standard output), the newest first.

    The ending of FILE says the format: .csv, .json, .jsonl (each also with .gz), .parquet; standard output is JSON
    lines. FILE is replaced when all is written, and stays as it was where that fails. Lists stand in CSV as JSON.
    """
    started, said = time.monotonic(), " ".join(words)
    if warc or file.lower().endswith(_WARC):
        if form or fields or limit or excel or raw_cells:
            raise UsageError("a WARC file holds whole pages; only WORDS and what chooses articles go with it")
        _export_pages(file, said, wanted, db, started)
        return
    kind, compressed = _format_of(file, form)
    chosen = _chosen_fields(fields)
    write = _writer(kind, chosen, raw=raw_cells, excel=excel)
    messages = Console(stderr=True, highlight=False, markup=False, emoji=False)
    with open_archive(db, create=False, readonly=True) as archive:
        wanted = with_known_portals(archive, wanted)
        total = min(count(archive, said, wanted), limit or sys.maxsize) if messages.is_terminal else None
        found = _Followed(records(archive, said, wanted, list(chosen), limit=limit), total, messages)
        with writing_to(file, compressed=compressed) as out:
            write(found, out)
            if not found.taken:
                raise NotFoundError("nothing stored is what you ask for; try fewer words or a wider range")
    place = "standard output" if file == "-" else one_line(file)
    seconds = time.monotonic() - started
    what = f"{found.taken:,} article{'s' if found.taken > 1 else ''}"
    messages.print(f"exported {what} to {place} (in {seconds:.1f} s)", soft_wrap=True)


def _export_pages(file: str, words: str, wanted: Filter, db: Path, started: float) -> None:
    from crawler.cli._warc import export_warc

    messages = Console(stderr=True, highlight=False, markup=False, emoji=False)
    with open_archive(db, create=False, readonly=True) as archive:
        pages = export_warc(archive, Path(file), words, with_known_portals(archive, wanted), messages)
    seconds = time.monotonic() - started
    messages.print(f"exported {pages:,} raw pages to {one_line(file)} (in {seconds:.1f} s)", soft_wrap=True)


class _Followed:
    """Rows that are counted while they are taken: with a moving bar on a terminal, else with a line now and then."""

    def __init__(self, rows: Iterator[tuple[Any, ...]], total: int | None, messages: Console) -> None:
        self.taken = 0
        self._rows = rows
        self._total = total
        self._messages = messages

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        columns = (BarColumn(), MofNCompleteColumn(), TextColumn("articles"), TimeRemainingColumn())
        with Progress(*columns, console=self._messages, transient=True, disable=self._total is None) as bar:
            task = bar.add_task("", total=self._total)
            next_line = time.monotonic() + _LINE_SECONDS
            for row in self._rows:
                yield row
                self.taken += 1
                if self.taken % _ROWS_A_LOOK:
                    continue
                bar.update(task, completed=self.taken)
                if self._total is None and time.monotonic() >= next_line:
                    next_line = time.monotonic() + _LINE_SECONDS
                    self._messages.print(f"{self.taken:,} articles so far")
            bar.update(task, completed=self.taken)


def _format_of(file: str, asked: str | None) -> tuple[str, bool]:
    """The format that was asked for or that the file's ending says, and whether the file is to be compressed."""
    name = file.lower()
    compressed = name.endswith(".gz")
    ending = Path(name.removesuffix(".gz")).suffix
    form = asked or ("jsonl" if file == "-" else _ENDINGS.get(ending))
    if form is None:
        raise UsageError(f"the ending of {one_line(file)!r} names no format; give --format csv, json, jsonl or parquet")
    if form == "parquet" and (compressed or file == "-"):
        raise UsageError("Parquet is written to a file, and is compressed by itself; for example: news.parquet")
    return form, compressed


def _chosen_fields(names: str | None) -> dict[str, type]:
    """The fields of these names, separated by commas, with their types; every field for None."""
    if names is None:
        return FIELDS
    asked = [name.strip() for name in names.split(",")]
    for name in asked:
        if name not in FIELDS:
            near = difflib.get_close_matches(name, FIELDS, n=1)
            hint = f"did you mean {near[0]}?" if near else f"there are: {', '.join(FIELDS)}"
            raise UsageError(f"unknown field {one_line(name)!r}; {hint}")
    return {name: FIELDS[name] for name in asked}


def _writer(form: str, fields: Mapping[str, type], *, raw: bool, excel: bool) -> Write:
    if form != "csv" and (raw or excel):
        raise UsageError("--excel and --raw-cells are for CSV")
    if form == "parquet":
        return partial(write_parquet, fields)
    names = list(fields)
    if form == "csv":
        return partial(write_csv, names, raw=raw, excel=excel)
    return partial(write_json if form == "json" else write_jsonl, names)
