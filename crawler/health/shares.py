"""Whether a share has moved: of the articles that have authors, of the requests that met a wall. Pure.

The usual share and how far it strays are read from the past in blocks of articles. For every possible start of a
change the articles since then are held against the worst of the usual: their number times the Kullback-Leibler
divergence is what speaks against chance, in nats (a generalised likelihood ratio). The best start is the change's.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import accumulate
from math import log, sqrt

from crawler.health.history import Point
from crawler.health.rules import HealthRules

BLOCK = 40
"""Articles in a block: enough that one more or less is not much, few enough that a day has some."""
WORST = 0.1
"""The worst tenth of the blocks is what a portal is allowed to be like."""
DEVIATIONS = 2.0
"""Of the bound on a share that few articles have shown, in standard deviations (Wilson)."""
SUREST = 0.97
"""No share is taken for surer: an article now and then is odd."""
STEP = 1.25
"""Starts that are tried have each so many times the articles of the one after it."""
TAIL = 10
"""So many articles at the end must still be off, else the portal has mended."""


@dataclass(frozen=True, slots=True)
class Shift:
    """A share that moved from `usual` to `now` (`hits` of `of`) in the run at `since`; `score` in nats."""

    since: datetime
    usual: float
    hits: int
    of: int
    score: float

    @property
    def now(self) -> float:
        return self.hits / self.of


def risen(
    points: Sequence[Point], rules: HealthRules, *, effect: float | None = None, lasting: timedelta | None = None
) -> Shift | None:
    """The latest rise of the share of hits that lasts to the end, as `fallen` tells a fall."""
    shift = fallen([Point(p.at, p.of - p.hits, p.of) for p in points], rules, effect=effect, lasting=lasting)
    return shift and replace(shift, usual=1 - shift.usual, hits=shift.of - shift.hits)


def fallen(
    points: Sequence[Point], rules: HealthRules, *, effect: float | None = None, lasting: timedelta | None = None
) -> Shift | None:
    """The fall of the share of hits that lasts to the end, if there is one; points are oldest first.

    It must be by `effect` (else the rules'). Where what happens in one run is not independent, it must be seen in more
    than one, and over a time that is `lasting`. None too where the past is too short to judge by.
    """
    past = _Past(points)
    starts = past.starts()
    best = past.steepest(starts, rules, lasting)
    if best is None or best.score < rules.score or best.usual - best.now < (rules.effect if effect is None else effect):
        return None
    # not every start was tried: now those around the best are
    tried = [points[start].at for start in starts]
    number = tried.index(best.since)
    latest = starts[number - 1] if number else len(points)
    earliest = starts[number + 1] if number + 1 < len(starts) else 1
    return past.steepest(range(earliest, latest), rules, lasting)


class _Past:
    """The points with their sums up to each, and the share of each block."""

    def __init__(self, points: Sequence[Point]) -> None:
        self.points = points
        self.hits = [0, *accumulate(p.hits for p in points)]
        self.of = [0, *accumulate(p.of for p in points)]
        self.ends: list[int] = []
        self.shares: list[float] = []
        first = 0
        for end in range(1, len(points) + 1):
            if (size := self.of[end] - self.of[first]) >= BLOCK:
                self.ends.append(end)
                self.shares.append((self.hits[end] - self.hits[first]) / size)
                first = end

    def starts(self) -> list[int]:
        """The points at which a change is looked for, latest first."""
        found: list[int] = []
        wanted = 1.0
        for start in range(len(self.points) - 1, 0, -1):
            size = self.of[-1] - self.of[start]
            if size >= wanted:
                found.append(start)
                wanted = size * STEP
        return found

    def steepest(self, starts: Iterable[int], rules: HealthRules, lasting: timedelta | None) -> Shift | None:
        """The fall with the highest score among those from these starts on."""
        falls = (shift for start in starts if (shift := self.fall(start, rules, lasting)))
        return max(falls, key=lambda shift: shift.score, default=None)

    def fall(self, start: int, rules: HealthRules, lasting: timedelta | None) -> Shift | None:
        """The fall from this start on, if the share is below the worst of the usual there and still at the end."""
        known = self.points[start].at - self.points[0].at
        if self.of[start] < rules.least_articles or known < rules.least_history:
            return None
        bound = self._bound(start)
        hits, of = self.hits[-1] - self.hits[start], self.of[-1] - self.of[start]
        if hits / of >= bound or self._tail(start) >= bound:
            return None
        if lasting is not None and not self._lasts(start, bound, lasting):
            return None
        return Shift(
            self.points[start].at, self.hits[start] / self.of[start], hits, of, of * divergence(hits / of, bound)
        )

    def _bound(self, start: int) -> float:
        """The share below which it is not usual, by the points before the start."""
        blocks = sorted(self.shares[: bisect_right(self.ends, start)])
        worst = blocks[int(len(blocks) * WORST)] if blocks else 1.0
        return min(worst, _least_share(self.hits[start], self.of[start]), SUREST)

    def _lasts(self, start: int, bound: float, lasting: timedelta) -> bool:
        low = [point.at for point in self.points[start:] if point.hits / point.of < bound]
        return len(low) > 1 and low[-1] - low[0] >= lasting

    def _tail(self, start: int) -> float:
        end = len(self.points)
        first = next((i for i in range(end - 1, start, -1) if self.of[end] - self.of[i] >= TAIL), start)
        return (self.hits[end] - self.hits[first]) / (self.of[end] - self.of[first])


def _least_share(hits: int, of: int) -> float:
    """The lower end of Wilson's interval: the smallest true share that would show so many hits."""
    z = DEVIATIONS * DEVIATIONS
    share = hits / of
    return (share + z / (2 * of) - DEVIATIONS * sqrt(share * (1 - share) / of + z / (4 * of * of))) / (1 + z / of)


def divergence(share: float, usual: float) -> float:
    """Kullback-Leibler divergence of two shares in nats: what one article tells against the usual share."""
    if not 0 < usual < 1:
        return 0.0
    hit = share * log(share / usual) if share else 0.0
    miss = (1 - share) * log((1 - share) / (1 - usual)) if share < 1 else 0.0
    return hit + miss
