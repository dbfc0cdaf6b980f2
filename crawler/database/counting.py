"""Counts of stored articles: by portal, section, author or tag, and over time."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Literal

from crawler.database.archive import Archive
from crawler.database.reading import Filter, matching
from crawler.database.rows import utc_text

Group = Literal["portal", "section", "author", "tag"]
Step = Literal["hour", "day", "week", "month"]
Timeline = dict[str | None, dict[str, int]]
"""Articles by the beginning of an hour, day, week (Monday) or month in Jakarta, then by portal; in order of time.

`2022-03-04`, of an hour `2022-03-04T08:00`; None for articles without a date, first.
"""


@dataclass(frozen=True, slots=True)
class Count:
    """How many articles bear a name (None: those without one), and their first and newest publication in UTC."""

    name: str | None
    articles: int
    first: datetime | None
    newest: datetime | None


@dataclass(frozen=True, slots=True)
class PortalCount:
    """What is stored of a portal; `first` and `newest` are publication times in UTC."""

    portal: str
    articles: int
    first: datetime | None
    newest: datetime | None
    failed: int


def counts_by(archive: Archive, group: Group, words: str, wanted: Filter, *, limit: int | None = None) -> list[Count]:
    """Counts of the articles that hold the words and pass the filter, most articles first. Names ignore case."""
    conditions, values = matching(words, wanted)
    statement = _COUNTS.format(source=_SOURCES[group], conditions=conditions)
    rows = archive.rows(statement, {**values, "limit": -1 if limit is None else limit})
    return [Count(row["name"], row["articles"], _time(row["first"]), _time(row["newest"])) for row in rows]


def timeline(archive: Archive, step: Step, words: str, wanted: Filter) -> Timeline:
    """The articles that hold the words and pass the filter, over time."""
    conditions, values = matching(words, wanted)
    found: Timeline = defaultdict(dict)
    for row in archive.rows(_TIMELINE.format(beginning=_BEGINNINGS[step], conditions=conditions), values):
        found[row["beginning"]][row["portal"]] = row["articles"]
    return dict(found)


def counts(archive: Archive) -> list[PortalCount]:
    """What is stored of each portal that has an article or a failed URL, in alphabetical order."""
    return [
        PortalCount(row["portal"], row["articles"], _time(row["first"]), _time(row["newest"]), row["failed"])
        for row in archive.rows(_PORTALS, {})
    ]


def step_for(first: datetime, newest: datetime) -> Step:
    """The step of time whose bars are neither too few nor too thin: hours for two days, months for many years."""
    return next((step for longest, step in _LONGEST if newest - first <= longest), "month")


def edges_of(step: Step, first: datetime, last: datetime) -> list[datetime]:
    """The beginning of each step from the one that holds `first` to the one that holds `last`, and the end of that.

    All are in the zone of `first`, or without any as it. Of hours there are those of whole days.
    """
    time = first.replace(hour=0, minute=0, second=0, microsecond=0)
    time -= timedelta(days={"week": time.weekday(), "month": time.day - 1}.get(step, 0))
    end = last.replace(hour=23) if step == "hour" else last
    times = [time]
    while times[-1] <= end:
        # 31 days after a first is in the next month
        after = times[-1] + _LENGTHS.get(step, timedelta(days=31))
        times.append(after.replace(day=1) if step == "month" else after)
    return times


def counts_between(archive: Archive, edges: Sequence[datetime]) -> list[int]:
    """How many articles were published from each of the times (aware, ascending) until the next."""
    spans = [{"since": utc_text(since), "until": utc_text(until)} for since, until in pairwise(edges)]
    return [row["articles"] for row in archive.rows(_BETWEEN, {"spans": json.dumps(spans)})]


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


_LONGEST: tuple[tuple[timedelta, Step], ...] = (
    (timedelta(days=2), "hour"),
    (timedelta(days=130), "day"),
    (timedelta(days=900), "week"),
)
_LENGTHS = {"hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(days=7)}
_SOURCES = {
    "portal": "SELECT portal AS name, published_utc FROM articles",
    "section": "SELECT section AS name, published_utc FROM articles",
    # one that is named twice, in capitals too, counts once
    "author": """
      SELECT DISTINCT articles.id, people.name AS name, published_utc
      FROM articles JOIN article_people ON article = articles.id AND role = 'author'
        JOIN people ON people.id = person""",
    "tag": """
      SELECT DISTINCT articles.id, tags.name AS name, published_utc
      FROM articles JOIN article_tags ON article = articles.id JOIN tags ON tags.id = article_tags.tag""",
}
_COUNTS = """
    SELECT name, count(*) AS articles, min(published_utc) AS first, max(published_utc) AS newest
    FROM ({source} WHERE {conditions})
    GROUP BY name COLLATE NOCASE ORDER BY articles DESC, name LIMIT :limit"""
_BEGINNINGS = {
    "hour": "strftime('%Y-%m-%dT%H:00', published_utc, '+7 hours')",
    "day": "date(published_utc, '+7 hours')",
    "week": "date(published_utc, '+7 hours', 'weekday 0', '-6 days')",
    "month": "strftime('%Y-%m-01', published_utc, '+7 hours')",
}
_TIMELINE = """
    SELECT {beginning} AS beginning, portal, count(*) AS articles FROM articles WHERE {conditions}
    GROUP BY beginning, portal ORDER BY beginning, portal"""
_PORTALS = """
    SELECT portal, sum(articles) AS articles, min(first) AS first, max(newest) AS newest,
      sum(failed) AS failed
    FROM (
      SELECT portal, count(*) AS articles, min(published_utc) AS first, max(published_utc) AS newest,
        0 AS failed
      FROM articles GROUP BY portal
      UNION ALL
      SELECT portal, 0, NULL, NULL, count(*) FROM urls WHERE status = 'failed' GROUP BY portal
    ) GROUP BY portal ORDER BY portal"""
_BETWEEN = """
    SELECT (
      SELECT count(*) FROM articles WHERE published_utc >= value ->> 'since' AND published_utc < value ->> 'until'
    ) AS articles
    FROM json_each(:spans)"""
