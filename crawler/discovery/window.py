"""Window: the range of publication times that a crawl asks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from crawler.discovery import Link

SLACK = timedelta(hours=14)
"""How far a link's own time may be off: feeds print local time as GMT (jawapos 2026), the article's page decides."""
UNASKED = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Window:
    """`since <= published < until`, each aware or None. `now` (aware) is when the crawl began."""

    now: datetime
    since: datetime | None = None
    until: datetime | None = None

    @property
    def reach(self) -> datetime:
        """How far back to look in what holds more than the newest: `since`, or a day where none is asked for."""
        return self.since or (self.until or self.now) - UNASKED

    def holds(self, published: datetime | None) -> bool:
        """Whether an article of that time was asked for. One without a time always is."""
        return published is None or not (
            (self.since and published < self.since) or (self.until and published >= self.until)
        )

    def may_hold(self, link: Link) -> bool:
        """Whether a link's article may have been asked for, going by what the source says of it."""
        newest = link.published_at or link.changed_at
        if self.since and newest and newest < self.since - SLACK:
            return False
        return not (self.until and link.published_at and link.published_at >= self.until + SLACK)
