"""Archive: the store behind one small interface. What is known, saving, remembering URLs."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

from crawler.article import Article
from crawler.database.connection import connect, explained, transaction
from crawler.database.rows import Cause, Row, article_row, storable, utc_text
from crawler.database.saving import Outcome, save_rows, unique_id
from crawler.portal import Portal
from crawler.portals import portal_of

Status = Literal["found", "failed", "rejected", "outside", "unmodified", "gone", "unvisited"]

BUSY_SECONDS = 10.0
FIRST_RETRY = timedelta(minutes=5)
RETRY_GROWTH = 4
LONGEST_RETRY = timedelta(days=7)
REJECTED_FOR = (timedelta(hours=1), timedelta(days=1), timedelta(days=30))
"""After the first time, the second, and every other: a new article's address may answer 404 for some minutes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UrlNote:
    """What to remember of a canonical URL. `reason` is the HTTP code, or why it failed or was refused.

    "found": seen, not fetched yet. "failed": may be tried again later. "rejected": no article.
    "outside": the article's date (`published_at`, aware) is out of the range that was asked for. Of a stored
    article's page that was visited again, "unmodified": it has not changed; "gone": it is not there any more;
    "unvisited": it could not be read. `next_visit` (aware, or None for never) is when to look again.
    """

    url: str
    portal: str
    status: Status
    reason: str | None = None
    way: str | None = None
    found_in: str | None = None
    published_at: datetime | None = None
    next_visit: datetime | None = None


def open_archive(
    path: Path | str,
    *,
    create: bool,
    readonly: bool = False,
    busy_seconds: float = BUSY_SECONDS,
    any_thread: bool = False,
) -> Archive:
    """The archive in the SQLite file at `path`; `create` makes it, and its folder, if it is missing.

    With `any_thread` another thread than the one that opened it may use it, one at a time. DatabaseError, in one line,
    for every way in which the file cannot serve.
    """
    path = Path(path)
    connection = connect(
        path, create=create and not readonly, readonly=readonly, busy_seconds=busy_seconds, any_thread=any_thread
    )
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

    def each(self, sql: str, values: Mapping[str, Any]) -> Iterator[sqlite3.Row]:
        """The same rows one after the other, as they are taken: any number of them in constant memory."""
        with explained(self.path):
            # not "yield from", which would close the cursor behind its connection
            for row in self._connection.execute(sql, values):  # noqa: UP028
                yield row

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction on the connection that it gives: all or nothing."""
        with explained(self.path), transaction(self._connection):
            yield self._connection

    def write(self, sql: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Run a writing statement once for each row of named parameters, in one transaction; nothing for no rows."""
        if values := list(rows):
            with self.writing():
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

    def save(self, articles: Iterable[Article], cause: Cause = "edited") -> list[Outcome]:
        """Store articles in one transaction; what became of each, in order. Nothing stored is ever blanked.

        The article's own URL and the canonical form of the one that was asked for are known from then on. A version
        that is replaced is kept, with its `cause`.
        """
        return self.save_rows([article_row(article) for article in articles], cause)

    def save_rows(self, rows: Sequence[Row], cause: Cause = "edited") -> list[Outcome]:
        """The same, of articles that `article_row` has made into rows."""
        with self.writing():
            return save_rows(self._connection, rows, cause)

    def add_addresses(self, addresses: Mapping[str, str]) -> None:
        """Let stored articles be known by other canonical URLs too: each other URL -> the article's own.

        A URL that is known to be an article's stays that article's.
        """
        self.write(_ADD_ADDRESS, [{"url": storable(url), "own": own} for url, own in addresses.items()])

    def note_urls(self, notes: Iterable[UrlNote]) -> None:
        """Remember URLs in one transaction. A failure counts as an attempt and puts the next try further off.

        A stored article's URL stays as it is; "found" changes nothing of a URL that is remembered already.
        """
        if noted := list(notes):
            with self.writing():
                for note in noted:
                    self._note(note)

    def note_portals(self, portals: Iterable[Portal]) -> None:
        """Keep what is known of portals beside what is stored of them."""
        facts = [
            {
                "name": portal.name,
                "title": portal.title,
                "domains": json.dumps(portal.domains),
                "family": portal.family or None,
                "language": portal.language,
                "timezone": portal.timezone,
            }
            for portal in portals
        ]
        self.write(_PORTAL, facts)

    def _note(self, note: UrlNote) -> None:
        url = storable(note.url)
        found = self._connection.execute("SELECT status, attempts FROM urls WHERE url = ?", (url,)).fetchone()
        if found and found["status"] == "ok":
            self._note_visit(note, url)
            return
        if found and note.status == "found":
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

    def _note_visit(self, note: UrlNote, url: str) -> None:
        """What became of a visit to a stored article: the article stays, whatever it was."""
        now = utc_text(datetime.now(UTC))
        values = {"url": url, "now": now, "next_visit": utc_text(note.next_visit) if note.next_visit else None}
        if note.status in ("unmodified", "gone", "unvisited"):
            self._connection.execute(_VISITED, values)
        if note.status in ("unmodified", "gone"):
            self._connection.execute(_GONE if note.status == "gone" else _STILL_THERE, values)


def pause_after(status: Status, attempts: int) -> timedelta | None:
    """How long to leave a URL alone: 5 minutes after a first failure, then four times longer each."""
    if status == "rejected":
        return REJECTED_FOR[min(attempts, len(REJECTED_FOR)) - 1]
    if status == "failed":
        return min(FIRST_RETRY * int(RETRY_GROWTH ** min(attempts - 1, 10)), LONGEST_RETRY)
    return None


_KNOWN = """
    SELECT url FROM urls WHERE url IN (SELECT value FROM json_each(:urls)) AND (
      status = 'ok'
      OR (status IN ('failed', 'rejected') AND next_try > :now)
      OR (status = 'outside' AND (published_utc < :since OR published_utc >= :until)))"""
_STORED_IDS = """
    SELECT value ->> 'url' AS url FROM json_each(:pairs)
    WHERE EXISTS (SELECT 1 FROM articles WHERE article_id = value ->> 'id' AND portal = value ->> 'portal')"""
_VISITED = "UPDATE urls SET checked_at = :now, next_try = :next_visit WHERE url = :url"
_GONE = "UPDATE articles SET gone_utc = coalesce(gone_utc, :now) WHERE url = :url"
_STILL_THERE = "UPDATE articles SET gone_utc = NULL WHERE url = :url AND gone_utc IS NOT NULL"
_ADD_ADDRESS = """
    INSERT INTO urls (url, portal, status, attempts, found_at, checked_at, published_utc, article_url)
    SELECT :url, portal, 'ok', 1, fetched_utc, fetched_utc, published_utc, url FROM articles WHERE url = :own
    ON CONFLICT (url) DO UPDATE SET status = 'ok', reason = NULL, next_try = NULL, article_url = excluded.article_url
      WHERE urls.status <> 'ok'"""
_PORTAL = """
    INSERT INTO portals (name, title, domains, family, language, timezone)
    VALUES (:name, :title, :domains, :family, :language, :timezone)
    ON CONFLICT (name) DO UPDATE SET title = excluded.title, domains = excluded.domains, family = excluded.family,
      language = excluded.language, timezone = excluded.timezone"""
_NOT_DUE = """
    SELECT url FROM urls WHERE url IN (SELECT value FROM json_each(:urls))
      AND status = :status AND next_try > :now"""
_NOTE = """
    INSERT INTO urls
      (url, portal, status, reason, attempts, next_try, way, found_in, found_at, published_utc)
    VALUES
      (:url, :portal, :status, :reason, :attempts, :next_try, :way, :found_in, :found_at, :published_utc)
    ON CONFLICT (url) DO UPDATE SET status = excluded.status, reason = excluded.reason,
      attempts = excluded.attempts, next_try = excluded.next_try, way = coalesce(excluded.way, way),
      found_in = coalesce(excluded.found_in, found_in),
      published_utc = coalesce(excluded.published_utc, published_utc)"""
