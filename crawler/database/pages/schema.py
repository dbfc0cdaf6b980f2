"""The schema of the file of raw pages, as numbered migrations of its own."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from crawler.database.connection import Schema

_migrations = Migrations("kliping-pages")

_STATEMENTS = (
    "PRAGMA application_id = 0x4B4C5047",  # KLPG
    # a page of the host as it was fetched, whose bytes stand for those that others have in common with it
    """
    CREATE TABLE dictionaries (
      id INTEGER PRIMARY KEY,
      host TEXT NOT NULL,
      sha256 BLOB NOT NULL UNIQUE CHECK (length(sha256) = 32),
      length INTEGER NOT NULL,
      zstd BLOB NOT NULL
    )""",
    "CREATE INDEX dictionaries_host ON dictionaries (host)",
    # `url` is where the page was after redirects, `article_url` the canonical URL of the article that it is part of;
    # the same bytes that came again later only move `seen_utc`; `length` and `sha256` are of the page unpacked
    """
    CREATE TABLE pages (
      id INTEGER PRIMARY KEY,
      url TEXT NOT NULL,
      requested_url TEXT NOT NULL,
      article_url TEXT NOT NULL,
      part INTEGER NOT NULL CHECK (part > 0),
      fetched_utc TEXT NOT NULL,
      seen_utc TEXT NOT NULL CHECK (seen_utc >= fetched_utc),
      status INTEGER NOT NULL,
      content_type TEXT,
      headers TEXT NOT NULL CHECK (json_valid(headers)),
      length INTEGER NOT NULL,
      sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
      dictionary INTEGER REFERENCES dictionaries (id),
      zstd BLOB NOT NULL
    )""",
    "CREATE INDEX pages_url_fetched ON pages (url, fetched_utc)",
    "CREATE INDEX pages_article_part_fetched ON pages (article_url, part, fetched_utc)",
    # foreign keys are off wherever the file is opened by hand
    """
    CREATE TRIGGER dictionary_in_use BEFORE DELETE ON dictionaries
      WHEN EXISTS (SELECT 1 FROM pages WHERE dictionary = old.id) BEGIN
      SELECT RAISE(ABORT, 'pages are packed with this dictionary');
    END""",
)


@_migrations()
def m001_pages_dictionaries(db: Database) -> None:
    for statement in _STATEMENTS:
        db.execute(statement)


# rows are of all sizes about 8 kB: small pages leave a third less empty than the archive's
PAGES = Schema(application_id=0x4B4C5047, version=1, migrations=_migrations, page_size=4096, cache_kib=2 * 1024)
