"""The days of indexes that are done, and the sources as they were last answered."""

from __future__ import annotations

from sqlite_utils import Database

_STATEMENTS = (
    # `day` is an ISO date in the portal's zone, or the lastmod of a child sitemap
    """
    CREATE TABLE walks (
      portal TEXT NOT NULL,
      source TEXT NOT NULL,
      day TEXT NOT NULL,
      done TEXT NOT NULL,
      PRIMARY KEY (portal, source, day)
    ) WITHOUT ROWID""",
    """
    CREATE TABLE sources (
      url TEXT PRIMARY KEY,
      etag TEXT,
      last_modified TEXT,
      answered TEXT NOT NULL,
      body BLOB NOT NULL
    )""",
)


def upgrade(db: Database) -> None:
    for statement in _STATEMENTS:
        db.execute(statement)
