"""People and their roles, tags, sections and portals as tables; former versions of articles; Indonesian stems.

The lists in `articles` (authors, editors, tags) are the record; the tables beside them are for asking.
"""

from __future__ import annotations

from sqlite_utils import Database

from crawler.database.stemming import stems_of

_LOOKUPS = (
    """
    CREATE TABLE portals (
      name TEXT PRIMARY KEY,
      title TEXT,
      domains TEXT CHECK (domains IS NULL OR json_valid(domains)),
      family TEXT,
      language TEXT,
      timezone TEXT
    ) WITHOUT ROWID""",
    """
    CREATE TABLE sections (
      portal TEXT NOT NULL REFERENCES portals (name),
      name TEXT NOT NULL,
      PRIMARY KEY (portal, name)
    ) WITHOUT ROWID""",
    "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT NOT NULL COLLATE NOCASE UNIQUE)",
    "CREATE TABLE tags (id INTEGER PRIMARY KEY, name TEXT NOT NULL COLLATE NOCASE UNIQUE)",
    "INSERT INTO portals (name) SELECT portal FROM articles UNION SELECT portal FROM urls",
    "INSERT INTO sections SELECT DISTINCT portal, section FROM articles WHERE section IS NOT NULL",
)

_ARTICLES = (
    # text and stems stand last, so that the short columns are read without their overflow pages
    """
    CREATE TABLE articles_with_keys (
      id INTEGER PRIMARY KEY,
      url TEXT NOT NULL UNIQUE,
      requested_url TEXT NOT NULL,
      portal TEXT NOT NULL REFERENCES portals (name),
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
      paywalled INTEGER NOT NULL CHECK (paywalled IN (0, 1)),
      page_count INTEGER NOT NULL,
      complete INTEGER NOT NULL CHECK (complete IN (0, 1)),
      sources TEXT NOT NULL CHECK (json_valid(sources)),
      first_fetched_utc TEXT NOT NULL,
      fetched_utc TEXT NOT NULL,
      gone_utc TEXT,
      revision INTEGER NOT NULL DEFAULT 1,
      text_length INTEGER NOT NULL,
      text TEXT NOT NULL,
      stems TEXT NOT NULL,
      FOREIGN KEY (portal, section) REFERENCES sections (portal, name)
    )""",
    """
    INSERT INTO articles_with_keys
    SELECT id, url, requested_url, portal, article_id, kind, title, lead, dateline, authors, editors, published_at,
      published_utc, published_raw, modified_at, modified_utc, section, tags, image_url, image_caption, language,
      paywalled, page_count, complete, sources, fetched_utc, fetched_utc, NULL, 1, length(text), text,
      stems_of(title, text)
    FROM articles""",
    "DROP TABLE articles_fts",
    "DROP TABLE articles",
    "ALTER TABLE articles_with_keys RENAME TO articles",
    "CREATE INDEX articles_portal_published ON articles (portal, published_utc)",
    "CREATE INDEX articles_published ON articles (published_utc)",
    "CREATE INDEX articles_article_id ON articles (article_id)",
    "CREATE INDEX articles_section_published ON articles (section COLLATE NOCASE, published_utc)",
)

_LINKS = (
    """
    CREATE TABLE article_people (
      article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
      role TEXT NOT NULL CHECK (role IN ('author', 'editor')),
      position INTEGER NOT NULL,
      person INTEGER NOT NULL REFERENCES people (id),
      PRIMARY KEY (article, role, position)
    ) WITHOUT ROWID""",
    "CREATE INDEX article_people_person ON article_people (person, role)",
    """
    CREATE TABLE article_tags (
      article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      tag INTEGER NOT NULL REFERENCES tags (id),
      PRIMARY KEY (article, position)
    ) WITHOUT ROWID""",
    "CREATE INDEX article_tags_tag ON article_tags (tag)",
    "INSERT OR IGNORE INTO people (name) SELECT value FROM articles, json_each(authors)",
    "INSERT OR IGNORE INTO people (name) SELECT value FROM articles, json_each(editors)",
    "INSERT OR IGNORE INTO tags (name) SELECT value FROM articles, json_each(tags)",
    """
    INSERT INTO article_people
    SELECT articles.id, 'author', each.key, people.id
    FROM articles, json_each(authors) AS each JOIN people ON people.name = each.value""",
    """
    INSERT INTO article_people
    SELECT articles.id, 'editor', each.key, people.id
    FROM articles, json_each(editors) AS each JOIN people ON people.name = each.value""",
    """
    INSERT INTO article_tags
    SELECT articles.id, each.key, tags.id
    FROM articles, json_each(articles.tags) AS each JOIN tags ON tags.name = each.value""",
    """
    CREATE TABLE revisions (
      article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
      number INTEGER NOT NULL,
      cause TEXT NOT NULL CHECK (cause IN ('edited', 'reextracted')),
      fetched_utc TEXT NOT NULL,
      replaced_utc TEXT NOT NULL,
      title TEXT NOT NULL,
      lead TEXT,
      authors TEXT NOT NULL CHECK (json_valid(authors)),
      editors TEXT NOT NULL CHECK (json_valid(editors)),
      published_at TEXT,
      section TEXT,
      tags TEXT NOT NULL CHECK (json_valid(tags)),
      text TEXT NOT NULL,
      PRIMARY KEY (article, number)
    )""",
)

_SEARCH = (
    # `stems` holds the roots of the words, so a root finds every form; words are folded alike in all columns
    """
    CREATE VIRTUAL TABLE articles_fts USING fts5 (
      title, text, stems, content='articles', content_rowid='id', tokenize='unicode61 remove_diacritics 2'
    )""",
    "INSERT INTO articles_fts (articles_fts, rank) VALUES ('automerge', 8)",
    # a batch is written as one segment, instead of one for each megabyte
    "INSERT INTO articles_fts (articles_fts, rank) VALUES ('hashsize', 16777216)",
    "INSERT INTO articles_fts (articles_fts, rank) VALUES ('pgsz', 16000)",
    "INSERT INTO articles_fts (articles_fts, rank) VALUES ('rank', 'bm25(5.0, 1.0, 0.5)')",
    "INSERT INTO articles_fts (articles_fts) VALUES ('rebuild')",
    # there is none for INSERT: saving fills the index once a batch, since a trigger would write a segment a row
    """
    CREATE TRIGGER articles_deleted AFTER DELETE ON articles BEGIN
      INSERT INTO articles_fts (articles_fts, rowid, title, text, stems)
        VALUES ('delete', old.id, old.title, old.text, old.stems);
    END""",
    """
    CREATE TRIGGER articles_updated AFTER UPDATE ON articles
      WHEN old.title IS NOT new.title OR old.text IS NOT new.text OR old.stems IS NOT new.stems BEGIN
      INSERT INTO articles_fts (articles_fts, rowid, title, text, stems)
        VALUES ('delete', old.id, old.title, old.text, old.stems);
      INSERT INTO articles_fts (rowid, title, text, stems) VALUES (new.id, new.title, new.text, new.stems);
    END""",
)

_URLS = (
    # validators of the article's page, and when it was last asked for; `next_try` of a stored one is its next visit
    "ALTER TABLE urls ADD COLUMN etag TEXT",
    "ALTER TABLE urls ADD COLUMN last_modified TEXT",
    "ALTER TABLE urls ADD COLUMN checked_at TEXT",
    "CREATE INDEX urls_portal_next_try ON urls (portal, next_try) WHERE next_try IS NOT NULL",
)

_VIEWS = (
    """
    CREATE VIEW latest AS
    SELECT id, published_at, portal, section, title, authors, url FROM articles
    ORDER BY published_utc DESC, id DESC""",
    """
    CREATE VIEW daily_counts AS
    SELECT portal, date(published_utc, '+7 hours') AS day, count(*) AS articles FROM articles
    WHERE published_utc IS NOT NULL GROUP BY portal, day""",
    """
    CREATE VIEW bylines AS
    SELECT people.name AS person, role, portal, count(*) AS articles, min(published_utc) AS first_utc,
      max(published_utc) AS newest_utc
    FROM article_people JOIN people ON people.id = person JOIN articles ON articles.id = article
    GROUP BY person, role, portal""",
    """
    CREATE VIEW coverage AS
    SELECT portal, count(*) AS articles, min(published_utc) AS first_utc, max(published_utc) AS newest_utc,
      count(DISTINCT date(published_utc, '+7 hours')) AS days, round(avg(published_utc IS NOT NULL), 3) AS with_time,
      round(avg(authors <> '[]'), 3) AS with_authors, round(avg(section IS NOT NULL), 3) AS with_section,
      round(avg(tags <> '[]'), 3) AS with_tags, round(avg(complete), 3) AS complete,
      round(avg(text_length)) AS average_length
    FROM articles GROUP BY portal""",
)


def upgrade(db: Database) -> None:
    db.register_function(stems_of, name="stems_of", deterministic=True)
    for statement in (*_LOOKUPS, *_ARTICLES, *_LINKS, *_SEARCH, *_URLS, *_VIEWS):
        db.execute(statement)
