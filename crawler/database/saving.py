"""Saving articles: a batch in a few statements, since SQLite writes its full-text index once for each of them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Literal

from crawler.article import VISITING
from crawler.canonical import canonical_url
from crawler.database.edits import is_edit
from crawler.database.rows import COLUMNS, REVISED, Cause, Row, merged, storable, utc_text
from crawler.portal import Portal
from crawler.portals import portal_of

Outcome = Literal["new", "changed", "unchanged"]

_VALUES_A_STATEMENT = 15_000
"""SQLite takes 32,766."""


def save_rows(connection: sqlite3.Connection, rows: Sequence[Row], cause: Cause = "edited") -> list[Outcome]:
    """Store articles, given as their rows, inside the open transaction; what became of each, in order.

    "changed": it was stored in another version, which `revisions` keeps from then on. "unchanged": it was stored, and
    what a reader sees is the same (its other fields are brought up to date), or what is stored was fetched later.
    """
    addresses = [_addresses(row) for row in rows]
    known = _stored_urls(connection, [row["url"] for row in rows])
    outcomes: list[Outcome | None] = [None] * len(rows)
    fresh: dict[object, Row] = {}
    for number, row in enumerate(rows):
        key = _key(row)
        if row["url"] not in known and key not in fresh and not (isinstance(key, tuple) and _with_id(connection, row)):
            fresh[key] = row
            outcomes[number] = "new"
    _insert(connection, list(fresh.values()))
    visited = [cause == "edited"] * len(rows)
    for number, row in enumerate(rows):
        if outcomes[number] is None:
            stored = _stored(connection, row)
            visited[number] &= row["fetched_utc"] >= stored["fetched_utc"]
            outcomes[number] = _update(connection, stored, row, cause)
    known_by = list(zip(rows, addresses, visited, strict=True))
    _remember(connection, [(row, urls) for row, urls, newly in known_by if newly], _VISITED)
    _remember(connection, [(row, urls) for row, urls, newly in known_by if not newly], _KNOWN_BY_NOW)
    return [outcome or "unchanged" for outcome in outcomes]


def insert_many(connection: sqlite3.Connection, head: str, rows: Sequence[Sequence[Any]], tail: str = "") -> None:
    """Insert rows, many in a statement: `head` stands before VALUES, `tail` behind them.

    Unlike `executemany`, which lets go of Python for every row, it is not held up by what other threads do.
    """
    first = 0
    while left := len(rows) - first:
        # powers of two are few: every statement stays in memory with the values that it had last
        size = 1 << min(left, _VALUES_A_STATEMENT // len(rows[0])).bit_length() - 1
        some = rows[first : first + size]
        connection.execute(_statement(head, size, len(some[0]), tail), [value for row in some for value in row])
        first += size


@lru_cache(maxsize=64)
def _statement(head: str, rows: int, columns: int, tail: str) -> str:
    row = f"({', '.join('?' * columns)})"
    return f"{head} VALUES {', '.join([row] * rows)}{tail}"


def unique_id(portal: Portal, url: str) -> tuple[str, str] | None:
    """The portal's name and the article id in a canonical URL, where they name one article; else None."""
    number = portal.article_id(url) if portal.unique_ids else None
    return (portal.name, number) if number else None


def _key(row: Row) -> object:
    """What tells an article from others: its unique id, or its URL."""
    portal = portal_of(row["url"])
    named = unique_id(portal, row["url"]) if portal else None
    # what was read without the portal's rules is not stored under its id
    return named if named == (row["portal"], row["article_id"]) else row["url"]


def _addresses(row: Row) -> set[str]:
    """The URLs under which an article is known: its own, and the canonical form of the one that was asked for."""
    asked = row["requested_url"]
    if asked == row["url"]:
        return {asked}
    return {row["url"], storable(canonical_url(asked, portal_of(asked)))}


def _stored_urls(connection: sqlite3.Connection, urls: Sequence[str]) -> set[str]:
    """Those of the canonical URLs that are a stored article's, or one that it is known by."""
    return {url for (url,) in connection.execute(_STORED, (json.dumps(urls),))}


def _with_id(connection: sqlite3.Connection, row: Row) -> Row | None:
    found = connection.execute(_WITH_ID, row).fetchone()
    return dict(found) if found else None


def _insert(connection: sqlite3.Connection, rows: Sequence[Row]) -> None:
    """Insert articles that are not stored, all in a few statements."""
    if not rows:
        return
    connection.execute(_INCOMING)
    insert_many(connection, "INSERT INTO temp.incoming", [[row[name] for name in COLUMNS] for row in rows])
    (last,) = connection.execute("SELECT coalesce(max(id), 0) FROM articles").fetchone()
    for statement in _FROM_INCOMING:
        connection.execute(statement)
    for statement in (*_LINKS, _INDEX):
        connection.execute(statement, {"last": last})
    connection.execute("DELETE FROM temp.incoming")


def _stored(connection: sqlite3.Connection, fresh: Row) -> Row:
    """What is stored of an article: under its URL, or another that it is known by, or its id."""
    own = connection.execute("SELECT * FROM articles WHERE url = :url", fresh).fetchone()
    return dict(own or connection.execute(_KNOWN_BY, fresh).fetchone() or _with_id(connection, fresh) or {})


def _update(connection: sqlite3.Connection, stored: Row, fresh: Row, cause: Cause) -> Outcome:
    fresh["article_url"] = stored["url"]
    if fresh["fetched_utc"] < stored["fetched_utc"]:
        connection.execute(_SEEN_BEFORE, {**fresh, "id": stored["id"]})
        return "unchanged"
    row = merged(stored, {**fresh, "url": stored["url"]}, cause)
    outcome: Outcome = "changed" if is_edit(stored, row, cause) else "unchanged"
    if outcome == "changed":
        replaced = fresh["fetched_utc"] if cause == "edited" else utc_text(datetime.now(UTC))
        connection.execute(_REVISE, {**stored, "cause": cause, "replaced_utc": replaced})
    if (row["portal"], row["section"]) != (stored["portal"], stored["section"]):
        connection.execute("INSERT OR IGNORE INTO portals (name) VALUES (:portal)", row)
        connection.execute("INSERT OR IGNORE INTO sections SELECT :portal, :section WHERE :section IS NOT NULL", row)
    connection.execute(_UPDATE, {**row, "id": stored["id"], "revision": stored["revision"] + (outcome == "changed")})
    if any(stored[name] != row[name] for name in ("authors", "editors", "tags")):
        _link_again(connection, stored["id"])
    return outcome


def _link_again(connection: sqlite3.Connection, article: int) -> None:
    """Make the links of one article to people and tags anew."""
    for table in ("article_people", "article_tags"):
        connection.execute(f"DELETE FROM {table} WHERE article = ?", (article,))
    for statement in _LINKS:
        connection.execute(statement.replace("id > :last", "id = :last"), {"last": article})


def _remember(connection: sqlite3.Connection, articles: Sequence[tuple[Row, set[str]]], already: str) -> None:
    """Note the URLs of stored articles, so that none is fetched again; `already` is for those that are noted."""
    values: dict[str, tuple[Any, ...]] = {}
    for row, urls in articles:
        own: str = row.get("article_url") or row["url"]
        known = (row["portal"], "ok", 1, row["fetched_utc"], row["fetched_utc"], row["published_utc"], own)
        for url in urls | {own}:
            # an article is visited at one of its addresses only
            visit = tuple(row[name] for name in VISITING) if url == own else (None,) * len(VISITING)
            values[url] = (url, *known, *visit)
    insert_many(connection, _REMEMBER, list(values.values()), already)


_NAMES = ", ".join(COLUMNS)
_INCOMING = f"CREATE TEMP TABLE IF NOT EXISTS incoming ({_NAMES})"
_FROM_INCOMING = (
    "INSERT OR IGNORE INTO portals (name) SELECT DISTINCT portal FROM temp.incoming",
    """
    INSERT OR IGNORE INTO sections (portal, name)
    SELECT DISTINCT portal, section FROM temp.incoming WHERE section IS NOT NULL""",
    f"INSERT INTO articles ({_NAMES}) SELECT * FROM temp.incoming ORDER BY rowid",
)
_LINKS = (
    """
    INSERT OR IGNORE INTO people (name)
    SELECT value FROM articles, json_each(authors) WHERE articles.id > :last
    UNION SELECT value FROM articles, json_each(editors) WHERE articles.id > :last""",
    """
    INSERT INTO article_people (article, role, position, person)
    SELECT articles.id, 'author', key, people.id
    FROM articles, json_each(authors) JOIN people ON people.name = value WHERE articles.id > :last
    UNION ALL
    SELECT articles.id, 'editor', key, people.id
    FROM articles, json_each(editors) JOIN people ON people.name = value WHERE articles.id > :last""",
    "INSERT OR IGNORE INTO tags (name) SELECT value FROM articles, json_each(tags) WHERE articles.id > :last",
    """
    INSERT INTO article_tags (article, position, tag)
    SELECT articles.id, key, tags.id
    FROM articles, json_each(articles.tags) JOIN tags ON tags.name = value WHERE articles.id > :last""",
)
_INDEX = """
    INSERT INTO articles_fts (rowid, title, text, stems)
    SELECT id, title, text, stems FROM articles WHERE id > :last"""
_UPDATE = f"""
    UPDATE articles SET {", ".join(f"{name} = :{name}" for name in COLUMNS if name != "url")}, revision = :revision,
      gone_utc = CASE WHEN gone_utc > :fetched_utc THEN gone_utc END
    WHERE id = :id"""
_SEEN_BEFORE = "UPDATE articles SET first_fetched_utc = min(first_fetched_utc, :fetched_utc) WHERE id = :id"
_REVISE = f"""
    INSERT INTO revisions (article, number, cause, fetched_utc, replaced_utc, {", ".join(REVISED)})
    VALUES (:id, :revision, :cause, :fetched_utc, :replaced_utc, {", ".join(f":{name}" for name in REVISED)})"""
_STORED = """
    SELECT value FROM json_each(?)
    WHERE EXISTS (SELECT 1 FROM articles WHERE url = value)
      OR EXISTS (SELECT 1 FROM urls WHERE url = value AND article_url IS NOT NULL)"""
_KNOWN_BY = "SELECT * FROM articles WHERE url = (SELECT article_url FROM urls WHERE url = :url)"
_WITH_ID = "SELECT * FROM articles WHERE article_id = :article_id AND portal = :portal LIMIT 1"
_REMEMBER = """
    INSERT INTO urls (url, portal, status, attempts, found_at, checked_at, published_utc, article_url, etag,
      last_modified, next_try)"""
_VISITED = """
    ON CONFLICT (url) DO UPDATE SET status = 'ok', reason = NULL, attempts = attempts + (status != 'ok'),
      checked_at = excluded.checked_at, published_utc = excluded.published_utc, article_url = excluded.article_url,
      etag = excluded.etag, last_modified = excluded.last_modified,
      -- a visit that is still to come stays so when somebody reads the page in between
      next_try = CASE WHEN excluded.next_try IS NULL AND status = 'ok' AND next_try > excluded.checked_at
        THEN next_try ELSE excluded.next_try END"""
# what was read anew, or was fetched before what is stored, says nothing of the last visit
_KNOWN_BY_NOW = f"{_VISITED} WHERE urls.status <> 'ok'"
