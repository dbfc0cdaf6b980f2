"""What each run did at each portal, in place of the JSON in `runs.counts`; versions of robots.txt; alerts sent.

`run_portals` has the counts of `crawler.spiders.tally.Tally`. The tables below it count, by run and portal: reasons why
something did not come (`what` is the count of the tally that it adds to), where the fields of stored articles came from
("missing" is a source too), and histograms of stored articles ("length", "lag": see `crawler.recording`).
"""

from __future__ import annotations

from sqlite_utils import Database

_COUNTS = (
    "sources_asked", "sources", "silent_sources", "empty_sources", "found", "skipped", "known", "refused", "waiting",
    "asked", "fetched", "new", "changed", "unchanged", "outside", "rejected", "robots", "left", "failed",
    "visits", "unmodified", "gone", "resting",
)  # fmt: skip
# LEFT is a word of SQL
_COLUMNS = tuple(f'"{name}"' for name in _COUNTS)

_TABLES = (
    # who runs it, as host:process, and when it last wrote: what has no end and no process was broken off
    "ALTER TABLE runs ADD COLUMN query TEXT",
    "ALTER TABLE runs ADD COLUMN process TEXT",
    "ALTER TABLE runs ADD COLUMN heartbeat TEXT",
    "CREATE INDEX runs_started ON runs (started)",
    f"""
    CREATE TABLE run_portals (
      run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
      portal TEXT NOT NULL REFERENCES portals (name),
      state TEXT NOT NULL CHECK (state IN ('ok', 'partial', 'failed')),
      {" ".join(f"{name} INTEGER NOT NULL DEFAULT 0," for name in _COLUMNS)}
      requests INTEGER NOT NULL DEFAULT 0,
      bytes INTEGER NOT NULL DEFAULT 0,
      seconds REAL NOT NULL DEFAULT 0,
      PRIMARY KEY (portal, run)
    ) WITHOUT ROWID""",
    "CREATE INDEX run_portals_run ON run_portals (run)",
    """
    CREATE TABLE run_reasons (
      portal TEXT NOT NULL,
      run INTEGER NOT NULL,
      what TEXT NOT NULL,
      reason TEXT NOT NULL,
      count INTEGER NOT NULL,
      example TEXT,
      PRIMARY KEY (portal, run, what, reason),
      FOREIGN KEY (portal, run) REFERENCES run_portals (portal, run) ON DELETE CASCADE
    ) WITHOUT ROWID""",
    """
    CREATE TABLE run_fields (
      portal TEXT NOT NULL,
      run INTEGER NOT NULL,
      field TEXT NOT NULL,
      source TEXT NOT NULL,
      count INTEGER NOT NULL,
      PRIMARY KEY (portal, run, field, source),
      FOREIGN KEY (portal, run) REFERENCES run_portals (portal, run) ON DELETE CASCADE
    ) WITHOUT ROWID""",
    """
    CREATE TABLE run_histograms (
      portal TEXT NOT NULL,
      run INTEGER NOT NULL,
      measure TEXT NOT NULL CHECK (measure IN ('length', 'lag')),
      bin INTEGER NOT NULL,
      count INTEGER NOT NULL,
      PRIMARY KEY (portal, run, measure, bin),
      FOREIGN KEY (portal, run) REFERENCES run_portals (portal, run) ON DELETE CASCADE
    ) WITHOUT ROWID""",
    # only the rules count: comments, blank lines and the list of sitemaps are left out
    """
    CREATE TABLE robots (
      host TEXT NOT NULL,
      hash TEXT NOT NULL,
      rules TEXT NOT NULL,
      first_seen TEXT NOT NULL,
      last_seen TEXT NOT NULL,
      PRIMARY KEY (host, hash)
    ) WITHOUT ROWID""",
    """
    CREATE TABLE alerts (
      portal TEXT NOT NULL,
      finding TEXT NOT NULL,
      since TEXT NOT NULL,
      sent TEXT NOT NULL,
      last_found TEXT NOT NULL,
      PRIMARY KEY (portal, finding)
    ) WITHOUT ROWID""",
)

_MOVE = (
    "INSERT OR IGNORE INTO portals (name) SELECT DISTINCT key FROM runs, json_each(counts)",
    f"""
    INSERT INTO run_portals (run, portal, state, {", ".join(_COLUMNS)})
    SELECT runs.id, key, coalesce(value ->> 'state', 'ok'),
      {", ".join(f"coalesce(value ->> '{name}', 0)" for name in _COUNTS)}
    FROM runs, json_each(counts)""",
    # what each of them was about was not kept
    """
    INSERT INTO run_reasons (portal, run, what, reason, count)
    SELECT portals.key, runs.id, 'unknown', reasons.key, reasons.value
    FROM runs, json_each(counts) AS portals, json_each(portals.value, '$.reasons') AS reasons""",
    "ALTER TABLE runs DROP COLUMN counts",
)


def upgrade(db: Database) -> None:
    for statement in (*_TABLES, *_MOVE):
        db.execute(statement)
