"""Stored articles as flat records, for other programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any

from crawler.article import RECORD
from crawler.database.archive import Archive
from crawler.database.reading import Filter, matching

_TYPES: dict[str, type] = {
    **dict.fromkeys(("authors", "editors", "tags"), list),
    "sources": dict,
    **dict.fromkeys(("paywalled", "complete"), bool),
    **dict.fromkeys(("id", "page_count", "revision", "text_length"), int),
    **dict.fromkeys(("published_utc", "modified_utc", "first_fetched_utc", "gone_utc"), datetime),
}
FIELDS: dict[str, type] = {
    name: _TYPES.get(name, str)
    for name in (
        "id", *RECORD, "published_utc", "modified_utc", "first_fetched_utc", "gone_utc", "revision", "text_length",
    )
}  # fmt: skip
"""What a record may hold and of what type: the fields of the article, then what the archive knows of it.

A datetime is UTC text (`2022-03-04T01:45:00Z`), `fetched_at` ISO 8601 with offset.
"""

_COLUMNS = {"fetched_at": "replace(articles.fetched_utc, 'Z', '+00:00')"}
_READERS: dict[type, Callable[[Any], Any]] = {list: json.loads, dict: json.loads, bool: bool}


def records(
    archive: Archive, words: str, wanted: Filter, fields: Sequence[str], *, limit: int | None = None
) -> Iterator[tuple[Any, ...]]:
    """The values of these FIELDS of the articles that hold the words and pass the filter, the newest first.

    Any number of articles takes the same memory.
    """
    conditions, values = matching(words, wanted)
    columns = ", ".join(_COLUMNS.get(name, f"articles.{name}") for name in fields)
    readers = [_READERS.get(FIELDS[name]) for name in fields]
    statement = _RECORDS.format(columns=columns, conditions=conditions)
    for row in archive.each(statement, {**values, "limit": -1 if limit is None else limit}):
        yield tuple(
            read(value) if read and value is not None else value for read, value in zip(readers, row, strict=True)
        )


def count(archive: Archive, words: str, wanted: Filter) -> int:
    """How many articles hold the words and pass the filter."""
    conditions, values = matching(words, wanted)
    (row,) = archive.rows(f"SELECT count(*) AS articles FROM articles WHERE {conditions}", values)
    return int(row["articles"])


# only numbers are sorted, not whole texts; a subquery with a LIMIT is read in its order
_RECORDS = """
    SELECT {columns}
    FROM (
      SELECT id FROM articles WHERE {conditions} ORDER BY published_utc DESC, id DESC LIMIT :limit
    ) AS chosen CROSS JOIN articles ON articles.id = chosen.id"""
