"""How far back the run looked that asked a source last: one that looks further asks it again."""

from __future__ import annotations

from sqlite_utils import Database


def upgrade(db: Database) -> None:
    db.execute("ALTER TABLE polls ADD COLUMN reach TEXT")
