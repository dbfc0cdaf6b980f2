"""When to ask again: a source by what it brought, an article by its age. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

LADDER = tuple(timedelta(hours=hours) for hours in (1, 6, 24, 72, 168))
"""At which ages an article is visited again, by default."""

_SLOWER = 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """The bounds between which a source is asked again. ValueError where the first is not the shorter."""

    shortest: timedelta = timedelta(minutes=5)
    longest: timedelta = timedelta(hours=6)

    def __post_init__(self) -> None:
        if self.shortest > self.longest:
            raise ValueError("shortest: it must not be longer than longest")

    def next_interval(self, last: timedelta | None, fresh: int) -> timedelta:
        """How long to leave a source alone: half as long after news (`fresh` links), half as long again after none."""
        if last is None:
            return self.shortest
        interval = last / 2 if fresh else last * _SLOWER
        return min(max(interval, self.shortest), self.longest)


def next_visit(published: datetime | None, now: datetime, ladder: Sequence[timedelta] = LADDER) -> datetime | None:
    """When an article published then is due to be visited again: at the first age that it has not reached `now`.

    None past the last age, and for an article without a time. Both aware.
    """
    if published is None:
        return None
    return next((published + age for age in sorted(ladder) if published + age > now), None)
