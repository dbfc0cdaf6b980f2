"""Reading the archive back: full-text search, one article."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from crawler.article import Article
from crawler.canonical import canonical_url
from crawler.database.archive import Archive
from crawler.database.query import Query, parse_query
from crawler.database.rows import Row, row_article, storable, utc_text
from crawler.database.snippets import snippet_of
from crawler.portals import portal_of

_ROW_NUMBER_DIGITS = 18
_COMMON = 2000


@dataclass(frozen=True, slots=True)
class Hit:
    """A found article. `id` is its row number; `snippet`, a piece of its text, has marks around each find."""

    id: int
    url: str
    portal: str
    title: str
    published_at: datetime | None
    snippet: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which articles: of any of the `portals`; the rest as far as given. Names are compared without regard to case.

    `since <= published < until`, aware; an article without a date is left out if either is given. `kind` is article,
    photo, video or live; `unique` leaves out copies of what another article published before.
    """

    portals: tuple[str, ...] = ()
    section: str | None = None
    author: str | None = None
    tag: str | None = None
    kind: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    unique: bool = False

    def conditions(self) -> tuple[str, dict[str, Any]]:
        """SQL for behind a WHERE clause on `articles`, each condition with its AND, and its values."""
        values: dict[str, Any] = {
            "portal": self.portals[0] if len(self.portals) == 1 else None,
            "portals": json.dumps(self.portals) if len(self.portals) > 1 else None,
            "section": self.section,
            "author": self.author,
            "tag": self.tag,
            "kind": self.kind,
            "since": utc_text(self.since) if self.since else None,
            "until": utc_text(self.until) if self.until else None,
        }
        given = {name: storable(value) for name, value in values.items() if value is not None}
        asked = [_CONDITIONS[name] for name in given] + ([_NO_COPY] if self.unique else [])
        return "".join(f" AND {condition}" for condition in asked), given


def matching(words: str, wanted: Filter) -> tuple[str, dict[str, Any]]:
    """SQL for behind `FROM articles WHERE`, and its values: the articles that hold the words and pass the filter.

    Words that nothing can be looked for with (no letter, no digit) match no article; no words at all match every one.
    """
    asked, values = wanted.conditions()
    if not words.strip():
        return f"true{asked}", values
    query = parse_query(words)
    if not query:
        return "false", {}
    values["query"] = query.match or query.unless
    return f"articles.id {'' if query.match else 'NOT '}IN ({_FOUND}){asked}", values


def search(
    archive: Archive, words: str, wanted: Filter | None = None, *, limit: int = 20, newest: bool = False
) -> list[Hit]:
    """The articles that hold the words and pass the filter; `crawler.database.query` says what words may be.

    The best first (bm25, a title counts fivefold), or the newest first, also where there are no words.
    """
    wanted = wanted or Filter()
    query = parse_query(words)
    if query.match and not newest:
        asked, values = wanted.conditions()
        statement, values["query"] = _BEST.format(conditions=asked), query.match
    else:
        asked, values = matching(words, wanted)
        if query.match and _is_common(archive, query.match):
            # the newest are soon met on the way back in time; looking up all that was found takes longer
            asked = f"+{asked}"
        statement = _NEWEST.format(conditions=asked)
    rows = archive.rows(statement, {**values, "limit": limit})
    return [_hit(row, query) for row in rows]


def _is_common(archive: Archive, match: str) -> bool:
    (row,) = archive.rows(_AT_LEAST, {"query": match, "common": _COMMON})
    return bool(row["found"] == _COMMON)


def _hit(row: Row, query: Query) -> Hit:
    published = datetime.fromisoformat(row["published_at"]) if row["published_at"] else None
    return Hit(row["id"], row["url"], row["portal"], row["title"], published, snippet_of(row["text"], query))


def find_article(archive: Archive, url_or_id: str) -> Article | None:
    """The article with this URL in any form, this row number, or this id at its portal (then the newest)."""
    row = find_row(archive, url_or_id)
    return row_article(row) if row else None


def find_row(archive: Archive, url_or_id: str) -> Row | None:
    """The same, as its row of `articles`."""
    for sql, value in _ways_to(storable(url_or_id.strip())):
        if rows := archive.rows(sql, {"value": value}):
            return rows[0]
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


_CONDITIONS = {
    # with one portal its index gives the order by date too
    "portal": "portal = :portal",
    "portals": "portal IN (SELECT value FROM json_each(:portals))",
    "section": "section = :section COLLATE NOCASE",
    "author": """articles.id IN (
      SELECT article FROM article_people
      WHERE role = 'author' AND person = (SELECT id FROM people WHERE name = :author))""",
    "tag": "articles.id IN (SELECT article FROM article_tags WHERE tag = (SELECT id FROM tags WHERE name = :tag))",
    "kind": "kind = :kind",
    "since": "published_utc >= :since",
    "until": "published_utc < :until",
}
_NO_COPY = "articles.id NOT IN (SELECT article FROM duplicates)"
_FOUND = "SELECT rowid FROM articles_fts WHERE articles_fts MATCH :query"
_BEST = """
    SELECT id, url, portal, articles.title AS title, published_at, articles.text AS text
    FROM articles_fts CROSS JOIN articles ON articles.id = articles_fts.rowid
    WHERE articles_fts MATCH :query{conditions}
    ORDER BY rank LIMIT :limit"""
_NEWEST = """
    WITH found AS MATERIALIZED (
      SELECT articles.id AS id FROM articles WHERE {conditions}
      ORDER BY published_utc DESC, articles.id DESC LIMIT :limit
    )
    SELECT id, url, portal, title, published_at, text FROM found JOIN articles USING (id)
    ORDER BY published_utc DESC, id DESC"""
_AT_LEAST = """
    SELECT count(*) AS found FROM (SELECT 1 FROM articles_fts WHERE articles_fts MATCH :query LIMIT :common)"""
