"""`kliping sql`: a statement of the user's own."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

import click
from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table

from crawler.cli._formats import Rows, Write, batches, shown, write_csv, write_json, write_jsonl
from crawler.cli._options import db_option
from crawler.cli._render import console, one_line
from crawler.database.asking import Value, answer_to
from crawler.errors import UsageError

_ROWS_A_TABLE = 500
_WIDEST_PADDED = 80
_NARROWEST = 6
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,15})?")


@click.command()
@click.argument("query")
@click.option("--param", "params", multiple=True, metavar="NAME=VALUE", help="The value of :NAME; may be repeated.")
@click.option(
    "--format", "form", type=click.Choice(["table", "json", "jsonl", "csv"]), default="table", show_default=True
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("--raw-cells", is_flag=True, help="In CSV, leave text that looks like a formula as it is.")
@db_option
def command(*, query: str, params: tuple[str, ...], form: str, as_json: bool, raw_cells: bool, db: Path) -> None:
    """Ask the database with one statement of SQL that reads ("-": from standard input).

    Nothing can be written. kliping_query(WORDS) gives what FTS5 matches for words as search takes them:

    kliping sql "SELECT articles.title FROM articles_fts JOIN articles ON id = articles_fts.rowid WHERE articles_fts
    MATCH kliping_query('banjir') ORDER BY rank LIMIT 5"
    """
    sql = sys.stdin.buffer.read().decode("utf-8", "replace") if query == "-" else query
    with answer_to(db, sql, dict(map(_parameter, params))) as answer:
        if as_json:
            form = "json"
        if form == "table":
            print_table(answer.columns, answer.rows)
            return
        csv = partial(write_csv, raw=raw_cells)
        write: Write = csv if form == "csv" else write_jsonl if form == "jsonl" else write_json
        write(answer.columns, answer.rows, sys.stdout.buffer)


def _parameter(text: str) -> tuple[str, Value]:
    """`year=2022` -> ("year", 2022): what is written as a number is one."""
    name, mark, value = text.partition("=")
    if not (mark and name.strip()):
        raise UsageError(f"{one_line(text)!r} is no parameter; give --param NAME=VALUE")
    number = _NUMBER.fullmatch(value)
    return name.strip().lstrip(":@$"), (float(value) if "." in value else int(value)) if number else value


def print_table(columns: Sequence[str], rows: Rows) -> None:
    """Print a table as its rows come: on a terminal cut to fit, with its head again every 500 rows; else as it is."""
    out = console()
    head = [one_line(name) for name in columns]
    widths = [len(name) for name in head]
    for number, some in enumerate(chain(batches(rows, _ROWS_A_TABLE), [[]])):
        if number and not some:
            return
        right = [bool(some) and all(isinstance(row[n], int | float) for row in some) for n in range(len(head))]
        cells = [[_cell(value) for value in row] for row in some]
        if out.is_terminal:
            _print_cut(out, head, cells, right)
        else:
            widths = [max([width, *(len(row[n]) for row in cells)]) for n, width in enumerate(widths)]
            _print_plain([] if number else head, cells, [min(width, _WIDEST_PADDED) for width in widths], right)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return one_line(value) if isinstance(value, str) else shown(value)


def _print_cut(out: Console, head: list[str], rows: list[list[str]], right: list[bool]) -> None:
    # left to itself, rich takes as much from a narrow column as from a wide one
    widest = _widest_that_fits([max(map(cell_len, cells)) for cells in zip(head, *rows, strict=True)], out.width)
    if widest < _NARROWEST:
        _print_records(out, head, rows)
        return
    table = Table(box=box.SIMPLE_HEAD)
    for name, is_right in zip(head, right, strict=True):
        table.add_column(name, no_wrap=True, max_width=widest, justify="right" if is_right else "left")
    for row in rows:
        table.add_row(*(cell[: out.width] for cell in row))
    out.print(table)


def _print_records(out: Console, head: list[str], rows: list[list[str]]) -> None:
    """Print more columns than fit beside each other: a line for each, a blank one behind each row."""
    names = max(map(cell_len, head))
    for row in rows:
        for name, cell in zip(head, row, strict=True):
            out.print(f"{name:<{names}}  {cell}"[: out.width], no_wrap=True, overflow="ellipsis")
        out.print()


def _widest_that_fits(widths: list[int], room: int) -> int:
    """How wide a column may be so that all fit, each with three more for what stands between them."""
    left = room - 3 * len(widths) - 1
    return next((most for most in range(max(widths), 1, -1) if sum(min(width, most) for width in widths) <= left), 1)


def _print_plain(head: list[str], rows: list[list[str]], widths: list[int], right: list[bool]) -> None:
    rule = ["─" * width for width in widths]
    for row in [*([head, rule] if head else []), *rows]:
        padded = (cell.rjust(w) if r else cell.ljust(w) for cell, w, r in zip(row, widths, right, strict=True))
        click.echo("  ".join(padded).rstrip())
