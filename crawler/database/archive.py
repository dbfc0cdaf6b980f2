"""Archive: the store behind one small interface. What is known, saving, remembering URLs and runs."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

from crawler.article import Article
from crawler.canonical import canonical_url
from crawler.database.connection import connect, explained, transaction
from crawler.database.rows import Row, article_row, differs, merged, storable, utc_text
from crawler.portal import Portal
from crawler.portals import portal_of

Outcome = Literal["new", "changed", "unchanged"]
Status = Literal["found", "failed", "rejected", "outside"]

BUSY_SECONDS = 10.0
FIRST_RETRY = timedelta(minutes=5)
RETRY_GROWTH = 4
LONGEST_RETRY = timedelta(days=7)
REJECTED_FOR = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class UrlNote:
    """What to remember of a canonical URL. `reason` is the HTTP code, or why it failed or was refused.

    "found": seen, not fetched yet. "failed": may be tried again later. "rejected": no article.
    "outside": the article's date (`published_at`, aware) is out of the range that was asked for.
    """

    url: str
    portal: str
    status: Status
    reason: str | None = None
    way: str | None = None
    found_in: str | None = None
    published_at: datetime | None = None


def open_archive(
    path: Path | str, *, create: bool, readonly: bool = False, busy_seconds: float = BUSY_SECONDS
) -> Archive:
    """The archive in the SQLite file at `path`; `create` makes it, and its folder, if it is missing.

    DatabaseError, in one line, for every way in which the file cannot serve.
    """
    path = Path(path)
    connection = connect(path, create=create and not readonly, readonly=readonly, busy_seconds=busy_seconds)
    return Archive(path, connection)


class Archive:
    """An open database. Every method may raise DatabaseError; what was committed before it stays."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._connection.close()

    def rows(self, sql: str, values: Mapping[str, Any]) -> list[Row]:
        """The rows that a reading statement gives, its parameters named."""
        with explained(self.path):
            return [dict(row) for row in self._connection.execute(sql, values)]

    def write(self, sql: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Run a writing statement once for each row of named parameters, in one transaction; nothing for no rows."""
        if values := list(rows):
            with self._writing():
                self._connection.executemany(sql, values)

    def known(self, urls: Collection[str], *, since: datetime | None = None, until: datetime | None = None) -> set[str]:
        """Those of the canonical URLs that need no fetch now.

        They are stored, were refused, or failed and are not due yet; or their article was dated outside
        `since <= date < until` (aware). The same URL is not known to a run whose range holds that date.
        """
        values = {
            "urls": json.dumps(list(urls)),
            "now": utc_text(datetime.now(UTC)),
            "since": utc_text(since) if since else None,
            "until": utc_text(until) if until else None,
        }
        return {row["url"] for row in self.rows(_KNOWN, values)} | self._stored_by_id(urls)

    def _stored_by_id(self, urls: Collection[str]) -> set[str]:
        """Those of the canonical URLs whose article is stored at another address."""
        ids = {url: id_ for url in urls if (portal := portal_of(url)) and (id_ := unique_id(portal, url))}
        pairs = [{"url": url, "portal": portal, "id": number} for url, (portal, number) in ids.items()]
        return {row["url"] for row in self.rows(_STORED_IDS, {"pairs": json.dumps(pairs)})} if pairs else set()

    def waiting(self, urls: Collection[str]) -> set[str]:
        """Those of the canonical URLs that failed and are not due to be tried again."""
        return self._not_due(urls, "failed")

    def refused(self, urls: Collection[str]) -> set[str]:
        """Those of the canonical URLs that were no article, or were gone, and are not due to be tried again."""
        return self._not_due(urls, "rejected")

    def _not_due(self, urls: Collection[str], status: Status) -> set[str]:
        values = {"urls": json.dumps(list(urls)), "now": utc_text(datetime.now(UTC)), "status": status}
        return {row["url"] for row in self.rows(_NOT_DUE, values)}

    def save(self, articles: Iterable[Article]) -> list[Outcome]:
        """Store articles in one transaction; what became of each, in order. Nothing stored is ever blanked.

        The article's own URL and the canonical form of the one that was asked for are known from then on.
        """
        with self._writing():
            return [self._save(article) for article in articles]

    def note_urls(self, notes: Iterable[UrlNote]) -> None:
        """Remember URLs in one transaction. A failure counts as an attempt and puts the next try further off.

        A stored article's URL stays as it is; "found" changes nothing of a URL that is remembered already.
        """
        with self._writing():
            for note in notes:
                self._note(note)

    def begin_run(self, portals: Iterable[str], *, since: datetime | None, until: datetime | None) -> int:
        """Note the start of a crawl; its number."""
        values = {
            "started": utc_text(datetime.now(UTC)),
            "portals": json.dumps(list(portals)),
            "since": utc_text(since) if since else None,
            "until": utc_text(until) if until else None,
        }
        with self._writing():
            return int(self._connection.execute(_BEGIN_RUN, values).lastrowid or 0)

    def end_run(self, run: int, counts: Mapping[str, Any], exit_code: int) -> None:
        """Note the end of run number `run`; `counts` is what JSON holds: {portal: {"new": 3}}."""
        values = {
            "id": run,
            "ended": utc_text(datetime.now(UTC)),
            "counts": json.dumps(counts, ensure_ascii=False),
            "exit_code": int(exit_code),
        }
        with self._writing():
            self._connection.execute(_END_RUN, values)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with explained(self.path), transaction(self._connection):
            yield

    def _save(self, article: Article) -> Outcome:
        row = article_row(article)
        address = row["url"]
        stored = self._stored(row)
        outcome: Outcome = "new"
        if stored is None:
            self._connection.execute(_insert("articles", row), row)
        else:
            row = merged(stored, {**row, "url": stored["url"]})
            outcome = "changed" if differs(stored, row) else "unchanged"
            self._connection.execute(_update("articles", row, key="url"), row)
        asked_for = canonical_url(article.requested_url, portal_of(article.requested_url))
        for url in {row["url"], address, storable(asked_for)}:
            self._connection.execute(_STORED, {**row, "url": url, "article_url": row["url"]})
        return outcome

    def _stored(self, row: Row) -> Row | None:
        """The stored article at the row's URL, or with its id where the portal's ids are unique."""
        found = self._connection.execute("SELECT * FROM articles WHERE url = :url", row).fetchone()
        portal = portal_of(row["url"])
        if found is None and portal and unique_id(portal, row["url"]):
            found = self._connection.execute(_WITH_ID, row).fetchone()
        return dict(found) if found else None

    def _note(self, note: UrlNote) -> None:
        url = storable(note.url)
        found = self._connection.execute("SELECT status, attempts FROM urls WHERE url = ?", (url,)).fetchone()
        if found and (found["status"] == "ok" or note.status == "found"):
            return
        attempts = (found["attempts"] if found else 0) + (note.status != "found")
        now = datetime.now(UTC)
        pause = pause_after(note.status, attempts)
        values = {
            "url": url,
            "portal": note.portal,
            "status": note.status,
            "reason": storable(note.reason) if note.reason else None,
            "attempts": attempts,
            "next_try": utc_text(now + pause) if pause else None,
            "way": note.way,
            "found_in": storable(note.found_in) if note.found_in else None,
            "found_at": utc_text(now),
            "published_utc": utc_text(note.published_at) if note.published_at else None,
        }
        self._connection.execute(_NOTE, values)


def unique_id(portal: Portal, url: str) -> tuple[str, str] | None:
    """The portal's name and the article id in a canonical URL, where they name one article; else None."""
    number = portal.article_id(url) if portal.unique_ids else None
    return (portal.name, number) if number else None


def pause_after(status: Status, attempts: int) -> timedelta | None:
    """How long to leave a URL alone: 5 minutes after a first failure, then four times longer each."""
    if status == "rejected":
        return REJECTED_FOR
    if status == "failed":
        return min(FIRST_RETRY * int(RETRY_GROWTH ** min(attempts - 1, 10)), LONGEST_RETRY)
    return None


def _insert(table: str, row: Row) -> str:
    return f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join(f':{name}' for name in row)})"  # noqa: S608


def _update(table: str, row: Row, key: str) -> str:
    changes = ", ".join(f"{name} = :{name}" for name in row if name != key)
    return f"UPDATE {table} SET {changes} WHERE {key} = :{key}"  # noqa: S608


_KNOWN = """
    SELECT url FROM urls WHERE url IN (SELECT value FROM json_each(:urls)) AND (
      status = 'ok'
      OR (status IN ('failed', 'rejected') AND next_try > :now)
      OR (status = 'outside' AND (published_utc < :since OR published_utc >= :until)))"""
_STORED_IDS = """
    SELECT value ->> 'url' AS url FROM json_each(:pairs)
    WHERE EXISTS (SELECT 1 FROM articles WHERE article_id = value ->> 'id' AND portal = value ->> 'portal')"""
_WITH_ID = "SELECT * FROM articles WHERE article_id = :article_id AND portal = :portal LIMIT 1"
_NOT_DUE = """
    SELECT url FROM urls WHERE url IN (SELECT value FROM json_each(:urls))
      AND status = :status AND next_try > :now"""
_STORED = """
    INSERT INTO urls (url, portal, status, attempts, found_at, published_utc, article_url)
    VALUES (:url, :portal, 'ok', 1, :fetched_utc, :published_utc, :article_url)
    ON CONFLICT (url) DO UPDATE SET status = 'ok', reason = NULL, next_try = NULL,
      attempts = attempts + (status != 'ok'), published_utc = excluded.published_utc,
      article_url = excluded.article_url"""
_NOTE = """
    INSERT INTO urls
      (url, portal, status, reason, attempts, next_try, way, found_in, found_at, published_utc)
    VALUES
      (:url, :portal, :status, :reason, :attempts, :next_try, :way, :found_in, :found_at, :published_utc)
    ON CONFLICT (url) DO UPDATE SET status = excluded.status, reason = excluded.reason,
      attempts = excluded.attempts, next_try = excluded.next_try, way = coalesce(excluded.way, way),
      found_in = coalesce(excluded.found_in, found_in),
      published_utc = coalesce(excluded.published_utc, published_utc)"""
_BEGIN_RUN = """
    INSERT INTO runs (started, portals, since, until) VALUES (:started, :portals, :since, :until)"""
_END_RUN = "UPDATE runs SET ended = :ended, counts = :counts, exit_code = :exit_code WHERE id = :id"
