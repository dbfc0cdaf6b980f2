"""What health is judged from, read back: the runs that looked for what is new, and examples of what is wrong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from crawler.database.archive import Archive
from crawler.database.rows import Row, utc_text
from crawler.database.runs import SILENT_FOR
from crawler.health.findings import Finding
from crawler.health.history import History, RobotsVersion, Visit
from crawler.portals import portal_of


def crawled_portals(archive: Archive, since: datetime, until: datetime) -> list[str]:
    """The portals that were crawled between two moments (aware), in alphabetical order."""
    rows = archive.rows(_PORTALS, {"since": utc_text(since), "until": utc_text(until)})
    return [row["portal"] for row in rows]


def histories(archive: Archive, portals: Sequence[str], since: datetime, until: datetime) -> Iterator[History]:
    """The history of each portal between two moments (aware).

    Backfills and searches are left out, as they bring old articles, and a run that still goes on.
    """
    robots = _robots(archive, since, until)
    for portal in portals:
        visits = tuple(_visits(archive, portal, since, until))
        yield History(portal, visits, tuple(robots.get(portal, ())))


def with_example(archive: Archive, finding: Finding) -> Finding:
    """The finding with the URL of something that shows it, if it has none and there is one."""
    values = {
        "portal": finding.portal,
        "since": utc_text(finding.since),
        "run": finding.run,
        "source": finding.source,
        "field": f"$.{finding.subject}",
    }
    if finding.check in _REASONS:
        rows = archive.rows(_UNANSWERED.format(which=_REASONS[finding.check]), values)
    elif finding.check in _ARTICLES:
        which, order = _ARTICLES[finding.check]
        rows = archive.rows(_ARTICLE.format(which=which.format(column=finding.subject), order=order), values)
    else:
        return finding
    url = rows[0]["url"] if rows else None
    advice = f"{finding.advice} {url or 'URL'}" if finding.check in _ARTICLES else finding.advice
    return replace(finding, example=url, advice=advice)


def _visits(archive: Archive, portal: str, since: datetime, until: datetime) -> Iterator[Visit]:
    values: dict[str, Any] = {"portal": portal, "since": utc_text(since), "until": utc_text(until)}
    found = archive.rows(_VISITS, {**values, "quiet": utc_text(until - SILENT_FOR)})
    if not found:
        return
    values |= {"first": min(row["run"] for row in found), "last": max(row["run"] for row in found)}
    reasons = _by_run(archive.rows(_REASONS_OF, values))
    fields = _by_run(archive.rows(_FIELDS_OF, values))
    bins = _by_run(archive.rows(_BINS_OF, values))
    for row in found:
        sources: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for each in fields[row["run"]]:
            sources[each["field"]][each["source"]] = each["count"]
        yield Visit(
            **{**row, "started": datetime.fromisoformat(row["started"])},
            reasons={(each["what"], each["reason"]): each["count"] for each in reasons[row["run"]]},
            fields=sources,
            lengths={each["bin"]: each["count"] for each in bins[row["run"]] if each["measure"] == "length"},
            lags={each["bin"]: each["count"] for each in bins[row["run"]] if each["measure"] == "lag"},
        )


def _by_run(rows: list[Row]) -> defaultdict[int, list[Row]]:
    found: defaultdict[int, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["run"]].append(row)
    return found


def _robots(archive: Archive, since: datetime, until: datetime) -> dict[str, list[RobotsVersion]]:
    """The versions of robots.txt by portal."""
    found: defaultdict[str, list[RobotsVersion]] = defaultdict(list)
    for row in archive.rows(_ROBOTS, {"since": utc_text(since), "until": utc_text(until)}):
        if portal := portal_of(f"https://{row['host']}/"):
            first, last = (datetime.fromisoformat(row[name]) for name in ("first_seen", "last_seen"))
            found[portal.name].append(RobotsVersion(row["host"], row["rules"], first, last))
    return found


# a backfill goes further back than anything that is new
_ORDINARY = """
    runs.until IS NULL AND runs.query IS NULL
    AND (runs.since IS NULL OR runs.since >= strftime('%Y-%m-%dT%H:%M:%SZ', started, '-8 days'))"""
_PORTALS = f"""
    SELECT DISTINCT portal FROM run_portals JOIN runs ON runs.id = run
    WHERE started BETWEEN :since AND :until AND {_ORDINARY} ORDER BY portal"""
_VISITS = f"""
    SELECT run, started, sources_asked, sources, asked, new FROM run_portals JOIN runs ON runs.id = run
    WHERE portal = :portal AND started BETWEEN :since AND :until AND {_ORDINARY}
      AND (ended IS NOT NULL OR heartbeat < :quiet) AND (sources_asked > 0 OR asked > 0)
    ORDER BY started, run"""
_REASONS_OF = """
    SELECT run, what, reason, count FROM run_reasons WHERE portal = :portal AND run BETWEEN :first AND :last"""
_FIELDS_OF = """
    SELECT run, field, source, count FROM run_fields WHERE portal = :portal AND run BETWEEN :first AND :last"""
_BINS_OF = """
    SELECT run, measure, bin, count FROM run_histograms WHERE portal = :portal AND run BETWEEN :first AND :last"""
_ROBOTS = """
    SELECT host, rules, first_seen, last_seen FROM robots
    WHERE last_seen >= :since AND first_seen <= :until ORDER BY last_seen, first_seen"""
_ARTICLES = {
    "missing": ("coalesce({column}, '') IN ('', '[]')", "id DESC"),
    "fallback": ("sources ->> :field = :source", "id DESC"),
    "short-text": ("true", "text_length"),
    "long-text": ("true", "text_length DESC"),
    "late-dates": ("true", "julianday(first_fetched_utc) - julianday(published_utc) DESC"),
    "future-dates": ("published_utc > first_fetched_utc", "id DESC"),
}
_ARTICLE = """
    SELECT url FROM articles
    WHERE portal = :portal AND (published_utc IS NULL OR published_utc >= datetime(:since, '-2 days'))
      AND first_fetched_utc >= :since AND {which} ORDER BY {order} LIMIT 1"""
_REASONS = {
    "unreachable": "true",
    "refused": "reason IN ('bot wall', '403', '429')",
    "forbidden": "reason = 'robots'",
    "failures": "what IN ('failed', 'rejected')",
    "sources": "what IN ('silent_sources', 'empty_sources')",
}
_UNANSWERED = """
    SELECT example AS url FROM run_reasons
    WHERE portal = :portal AND run <= :run AND example IS NOT NULL AND {which}
    ORDER BY run DESC, count DESC LIMIT 1"""
