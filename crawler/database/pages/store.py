"""PageStore: the file of raw pages beside a database."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from crawler.article import RawPage
from crawler.database.connection import connect, explained, transaction
from crawler.database.pages.compression import ZstdError, decompress
from crawler.database.pages.packing import MOST_DICTIONARIES, Dictionary, PackedPage
from crawler.database.pages.schema import PAGES
from crawler.database.rows import Row
from crawler.errors import DatabaseError, NotFoundError

BUSY_SECONDS = 10.0
_DICTIONARIES_IN_MEMORY = 64


def pages_path(db: Path) -> Path:
    """Where the raw pages of a database are: `pages.db` beside `news.db`, `STEM-pages.db` beside any other."""
    return db.with_name("pages.db" if db.name == "news.db" else f"{db.stem}-pages.db")


def open_pages(
    path: Path, *, create: bool, readonly: bool = False, busy_seconds: float = BUSY_SECONDS, any_thread: bool = False
) -> PageStore:
    """The raw pages in the SQLite file at `path`; `create` makes it if it is missing.

    With `any_thread` another thread than the one that opened it may use it, one at a time. NotFoundError where there
    is no such file; DatabaseError, in one line, for every other way in which it cannot serve.
    """
    if not create and not path.exists():
        raise NotFoundError(f"there are no raw pages at {path}; kliping crawl keeps them unless told --no-raw")
    connection = connect(
        path,
        create=create and not readonly,
        readonly=readonly,
        busy_seconds=busy_seconds,
        any_thread=any_thread,
        schema=PAGES,
    )
    return PageStore(path, connection)


class PageStore:
    """Raw pages and their dictionaries. Every method may raise DatabaseError; what was committed before it stays."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection
        self._content = lru_cache(_DICTIONARIES_IN_MEMORY)(self._read_dictionary)

    def __enter__(self) -> PageStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._connection.close()

    def dictionaries(self, host: str) -> list[Dictionary]:
        """The newest dictionaries of a host, at most MOST_DICTIONARIES, the newest first."""
        with explained(self.path):
            found = self._connection.execute(_DICTIONARIES, (host, MOST_DICTIONARIES)).fetchall()
        return [Dictionary(host, self._content(row["id"]), row["zstd"], row["sha256"]) for row in found]

    def keep(self, pages: Sequence[PackedPage]) -> int:
        """Store pages in one transaction; how many were new. The same bytes at the same URL are stored once."""
        with explained(self.path), transaction(self._connection):
            return sum(self._keep(page) for page in pages)

    def captures(self, article_urls: Collection[str]) -> Iterator[RawPage]:
        """Every page of the articles at these canonical URLs, in order of time and part; one is unpacked at a time."""
        for row in self._rows(_CAPTURES, article_urls):
            yield self._unpacked(row)

    def newest(self, article_urls: Collection[str]) -> tuple[list[RawPage], str]:
        """The newest first page of an article that goes by these canonical URLs, with the newest of every later one.

        And when the first was last seen as it is (UTC text). No pages and "" where none is kept.
        """
        rows = self._rows(_NEWEST, article_urls)
        first = next((row for row in rows if row["part"] == 1), None)
        if first is None:
            return [], ""
        later = {row["url"]: row for row in reversed(rows) if row["part"] > 1}
        return [self._unpacked(row) for row in (first, *later.values())], first["seen_utc"]

    def _rows(self, statement: str, article_urls: Collection[str]) -> list[Row]:
        with explained(self.path):
            found = self._connection.execute(statement, (json.dumps(list(article_urls)),))
            return [dict(row) for row in found]

    def _keep(self, page: PackedPage) -> bool:
        before = self._connection.execute(_BEFORE, page.row).fetchone()
        if before and before["sha256"] == page.row["sha256"]:
            self._connection.execute(_SEE, {**page.row, "id": before["id"]})
            return False
        if known := page.dictionary:
            values = (known.host, known.sha256, len(known.content), known.zstd)
            self._connection.execute(_KEEP_DICTIONARY, values)
        self._connection.execute(_KEEP, {**page.row, "dictionary": known.sha256 if known else None})
        return True

    def _unpacked(self, row: Row) -> RawPage:
        dictionary = self._content(row["dictionary"]) if row["dictionary"] is not None else None
        return RawPage(
            url=row["url"],
            requested_url=row["requested_url"],
            fetched_at=datetime.fromisoformat(row["fetched_utc"]),
            body=self._verified(row, dictionary, f"the page {row['url']}"),
            status=row["status"],
            content_type=row["content_type"],
            headers=tuple(json.loads(row["headers"]).items()),
        )

    def _read_dictionary(self, number: int) -> bytes:
        with explained(self.path):
            row = self._connection.execute("SELECT zstd, sha256 FROM dictionaries WHERE id = ?", (number,)).fetchone()
        return self._verified(row, None, f"dictionary {number}")

    def _verified(self, row: Row | sqlite3.Row, dictionary: bytes | None, what: str) -> bytes:
        """The bytes in a row of either table. DatabaseError where they are not those that were packed."""
        try:
            body = decompress(row["zstd"], dictionary)
        except ZstdError:
            body = None
        if body is None or sha256(body).digest() != row["sha256"]:
            raise DatabaseError(f"{self.path}: {what} is damaged; restore a copy of the file")
        return body


_DICTIONARIES = "SELECT id, zstd, sha256 FROM dictionaries WHERE host = ? ORDER BY id DESC LIMIT ?"
_BEFORE = """
    SELECT id, sha256 FROM pages WHERE url = :url AND fetched_utc <= :fetched_utc
    ORDER BY fetched_utc = :fetched_utc AND sha256 = :sha256 DESC, fetched_utc DESC, id DESC LIMIT 1"""
_SEE = "UPDATE pages SET seen_utc = max(seen_utc, :seen_utc) WHERE id = :id"
_KEEP_DICTIONARY = "INSERT OR IGNORE INTO dictionaries (host, sha256, length, zstd) VALUES (?, ?, ?, ?)"
_KEEP = """
    INSERT INTO pages (url, requested_url, article_url, part, fetched_utc, seen_utc, status, content_type, headers,
      length, sha256, dictionary, zstd)
    VALUES (:url, :requested_url, :article_url, :part, :fetched_utc, :seen_utc, :status, :content_type, :headers,
      :length, :sha256, (SELECT id FROM dictionaries WHERE sha256 = :dictionary), :zstd)"""
_CAPTURES = """
    SELECT * FROM pages WHERE article_url IN (SELECT value FROM json_each(?)) ORDER BY fetched_utc, part, id"""
_NEWEST = """
    SELECT * FROM pages WHERE article_url IN (SELECT value FROM json_each(?)) ORDER BY fetched_utc DESC, id DESC"""
