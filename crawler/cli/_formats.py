"""Rows as CSV, JSON or JSON lines, written as they come, in constant memory."""

from __future__ import annotations

import codecs
import csv
import json
import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, BinaryIO

from crawler.cli._render import harmless

Rows = Iterable[Sequence[Any]]
"""Each row as long as there are columns: text, numbers, booleans, bytes, None, and lists or dicts of these."""
Write = Callable[[Sequence[str], Rows, BinaryIO], None]

_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
_UNSAFE_IN_JSON = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
_BOM = "\ufeff"
_EXCEL_LONGEST = 32_767


def write_csv(columns: Sequence[str], rows: Rows, out: BinaryIO, *, raw: bool = False, excel: bool = False) -> None:
    """CSV in UTF-8 with a line of names. Lists and dicts are JSON, bytes are `<N bytes>`.

    Text that a spreadsheet would run as a formula gets an apostrophe before it, and loses what could steer a terminal;
    not so with `raw`. With `excel` a byte order mark leads, and no cell is longer than Excel holds.
    """
    text = codecs.getwriter("utf-8")(out, "replace")
    cell = _csv_cell if raw else _safe_cell
    text.write(_BOM if excel else "")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(map(cell, columns))
    for row in rows:
        cells = map(cell, row)
        writer.writerow([value[:_EXCEL_LONGEST] for value in cells] if excel else cells)


def _csv_cell(value: Any) -> str:
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    return shown(value)


def _safe_cell(value: Any) -> str:
    if not isinstance(value, str):
        return _csv_cell(value)
    # what is left is looked at too: behind an escape sequence a formula may stand
    text = harmless(value)
    return f"'{text}" if _FORMULA.match(value) or _FORMULA.match(text) else text


def shown(value: Any) -> str:
    """A value that is no text, in one line."""
    if isinstance(value, bytes):
        return f"<{len(value):,} bytes>"
    if isinstance(value, (bool, list, dict)):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def write_json(columns: Sequence[str], rows: Rows, out: BinaryIO) -> None:
    """A JSON array with an object on each line."""
    before = b"[\n"
    for line in _json_lines(columns, rows):
        out.write(before + line)
        before = b",\n"
    out.write(b"[]\n" if before == b"[\n" else b"\n]\n")


def write_jsonl(columns: Sequence[str], rows: Rows, out: BinaryIO) -> None:
    """A JSON object on each line."""
    for line in _json_lines(columns, rows):
        out.write(line + b"\n")


def _json_lines(columns: Sequence[str], rows: Rows) -> Iterator[bytes]:
    for row in rows:
        values = {name: _json_value(value) for name, value in zip(columns, row, strict=True)}
        line = json.dumps(values, ensure_ascii=False)
        yield _UNSAFE_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", line).encode()


def _json_value(value: Any) -> Any:
    """What JSON has no form for: bytes become their hex digits, infinity null."""
    if isinstance(value, bytes):
        return value.hex()
    return None if isinstance(value, float) and not math.isfinite(value) else value


def batches(rows: Rows, size: int) -> Iterator[list[Sequence[Any]]]:
    """The rows in lists of `size`, the last one shorter."""
    left = iter(rows)
    while some := list(islice(left, size)):
        yield some
