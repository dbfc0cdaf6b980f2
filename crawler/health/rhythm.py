"""Whether a portal is silent by its own rhythm of days and nights, weekdays and weekends, or out of reach. Pure.

Time is counted in the articles that it usually brings: a night is worth few, a Thursday before the magazine comes out
none. In that count the wait since the last new article is held against the longest waits of the past.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from itertools import groupby, pairwise
from statistics import median

from crawler.health.history import Visit
from crawler.health.rules import HealthRules

HOUR = timedelta(hours=1)
LONGEST_GAP = timedelta(hours=36)
"""Between runs further apart it is not known when the articles came, so nothing is learned from them."""
CLUMP = 3
"""So many times the usual number in one run counts as that: a backfill is no rhythm."""
_WIB = timezone(timedelta(hours=7))


@dataclass(frozen=True, slots=True)
class Silence:
    """No new article in any run after that at `since`, where `expected` usually come and `longest` at most did not.

    `until` is the last run that looked.
    """

    since: datetime
    until: datetime
    expected: float
    longest: float


def silence(visits: Sequence[Visit], rules: HealthRules) -> Silence | None:
    """The silence at the end of the visits, if it is longer than the portal's rhythm explains."""
    looks = [visit for visit in visits if visit.sources]
    last = max((i for i, visit in enumerate(looks) if visit.new), default=None)
    if last is None or looks[last].started - looks[0].started < rules.least_history:
        return None
    since, until = looks[last].started, looks[-1].started
    if until - since < rules.patience:
        return None
    rhythm = Rhythm(looks[: last + 1])
    found = [visit.started for visit in looks[: last + 1] if visit.new]
    # the second longest, since a failure of the past must not excuse the next
    waits = sorted((rhythm.expected(a, b) for a, b in pairwise(found)), reverse=True)
    longest = waits[1] if len(waits) > 1 else 0.0
    expected = rhythm.expected(since, until)
    if len(waits) < 3 or expected < max(rules.silence, rules.longer * longest):
        return None
    return Silence(since, until, expected, longest)


@dataclass(frozen=True, slots=True)
class Outage:
    """No source answered in any run from that at `since` to that at `until`; it took `longest` at most before."""

    since: datetime
    until: datetime
    longest: timedelta


def outage(visits: Sequence[Visit], rules: HealthRules) -> Outage | None:
    """The outage at the end of the visits, if it is longer than those that this portal has mended before."""
    # a run that only visited stored articles says nothing of the sources
    visits = [visit for visit in visits if visit.sources_asked]
    spans: list[tuple[datetime, datetime]] = []
    for reached, group in groupby(visits, key=lambda v: bool(v.sources)):
        run = list(group)
        if not reached:
            spans.append((run[0].started, run[-1].started))
    if not spans or visits[-1].sources or visits[-1].started - visits[0].started < rules.least_history:
        return None
    since, until = spans.pop()
    # the second longest, as in a silence
    longest = sorted((end - start for start, end in spans), reverse=True)[1:2] or [timedelta()]
    if until - since < max(rules.patience, rules.longer * longest[0]):
        return None
    return Outage(since, until, longest[0])


class Rhythm:
    """How many new articles an hour usually brings, by weekday and by hour of the day in WIB."""

    def __init__(self, looks: Sequence[Visit]) -> None:
        self._days, days = [0.0] * 7, [0.0] * 7
        self._hours, hours = [0.0] * 24, [0.0] * 24
        usual = median(visit.new for visit in looks if visit.new)
        for before, visit in pairwise(looks):
            gap = visit.started - before.started
            if not timedelta() < gap <= LONGEST_GAP:
                continue
            new = min(visit.new, CLUMP * usual)
            for day, hour, length in _slices(before.started, visit.started):
                share = new * length / (gap / HOUR)
                self._days[day] += share
                self._hours[hour] += share
                days[day] += length
                hours[hour] += length
        overall = sum(self._days) / sum(days) if sum(days) else 0.0
        self._days = [new / length if length else 0.0 for new, length in zip(self._days, days, strict=True)]
        self._hours = [
            new / length / overall if length and overall else 0.0
            for new, length in zip(self._hours, hours, strict=True)
        ]

    def expected(self, start: datetime, end: datetime) -> float:
        """The articles that usually come between two moments."""
        return sum(self._days[day] * self._hours[hour] * length for day, hour, length in _slices(start, end))


def _slices(start: datetime, end: datetime) -> list[tuple[int, int, float]]:
    """The time between two moments as (weekday, hour of day, length in hours), split at full hours of WIB."""
    found = []
    at = start.astimezone(_WIB)
    while at < end:
        following = min(at.replace(minute=0, second=0, microsecond=0) + HOUR, end)
        found.append((at.weekday(), at.hour, (following - at) / HOUR))
        at = following
    return found
