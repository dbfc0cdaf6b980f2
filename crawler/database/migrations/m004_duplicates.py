"""Near-duplicates: signatures of texts with the index that finds like ones, and which articles are copies of which."""

from __future__ import annotations

from sqlite_utils import Database

_STATEMENTS = (
    # every article that was compared has one; minhash is NULL where it is not comparable, scheme 0 asks for another
    """
    CREATE TABLE signatures (
      article INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
      scheme INTEGER NOT NULL,
      period INTEGER NOT NULL,
      minhash BLOB
    )""",
    "CREATE INDEX signatures_scheme ON signatures (scheme)",
    # the period stands first, so that what is written at one time lies together, however large the table grows
    """
    CREATE TABLE signature_bands (
      period INTEGER NOT NULL,
      band INTEGER NOT NULL,
      hash INTEGER NOT NULL,
      article INTEGER NOT NULL,
      PRIMARY KEY (period, band, hash, article)
    ) WITHOUT ROWID""",
    # only the copies; the first to publish a story stands in `first_article` and is no copy itself
    """
    CREATE TABLE duplicates (
      article INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
      first_article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
      similarity REAL NOT NULL CHECK (similarity > 0 AND similarity <= 1),
      lag_seconds INTEGER CHECK (lag_seconds >= 0),
      CHECK (article <> first_article)
    )""",
    "CREATE INDEX duplicates_first_article ON duplicates (first_article)",
    """
    CREATE TRIGGER articles_compared_again AFTER UPDATE ON articles
      WHEN old.text IS NOT new.text OR old.published_utc IS NOT new.published_utc OR old.kind IS NOT new.kind BEGIN
      UPDATE signatures SET scheme = 0 WHERE article = new.id;
    END""",
    """
    CREATE VIEW copies AS
    SELECT copy.portal, copy.published_at, copy.title, copy.url, first.portal AS first_portal,
      first.published_at AS first_published_at, first.url AS first_url, round(lag_seconds / 60.0) AS lag_minutes,
      round(similarity, 2) AS similarity
    FROM duplicates JOIN articles AS copy ON copy.id = article JOIN articles AS first ON first.id = first_article""",
)


def upgrade(db: Database) -> None:
    for statement in _STATEMENTS:
        db.execute(statement)
