"""What health is judged from: what the runs of the past saw of one portal, oldest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

MISSING = "missing"
"""The source of a field that an article does not have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What one run saw of one portal. `started` is aware; the counts are those of `crawler.spiders.tally.Tally`.

    `reasons`: (what, reason) -> count. `fields`: field -> source -> articles. `lengths` and `lags` are histograms of
    the stored articles, by `crawler.recording.length_class` and hours from publication to the first fetch.
    """

    run: int
    started: datetime
    sources_asked: int = 0
    sources: int = 0
    asked: int = 0
    new: int = 0
    reasons: Mapping[tuple[str, str], int] = field(default_factory=dict)
    fields: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    lengths: Mapping[int, int] = field(default_factory=dict)
    lags: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RobotsVersion:
    """The rules of a host's robots.txt, and when they were seen first and last; aware."""

    host: str
    rules: str
    first_seen: datetime
    last_seen: datetime


@dataclass(frozen=True, slots=True)
class History:
    """The visits of a portal, oldest first, and the robots.txt of its hosts, by when they were seen last."""

    portal: str
    visits: tuple[Visit, ...]
    robots: tuple[RobotsVersion, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """So many hits `of` so many, in the run that began `at`."""

    at: datetime
    hits: int
    of: int


def points(pairs: Iterable[tuple[Visit, int, int]]) -> list[Point]:
    """Points of (visit, hits, of); those of nothing are left out."""
    return [Point(visit.started, hits, of) for visit, hits, of in pairs if of]
