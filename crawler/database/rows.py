"""Article <-> row of `articles`. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Literal

from crawler.article import RECORD, VISITING, Article
from crawler.database.stemming import stems_of

Row = dict[str, Any]
Cause = Literal["edited", "reextracted"]
"""Why an article is stored once more: its page was fetched again, or a stored page was read again."""

LISTS = ("authors", "editors", "tags")
REVISED = ("title", "lead", "authors", "editors", "published_at", "section", "tags", "text")
"""What a former version keeps of an article."""
COLUMNS = (
    *(name for name in RECORD if name not in ("text", "fetched_at")),
    "published_utc", "modified_utc", "first_fetched_utc", "fetched_utc", "text_length", "text", "stems",
)  # fmt: skip
"""Every column of `articles` that a row of an article fills."""

_EMPTY = (None, "", "[]", "{}")
_BODY = ("text", "stems", "text_length", "page_count", "complete", "paywalled")


def utc_text(moment: datetime) -> str:
    """An aware datetime as `2022-03-04T01:45:00Z`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def storable(text: str) -> str:
    """The text without what SQLite or UTF-8 cannot hold: NUL and lone surrogates."""
    if "\0" in text:
        text = text.replace("\0", "")
    if text.isascii():
        return text
    return text.encode("utf-8", "replace").decode("utf-8")


def article_row(article: Article) -> Row:
    """The row of an article: always COLUMNS, and for `urls` what is known for the next visit."""
    row = {name: getattr(article, name) for name in RECORD}
    row["fetched_utc"] = row["first_fetched_utc"] = utc_text(row.pop("fetched_at"))
    for name in ("published", "modified"):
        moment: datetime | None = row[f"{name}_at"]
        row[f"{name}_at"] = moment.isoformat() if moment else None
        row[f"{name}_utc"] = utc_text(moment) if moment else None
    for name in LISTS:
        row[name] = _json(row[name]) if row[name] else "[]"
    row["sources"] = _json(row["sources"])
    row.update({name: getattr(article, name) for name in VISITING})
    row["next_visit"] = utc_text(article.next_visit) if article.next_visit else None
    for name, value in row.items():
        if isinstance(value, str):
            row[name] = storable(value)
    row["text_length"] = len(row["text"])
    row["stems"] = stems_of(row["title"], row["text"])
    return row


def row_article(row: Mapping[str, Any]) -> Article:
    """The article of a row; `fetched_at` comes back in UTC, to the second."""
    values = {**row, "fetched_at": row["fetched_utc"]}
    for name in (*LISTS, "sources"):
        values[name] = json.loads(values[name])
    for name in ("paywalled", "complete"):
        values[name] = bool(values[name])
    return Article.from_dict(values)


def merged(stored: Mapping[str, Any], fresh: Row, cause: Cause = "edited") -> Row:
    """The row to keep when an article is read again: the fresh values, but no empty one over a good one.

    A reading that got less of the body (some of the pages, or a new paywall) leaves the body as it is. One by mended
    rules (`reextracted`) may empty what is not the title or the text.
    """
    kept = {name for name in COLUMNS if fresh[name] in _EMPTY}
    if cause == "reextracted":
        kept &= {"title", "text"}
    row = {name: stored[name] if name in kept else fresh[name] for name in COLUMNS}
    if stored["text"] and (_got_less(stored, fresh) or "text" in kept):
        row.update({name: stored[name] for name in _BODY})
    if row["title"] != fresh["title"] or row["text"] != fresh["text"]:
        row["stems"] = stems_of(row["title"], row["text"])
    row["first_fetched_utc"] = stored["first_fetched_utc"]
    sources = json.loads(stored["sources"]) if cause == "edited" else {}
    sources.update({k: v for k, v in json.loads(fresh["sources"]).items() if k not in kept})
    row["sources"] = _json(sources)
    return row


def _got_less(stored: Mapping[str, Any], fresh: Row) -> bool:
    return bool((stored["complete"] and not fresh["complete"]) or (fresh["paywalled"] and not stored["paywalled"]))


# json.dumps makes an encoder anew for each value
_json = json.JSONEncoder(ensure_ascii=False).encode
