"""Reading the archive back: full-text search, one article, counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from crawler.article import Article
from crawler.canonical import canonical_url
from crawler.database.archive import Archive
from crawler.database.rows import Row, row_article, storable, utc_text
from crawler.portals import portal_of

MARK_START, MARK_END = "\x02", "\x03"
"""What stands around each found word of a snippet."""

_PHRASE_OR_WORD = re.compile(r'"([^"]*)"?|([^\s"]+)')
_MOST_TERMS = 64
_SNIPPET_TOKENS = 24
_ROW_NUMBER_DIGITS = 18


@dataclass(frozen=True, slots=True)
class Hit:
    """A found article. `id` is its row number; `snippet`, a piece of its text, has marks around each find."""

    id: int
    url: str
    portal: str
    title: str
    published_at: datetime | None
    snippet: str


@dataclass(frozen=True, slots=True)
class PortalCount:
    """What is stored of a portal; `first` and `newest` are publication times in UTC."""

    portal: str
    articles: int
    first: datetime | None
    newest: datetime | None
    failed: int


def fts_query(words: str) -> str:
    """What a user typed as a query that FTS5 cannot misread: every word, and every "phrase", must be there.

    Words without a letter or digit are left out; the result is empty if nothing is left.
    """
    terms = (phrase or word for phrase, word in _PHRASE_OR_WORD.findall(storable(words)))
    kept = [term for term in terms if any(c.isalnum() for c in term)]
    return " ".join(f'"{term}"' for term in kept[:_MOST_TERMS])


def search(
    archive: Archive,
    words: str,
    *,
    portal: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    limit: int = 20,
) -> list[Hit]:
    """The articles that hold all the words and "phrases", the best (bm25, a title counts fivefold) first.

    No words at all: the newest articles first; words without a letter or digit: none.
    `since <= published < until`, aware; an article without a date is left out if either is given.
    """
    query = fts_query(words)
    if words.strip() and not query:
        return []
    values = {
        "query": query,
        "portal": portal,
        "since": utc_text(since) if since else None,
        "until": utc_text(until) if until else None,
        "limit": limit,
        "start": MARK_START,
        "end": MARK_END,
        "tokens": _SNIPPET_TOKENS,
    }
    conditions = {
        "portal": "portal = :portal",
        "since": "published_utc >= :since",
        "until": "published_utc < :until",
    }
    asked = "".join(f" AND {sql}" for name, sql in conditions.items() if values[name] is not None)
    statement = _SEARCH if query else _NEWEST
    return [_hit(row) for row in archive.rows(statement.format(conditions=asked), values)]


def _hit(row: Row) -> Hit:
    published = datetime.fromisoformat(row["published_at"]) if row["published_at"] else None
    return Hit(row["id"], row["url"], row["portal"], row["title"], published, row["snippet"])


def find_article(archive: Archive, url_or_id: str) -> Article | None:
    """The article with this URL in any form, this row number, or this id at its portal (then the newest)."""
    for sql, value in _ways_to(storable(url_or_id.strip())):
        if rows := archive.rows(sql, {"value": value}):
            return row_article(rows[0])
    return None


def _ways_to(wanted: str) -> Iterator[tuple[str, str | int]]:
    if wanted.isascii() and wanted.isdigit() and len(wanted) <= _ROW_NUMBER_DIGITS:
        yield "SELECT * FROM articles WHERE id = :value", int(wanted)
    yield "SELECT * FROM articles WHERE article_id = :value ORDER BY published_utc DESC", wanted
    url = wanted if "://" in wanted else f"https://{wanted}"
    canonical = canonical_url(url, portal_of(url))
    yield "SELECT * FROM articles WHERE url = :value", canonical
    yield "SELECT * FROM articles WHERE url = (SELECT article_url FROM urls WHERE url = :value)", canonical


def has_portal(archive: Archive, name: str) -> bool:
    """Whether an article is stored under this name; sites without rules go by their host."""
    return bool(archive.rows("SELECT 1 FROM articles WHERE portal = :name LIMIT 1", {"name": storable(name)}))


def counts(archive: Archive) -> list[PortalCount]:
    """What is stored of each portal that has an article or a failed URL, in alphabetical order."""
    return [
        PortalCount(row["portal"], row["articles"], _time(row["first"]), _time(row["newest"]), row["failed"])
        for row in archive.rows(_COUNTS, {})
    ]


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


_SEARCH = """
    SELECT id, url, portal, articles.title AS title, published_at,
      snippet(articles_fts, 1, :start, :end, '…', :tokens) AS snippet
    FROM articles_fts CROSS JOIN articles ON articles.id = articles_fts.rowid
    WHERE articles_fts MATCH :query{conditions}
    ORDER BY rank LIMIT :limit"""
_NEWEST = """
    SELECT id, url, portal, title, published_at, substr(text, 1, 160) AS snippet FROM articles
    WHERE title <> ''{conditions}
    ORDER BY published_utc DESC, id DESC LIMIT :limit"""
_COUNTS = """
    SELECT portal, sum(articles) AS articles, min(first) AS first, max(newest) AS newest,
      sum(failed) AS failed
    FROM (
      SELECT portal, count(*) AS articles, min(published_utc) AS first, max(published_utc) AS newest,
        0 AS failed
      FROM articles GROUP BY portal
      UNION ALL
      SELECT portal, 0, NULL, NULL, count(*) FROM urls WHERE status = 'failed' GROUP BY portal
    ) GROUP BY portal ORDER BY portal"""
