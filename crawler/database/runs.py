"""The runs of the crawl: noting what each does at each portal while it goes on, and reading that back."""

from __future__ import annotations

import hashlib
import json
import os
import socket
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from crawler.database.archive import Archive
from crawler.database.rows import Row, storable, utc_text
from crawler.database.saving import insert_many
from crawler.spiders.tally import COUNTS, Cause

SILENT_FOR = timedelta(minutes=2)
"""A run that has not written for so long is taken to be broken off, also where its process cannot be looked at."""
LARGEST_RULES = 64 * 1024

RunState = Literal["running", "ended", "broken off"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalRun:
    """What one run did at one portal so far.

    `counts` are those of the Tally by name, `causes` its reasons. `fields`: (field, source) -> stored articles;
    `histograms`: (measure, bin) -> stored articles. `bytes` are those of the bodies as they were sent, `seconds` those
    from the first request to the last answer.
    """

    portal: str
    state: str
    counts: Mapping[str, int]
    causes: Mapping[tuple[str, str], Cause]
    requests: int = 0
    bytes: int = 0
    seconds: float = 0.0
    fields: Mapping[tuple[str, str], int] = field(default_factory=dict)
    histograms: Mapping[tuple[str, int], int] = field(default_factory=dict)


def begin_run(
    archive: Archive,
    portals: Sequence[str],
    *,
    since: datetime | None,
    until: datetime | None,
    query: str = "",
) -> int:
    """Note the start of a crawl by this process; the number of the run."""
    now = utc_text(datetime.now(UTC))
    values = {
        "started": now,
        "heartbeat": now,
        "process": _this_process(),
        "portals": json.dumps(list(portals)),
        "since": utc_text(since) if since else None,
        "until": utc_text(until) if until else None,
        "query": storable(query) or None,
    }
    with archive.writing() as connection:
        return int(connection.execute(_BEGIN, values).lastrowid or 0)


def save_run(archive: Archive, run: int, portals: Collection[PortalRun], robots: Mapping[str, bytes]) -> None:
    """Note what a run has done so far: portals in place of what was noted of them, robots.txt by host."""
    with archive.writing() as connection:
        _save(connection, run, portals, robots)


def end_run(
    archive: Archive, run: int, portals: Collection[PortalRun], robots: Mapping[str, bytes], exit_code: int
) -> None:
    """Note the end of a run, and what it has done."""
    with archive.writing() as connection:
        _save(connection, run, portals, robots)
        values = {"run": run, "ended": utc_text(datetime.now(UTC)), "exit_code": int(exit_code)}
        connection.execute("UPDATE runs SET ended = :ended, exit_code = :exit_code WHERE id = :run", values)


def rules_of(robots: bytes) -> str:
    """The rules of a robots.txt: a line each, without comments, blank lines and sitemaps."""
    lines = (line.partition("#")[0].strip() for line in storable(robots.decode("utf-8", "replace")).splitlines())
    rules = [" ".join(line.split()) for line in lines if line and not line.lower().startswith("sitemap")]
    return "\n".join(rules)[:LARGEST_RULES]


def state_of(run: Mapping[str, Any], now: datetime) -> RunState:
    """Whether a run, given as its row, has ended, still goes on, or was broken off (killed, or the power failed)."""
    if run["ended"]:
        return "ended"
    if not run["heartbeat"] or datetime.fromisoformat(run["heartbeat"]) < now - SILENT_FOR:
        return "broken off"
    return "running" if _is_alive(run["process"]) else "broken off"


def _this_process() -> str:
    return f"{socket.gethostname()}:{os.getpid()}"


def _is_alive(process: str) -> bool:
    """Whether a process, `host:number`, runs; True where it is another machine's."""
    host, _, number = process.rpartition(":")
    if host != socket.gethostname():
        return True
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _save(
    connection: sqlite3.Connection, run: int, portals: Collection[PortalRun], robots: Mapping[str, bytes]
) -> None:
    now = utc_text(datetime.now(UTC))
    connection.execute("UPDATE runs SET heartbeat = ? WHERE id = ?", (now, run))
    if portals:
        insert_many(connection, "INSERT OR IGNORE INTO portals (name)", [(each.portal,) for each in portals])
        rows = [
            (each.portal, run, each.state, *(each.counts[name] for name in COUNTS), *_traffic(each)) for each in portals
        ]
        insert_many(connection, _PORTAL, rows, _AGAIN)
    for head, tail, details in (
        (_REASON, _COUNT_AND_EXAMPLE, _reasons(run, portals)),
        (_FIELD, _COUNT, [(p.portal, run, *key, n) for p in portals for key, n in p.fields.items()]),
        (_HISTOGRAM, _COUNT, [(p.portal, run, *key, n) for p in portals for key, n in p.histograms.items()]),
    ):
        insert_many(connection, head, details, tail)
    versions = [(host, rules_of(body)) for host, body in robots.items()]
    seen = [(host, hashlib.sha256(rules.encode()).hexdigest(), rules, now, now) for host, rules in versions]
    insert_many(connection, _ROBOTS, seen, " ON CONFLICT DO UPDATE SET last_seen = excluded.last_seen")


def _traffic(portal: PortalRun) -> tuple[int, int, float]:
    return portal.requests, portal.bytes, round(portal.seconds, 3)


def _reasons(run: int, portals: Iterable[PortalRun]) -> list[tuple[Any, ...]]:
    return [
        (each.portal, run, what, storable(reason), cause.count, storable(cause.example) if cause.example else None)
        for each in portals
        for (what, reason), cause in each.causes.items()
    ]


def recent_runs(
    archive: Archive, *, portal: str | None = None, since: datetime | None = None, limit: int = 20
) -> list[Row]:
    """Runs, newest first: the row of `runs` and the sums of COUNTS, `requests` and `bytes`; of one portal if named."""
    values = {"portal": portal, "since": utc_text(since) if since else None, "limit": limit}
    return archive.rows(_RECENT, values)


def run_details(archive: Archive, run: int) -> dict[str, Any] | None:
    """A run as its row, None if unknown: `names` of its portals, under `portals` their rows, `reasons` and `fields`."""
    rows = archive.rows("SELECT * FROM runs WHERE id = :run", {"run": run})
    if not rows:
        return None
    portals = {
        row["portal"]: {**row, "reasons": [], "fields": {}}
        for row in archive.rows("SELECT * FROM run_portals WHERE run = :run ORDER BY portal", {"run": run})
    }
    for row in archive.rows(_REASONS_OF, {"run": run}):
        portals[row.pop("portal")]["reasons"].append(row)
    for row in archive.rows(_FIELDS_OF, {"run": run}):
        portals[row["portal"]]["fields"].setdefault(row["field"], {})[row["source"]] = row["count"]
    return {**rows[0], "portals": list(portals.values()), "names": json.loads(rows[0]["portals"])}


_COLUMNS = [f'"{name}"' for name in COUNTS]
_BEGIN = """
    INSERT INTO runs (started, heartbeat, process, portals, since, until, query)
    VALUES (:started, :heartbeat, :process, :portals, :since, :until, :query)"""
_PORTAL = f"INSERT INTO run_portals (portal, run, state, {', '.join(_COLUMNS)}, requests, bytes, seconds)"
_AGAIN = " ON CONFLICT DO UPDATE SET " + ", ".join(
    f"{name} = excluded.{name}" for name in ("state", *_COLUMNS, "requests", "bytes", "seconds")
)
_REASON = "INSERT INTO run_reasons (portal, run, what, reason, count, example)"
_FIELD = "INSERT INTO run_fields (portal, run, field, source, count)"
_HISTOGRAM = "INSERT INTO run_histograms (portal, run, measure, bin, count)"
_COUNT = " ON CONFLICT DO UPDATE SET count = excluded.count"
_COUNT_AND_EXAMPLE = " ON CONFLICT DO UPDATE SET count = excluded.count, example = excluded.example"
_ROBOTS = "INSERT INTO robots (host, hash, rules, first_seen, last_seen)"
_RECENT = f"""
    SELECT runs.*, count(portal) AS portal_count,
      {", ".join(f"coalesce(sum({name}), 0) AS {name}" for name in (*_COLUMNS, "requests", "bytes"))}
    FROM runs LEFT JOIN run_portals ON run = runs.id AND (:portal IS NULL OR portal = :portal)
    WHERE (:since IS NULL OR started >= :since)
      AND (:portal IS NULL OR :portal IN (SELECT value FROM json_each(runs.portals)))
    GROUP BY runs.id ORDER BY runs.id DESC LIMIT :limit"""
_REASONS_OF = """
    SELECT run_reasons.portal AS portal, what, reason, count, example
    FROM run_portals JOIN run_reasons USING (portal, run) WHERE run = :run ORDER BY portal, count DESC, reason"""
_FIELDS_OF = """
    SELECT run_fields.portal AS portal, field, source, count
    FROM run_portals JOIN run_fields USING (portal, run) WHERE run = :run ORDER BY portal, field, count DESC"""
