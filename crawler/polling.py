"""When to ask again: a source by what it brought, an article by its age. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

LADDER = tuple(timedelta(hours=hours) for hours in (1, 6, 24, 72, 168))
"""At which ages an article is visited again, by default."""

_SPAN = re.compile(r"(\d{1,5})\s*([mhd])")
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}
_SLOWER = 1.5


def parse_span(text: str) -> timedelta:
    """`15m`, `6h`, `3d` as a length of time. ValueError for anything else."""
    if not (found := _SPAN.fullmatch(text.strip())) or not int(found[1]):
        raise ValueError(f"{text!r} is no span of time; give 15m, 6h or 3d")
    return timedelta(**{_UNITS[found[2]]: int(found[1])})


@dataclass(frozen=True, slots=True)
class Pace:
    """The bounds between which a source is asked."""

    shortest: timedelta = timedelta(minutes=5)
    longest: timedelta = timedelta(hours=6)

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
