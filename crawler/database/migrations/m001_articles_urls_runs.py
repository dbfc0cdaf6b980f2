"""Articles with their full-text index, the crawler's memory of URLs, and its runs."""

from __future__ import annotations

from sqlite_utils import Database

APPLICATION_ID = 0x4B4C4950
"""`KLIP` in the file's header, so that another program's database is recognised."""

_STATEMENTS = (
    # text stands last, so that the short columns are read without its overflow pages
    """
    CREATE TABLE articles (
      id INTEGER PRIMARY KEY,
      url TEXT NOT NULL UNIQUE,
      requested_url TEXT NOT NULL,
      portal TEXT NOT NULL,
      article_id TEXT,
      kind TEXT NOT NULL CHECK (kind IN ('article', 'photo', 'video', 'live')),
      title TEXT NOT NULL,
      lead TEXT,
      dateline TEXT,
      authors TEXT NOT NULL CHECK (json_valid(authors)),
      editors TEXT NOT NULL CHECK (json_valid(editors)),
      published_at TEXT,
      published_utc TEXT,
      published_raw TEXT,
      modified_at TEXT,
      modified_utc TEXT,
      section TEXT,
      tags TEXT NOT NULL CHECK (json_valid(tags)),
      image_url TEXT,
      image_caption TEXT,
      language TEXT,
      paywalled INTEGER NOT NULL,
      page_count INTEGER NOT NULL,
      complete INTEGER NOT NULL,
      sources TEXT NOT NULL CHECK (json_valid(sources)),
      fetched_utc TEXT NOT NULL,
      text TEXT NOT NULL
    )""",
    "CREATE INDEX articles_portal_published ON articles (portal, published_utc)",
    "CREATE INDEX articles_published ON articles (published_utc)",
    "CREATE INDEX articles_article_id ON articles (article_id)",
    """
    CREATE TABLE urls (
      url TEXT PRIMARY KEY,
      portal TEXT NOT NULL,
      status TEXT NOT NULL CHECK (status IN ('found', 'ok', 'failed', 'rejected', 'outside')),
      reason TEXT,
      attempts INTEGER NOT NULL DEFAULT 0,
      next_try TEXT,
      way TEXT,
      found_in TEXT,
      found_at TEXT NOT NULL,
      published_utc TEXT,
      article_url TEXT REFERENCES articles (url) ON UPDATE CASCADE ON DELETE SET NULL
    )""",
    "CREATE INDEX urls_status_portal ON urls (status, portal)",
    "CREATE INDEX urls_article_url ON urls (article_url)",
    """
    CREATE TABLE runs (
      id INTEGER PRIMARY KEY,
      started TEXT NOT NULL,
      ended TEXT,
      portals TEXT NOT NULL CHECK (json_valid(portals)),
      since TEXT,
      until TEXT,
      counts TEXT CHECK (counts IS NULL OR json_valid(counts)),
      exit_code INTEGER
    )""",
    """
    CREATE VIRTUAL TABLE articles_fts USING fts5 (
      title, text, content='articles', content_rowid='id', tokenize='unicode61 remove_diacritics 2'
    )""",
    "INSERT INTO articles_fts (articles_fts, rank) VALUES ('automerge', 8)",
    "INSERT INTO articles_fts (articles_fts, rank) VALUES ('rank', 'bm25(5.0, 1.0)')",
    """
    CREATE TRIGGER articles_inserted AFTER INSERT ON articles BEGIN
      INSERT INTO articles_fts (rowid, title, text) VALUES (new.id, new.title, new.text);
    END""",
    """
    CREATE TRIGGER articles_deleted AFTER DELETE ON articles BEGIN
      INSERT INTO articles_fts (articles_fts, rowid, title, text)
        VALUES ('delete', old.id, old.title, old.text);
    END""",
    """
    CREATE TRIGGER articles_updated AFTER UPDATE ON articles
      WHEN old.title IS NOT new.title OR old.text IS NOT new.text BEGIN
      INSERT INTO articles_fts (articles_fts, rowid, title, text)
        VALUES ('delete', old.id, old.title, old.text);
      INSERT INTO articles_fts (rowid, title, text) VALUES (new.id, new.title, new.text);
    END""",
)


def upgrade(db: Database) -> None:
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    for statement in _STATEMENTS:
        db.execute(statement)
