"""Statements of the user's own, on a connection that can only read."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from crawler.database.connection import advice_on, connect
from crawler.database.query import parse_query
from crawler.database.rows import storable
from crawler.errors import DatabaseError, UsageError

Value = str | int | float | bytes | None

_BUSY_SECONDS = 10.0
_STEPS_BETWEEN_LOOKS = 20_000
_NOTHING = '""'
_READING_ACTIONS = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE}
_READING_PRAGMAS = frozenset(
    "collation_list compile_options data_version database_list foreign_key_check foreign_key_list freelist_count "
    "function_list index_info index_list index_xinfo integrity_check module_list page_count pragma_list quick_check "
    "table_info table_list table_xinfo".split()
)
_PRAGMAS_WITHOUT_A_VALUE = frozenset(
    "application_id encoding journal_mode page_size schema_version user_version".split()
)
_SAID = (
    (r"authoriz", "kliping sql only reads: SELECT, WITH, EXPLAIN, and PRAGMAs that change nothing"),
    (r"one statement at a time", "give one statement at a time"),
    (r"binding parameter :(\w+)", r":\1 has no value; give it with --param \1=VALUE"),
    (r"Binding \d+ has no name", "give parameters names, for example :portal, and values with --param portal=VALUE"),
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a statement gives: the names of its columns, no two alike, and its rows, read as they are taken."""

    columns: tuple[str, ...]
    rows: Iterator[tuple[Value, ...]]


@contextmanager
def answer_to(path: Path, sql: str, values: Mapping[str, Value]) -> Iterator[Answer]:
    """The answer of the database at `path` to one reading statement, its parameters named, until the block ends.

    UsageError, in one line, for what is wrong with the statement, also while its rows are taken; DatabaseError for
    the file. Ctrl-C interrupts a statement at work.
    """
    with closing(connect(path, create=False, readonly=True, busy_seconds=_BUSY_SECONDS)) as connection:
        connection.row_factory = None
        connection.text_factory = lambda text: text.decode("utf-8", "replace")
        only_reading(connection)
        # Python looks for a Ctrl-C only where it runs, and it runs in here
        connection.set_progress_handler(lambda: None, _STEPS_BETWEEN_LOOKS)
        named = {storable(name): _value(value) for name, value in values.items()}
        with _explained(path):
            cursor = connection.execute(storable(sql), named)
        if cursor.description is None:
            raise UsageError("there is no statement; give one, for example: kliping sql 'SELECT * FROM coverage'")
        yield Answer(_unlike([column[0] for column in cursor.description]), _rows_of(cursor, path))


def _value(value: Value) -> Value:
    return storable(value) if isinstance(value, str) else value


def only_reading(connection: sqlite3.Connection) -> None:
    """Let a connection do nothing but read this one database; it learns the SQL function `kliping_query`.

    `kliping_query(words)` is what FTS5 matches for words as `kliping search` takes them.
    """
    connection.execute("PRAGMA query_only = ON")
    connection.set_authorizer(_permission)
    connection.create_function("kliping_query", 1, fts5_query, deterministic=True)


def fts5_query(words: Value) -> str:
    """What FTS5 matches for words as `kliping search` takes them; nothing where they only say what must not be."""
    return parse_query(str(words or "")).match or _NOTHING


def _permission(action: int, first: str | None, second: str | None, *_: str | None) -> int:
    if action in _READING_ACTIONS:
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_FUNCTION:
        allowed = (second or "").lower() != "load_extension"
    elif action == sqlite3.SQLITE_PRAGMA:
        name = (first or "").lower()
        allowed = name in _READING_PRAGMAS or (name in _PRAGMAS_WITHOUT_A_VALUE and second is None)
    else:
        # table-valued functions such as json_each announce themselves so, and the schema cannot be written
        allowed = action == sqlite3.SQLITE_UPDATE and first == "sqlite_master"
    return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY


def _rows_of(cursor: sqlite3.Cursor, path: Path) -> Iterator[tuple[Value, ...]]:
    with _explained(path):
        # not "yield from", which would close the cursor behind its connection
        for row in cursor:  # noqa: UP028
            yield row


def _unlike(names: list[str]) -> tuple[str, ...]:
    """The names, a repeated one with a number: `title`, `title_2`."""
    found: dict[str, None] = {}
    for name in names:
        number, unlike = 1, name
        while unlike in found:
            number += 1
            unlike = f"{name}_{number}"
        found[unlike] = None
    return tuple(found)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, sqlite3.Warning) as error:
        if getattr(error, "sqlite_errorname", None) == "SQLITE_INTERRUPT":
            raise KeyboardInterrupt from None
        if advice := advice_on(error):
            raise DatabaseError(f"{path} {advice}") from error
        said = " ".join(str(error).split())
        better = (found.expand(text) for known, text in _SAID if (found := re.search(known, said)))
        raise UsageError(next(better, said)) from error
