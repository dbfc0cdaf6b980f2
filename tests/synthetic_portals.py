"""Portals that never were: what hourly runs would have seen of them, with ordinary days and with faults. No I/O.

Articles come by a Poisson process that follows the hours of the day and the days of the week, with good and bad days
(a gamma factor); desks differ in what they fill in; servers fail for a while; the crawler itself rests now and then.
"""

from __future__ import annotations

import math
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone

from crawler.health.history import MISSING, History, RobotsVersion, Visit

WIB = timezone(timedelta(hours=7))
START = datetime(2026, 3, 1, 17, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)

NIGHT_AND_DAY = [1, 1, 1, 1, 2, 4, 7, 9, 10, 10, 10, 10, 9, 9, 10, 10, 10, 9, 8, 8, 7, 6, 4, 2]
OFFICE = [0, 0, 0, 0, 0, 0, 1, 3, 8, 10, 10, 9, 5, 8, 10, 10, 9, 5, 2, 1, 1, 0, 0, 0]
MORNING = [0, 0, 0, 0, 0, 1, 4, 8, 10, 6, 2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of portal: articles a day by weekday (Monday first), how they lie over the day, and how even it all is."""

    name: str
    a_day: tuple[float, ...]
    hours: Sequence[int]
    unevenness: float
    """Of days: the coefficient of variation of how much is published."""
    authors: float
    authors_vary: float
    spread: float
    """Of text lengths: the standard deviation of their logarithm."""
    late: float
    failing: float
    """The share of the runs in which a server failed."""
    slips: float = 0.0
    """Of weeks: how often the best day is a day late."""
    every: timedelta = HOUR


KINDS = (
    Kind(name="ramai", a_day=(160, 165, 160, 160, 150, 95, 85), hours=NIGHT_AND_DAY, unevenness=0.12,
         authors=0.97, authors_vary=0.02, spread=0.5, late=0.02, failing=0.01),
    Kind(name="majalah", a_day=(0.3, 0.3, 0.4, 9, 0.6, 0.1, 0.1), hours=MORNING, unevenness=0.25, slips=0.2,
         authors=0.95, authors_vary=0.04, spread=0.35, late=0.05, failing=0.01),
    Kind(name="kantor", a_day=(26, 28, 28, 27, 24, 1.5, 0.5), hours=OFFICE, unevenness=0.2,
         authors=0.9, authors_vary=0.08, spread=0.4, late=0.03, failing=0.02),
    Kind(name="daerah", a_day=(16, 16, 15, 16, 14, 9, 7), hours=NIGHT_AND_DAY, unevenness=0.55,
         authors=0.6, authors_vary=0.18, spread=0.6, late=0.08, failing=0.06),
)  # fmt: skip


@dataclass
class Story:
    """An article before it is crawled: when it is dated, when it can be found, and what its page gives."""

    published: datetime
    appears: datetime
    fields: dict[str, str]
    length: int


Fault = Callable[[Story], Story | None]
"""What becomes of a story that appears after the fault began; None where it never does."""


def field_goes_blank(field: str = "authors") -> Fault:
    return lambda story: replace(story, fields={**story.fields, field: MISSING})


def field_slides(field: str = "text", source: str = "generic") -> Fault:
    return lambda story: replace(story, fields={**story.fields, field: source})


def date_shifts(hours: int) -> Fault:
    return lambda story: replace(story, published=story.published + hours * HOUR)


def text_is_halved(story: Story) -> Story:
    return replace(story, length=story.length // 2)


def nothing_appears(story: Story) -> None:
    return None


def history(
    kind: Kind,
    seed: int,
    days: int = 30,
    *,
    fault: Fault | None = None,
    walled: bool = False,
    new_robots: bool = False,
    since: datetime | None = None,
) -> History:
    """The history of a portal over so many days, with what goes wrong `since` a moment."""
    rng = random.Random(f"{kind.name} {seed}")
    since = since or START + days * DAY
    stories = sorted(_stories(kind, rng, days), key=lambda story: story.appears)
    if fault:
        changed = (fault(s) if s.appears >= since else s for s in stories)
        stories = [story for story in changed if story]
    visits = _visits(kind, rng, stories, days, since if walled else None)
    robots = [RobotsVersion("contoh.example", "user-agent: *\ndisallow: /admin", START, since)]
    if new_robots:
        robots.append(RobotsVersion("contoh.example", "user-agent: *\ndisallow: /", since, START + days * DAY))
    return History(kind.name, tuple(visits), tuple(robots))


def until(past: History, moment: datetime) -> History:
    """The history as it was known at a moment."""
    return History(
        past.portal,
        tuple(visit for visit in past.visits if visit.started <= moment),
        tuple(version for version in past.robots if version.first_seen <= moment),
    )


def _stories(kind: Kind, rng: random.Random, days: int) -> list[Story]:
    found = []
    middle = math.log(2200)
    late_weeks = {week for week in range(days // 7 + 1) if rng.random() < kind.slips}
    for day in range(days):
        begin = START + day * DAY
        weekday = (begin.astimezone(WIB).weekday() - (day // 7 in late_weeks)) % 7
        amount = kind.a_day[weekday] * _gamma(rng, kind.unevenness)
        desk = min(max(rng.gauss(kind.authors, kind.authors_vary), 0.02), 1.0)
        for hour, weight in enumerate(kind.hours):
            for _ in range(_poisson(rng, amount * weight / sum(kind.hours))):
                appears = begin + timedelta(hours=hour + rng.random())
                before = rng.expovariate(1 / 0.2) if rng.random() >= kind.late else rng.uniform(2, 30)
                fields = {
                    "title": "css:0" if rng.random() < 0.97 else "heading",
                    "text": "css:0" if rng.random() < 0.95 else "css:1",
                    "published_at": "jsonld" if rng.random() < 0.9 else "visible",
                    "authors": MISSING if rng.random() > desk else "css:0" if rng.random() < 0.8 else "jsonld",
                    "editors": "css:0" if rng.random() < desk * 0.8 else MISSING,
                    "tags": "css:0" if rng.random() < 0.85 else MISSING,
                    "image_caption": "css:0" if rng.random() < 0.3 else MISSING,
                }
                length = int(math.exp(rng.gauss(middle, kind.spread)))
                found.append(Story(appears - before * HOUR, appears, fields, length))
    return found


def _visits(
    kind: Kind, rng: random.Random, stories: Sequence[Story], days: int, walled: datetime | None
) -> list[Visit]:
    found = []
    asleep = START + rng.uniform(0, days) * DAY
    failing_until = START
    at, run, following = START + rng.random() * kind.every, 0, 0
    while at < START + days * DAY:
        if not asleep <= at < asleep + 9 * HOUR:
            if at > failing_until + 6 * HOUR and rng.random() < kind.failing / 2:
                failing_until = at + rng.uniform(0.5, 3) * HOUR
            run += 1
            if walled and at >= walled:
                found.append(_refused(run, at))
            elif at < failing_until:
                found.append(Visit(run=run, started=at, sources_asked=6, reasons={("silent_sources", "timeout"): 6}))
            else:
                ready = following
                while ready < len(stories) and stories[ready].appears <= at:
                    ready += 1
                found.append(_visit(rng, run, at, stories[following:ready]))
                following = ready
        at += kind.every * rng.uniform(0.95, 1.05)
    return found


def _visit(rng: random.Random, run: int, at: datetime, stories: Sequence[Story]) -> Visit:
    fields: defaultdict[str, Counter[str]] = defaultdict(Counter)
    lengths: Counter[int] = Counter()
    lags: Counter[int] = Counter()
    reasons: Counter[tuple[str, str]] = Counter()
    for story in stories:
        if rng.random() < 0.015:
            reasons[rng.choice((("failed", "timeout"), ("rejected", "404"), ("rejected", "listing")))] += 1
            continue
        for name, source in story.fields.items():
            fields[name][source] += 1
        lengths[math.floor(4 * math.log2(max(story.length, 1)))] += 1
        lags[math.floor((at - story.published) / HOUR + 1 / 6)] += 1
    silent = rng.random() < 0.02
    if silent:
        reasons["silent_sources", "timeout"] += 1
    return Visit(
        run=run,
        started=at,
        sources_asked=6,
        sources=6 - silent,
        asked=len(stories),
        new=sum(lengths.values()),
        reasons=reasons,
        fields=fields,
        lengths=lengths,
        lags=lags,
    )


def _refused(run: int, at: datetime) -> Visit:
    """The first answers are walls, then the rest is left alone."""
    return Visit(
        run=run,
        started=at,
        sources_asked=6,
        reasons={("silent_sources", "bot wall"): 3, ("silent_sources", "gave up"): 3},
    )


def _gamma(rng: random.Random, variation: float) -> float:
    shape = 1 / variation**2
    return rng.gammavariate(shape, 1 / shape)


def _poisson(rng: random.Random, mean: float) -> int:
    limit, product, n = math.exp(-mean), rng.random(), 0
    while product > limit:
        product *= rng.random()
        n += 1
    return n
