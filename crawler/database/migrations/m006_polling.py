"""How often each source is asked, going by what it brought."""

from __future__ import annotations

from sqlite_utils import Database


def upgrade(db: Database) -> None:
    db.execute("""
        CREATE TABLE polls (
          url TEXT PRIMARY KEY,
          portal TEXT NOT NULL,
          asked_at TEXT NOT NULL,
          times_asked INTEGER NOT NULL,
          times_empty INTEGER NOT NULL,
          interval_seconds INTEGER NOT NULL,
          next_ask TEXT NOT NULL
        ) WITHOUT ROWID""")
