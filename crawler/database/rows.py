"""Article <-> row of `articles`. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from crawler.article import Article

Row = dict[str, Any]

_LISTS = ("authors", "editors", "tags")
_EMPTY = (None, "", "[]", "{}")
_BODY = ("text", "page_count", "complete", "paywalled")
_INCIDENTAL = {"requested_url", "fetched_utc", "sources"}
"""Columns that may differ between two fetches of an article that did not change."""


def utc_text(moment: datetime) -> str:
    """An aware datetime as `2022-03-04T01:45:00Z`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def storable(text: str) -> str:
    """The text without what SQLite or UTF-8 cannot hold: NUL and lone surrogates."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def article_row(article: Article) -> Row:
    """The row of an article: always the same columns, all but `id`."""
    row = article.to_dict()
    row["fetched_utc"] = utc_text(article.fetched_at)
    del row["fetched_at"]
    row["published_utc"] = utc_text(article.published_at) if article.published_at else None
    row["modified_utc"] = utc_text(article.modified_at) if article.modified_at else None
    for name in (*_LISTS, "sources"):
        row[name] = json.dumps(row[name], ensure_ascii=False)
    return {name: storable(value) if isinstance(value, str) else value for name, value in row.items()}


def row_article(row: Mapping[str, Any]) -> Article:
    """The article of a row; `fetched_at` comes back in UTC, to the second."""
    values = {**row, "fetched_at": row["fetched_utc"]}
    for name in (*_LISTS, "sources"):
        values[name] = json.loads(values[name])
    for name in ("paywalled", "complete"):
        values[name] = bool(values[name])
    return Article.from_dict(values)


def merged(stored: Mapping[str, Any], fresh: Row) -> Row:
    """The row to keep when an article is read again: the fresh values, but no empty one over a good one.

    A reading that got less of the body (some of the pages, or a new paywall) leaves the body as it is.
    """
    row = {name: stored[name] if value in _EMPTY else value for name, value in fresh.items()}
    if stored["text"] and _got_less(stored, fresh):
        row.update({name: stored[name] for name in _BODY})
    kept = {name for name in fresh if fresh[name] in _EMPTY}
    sources = json.loads(stored["sources"])
    sources.update({k: v for k, v in json.loads(fresh["sources"]).items() if k not in kept})
    row["sources"] = json.dumps(sources, ensure_ascii=False)
    return row


def _got_less(stored: Mapping[str, Any], fresh: Row) -> bool:
    return bool((stored["complete"] and not fresh["complete"]) or (fresh["paywalled"] and not stored["paywalled"]))


def differs(stored: Mapping[str, Any], row: Row) -> bool:
    """Whether the article itself changed, not only the way it was fetched."""
    return any(stored[name] != value for name, value in row.items() if name not in _INCIDENTAL)
