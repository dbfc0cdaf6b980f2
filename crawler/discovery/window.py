"""Window: the range of publication times that a crawl asks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from crawler.dates import date_in_url
from crawler.discovery import Link

SLACK = timedelta(hours=14)
"""How far a link's own time may be off: feeds print local time as GMT (jawapos 2026), the article's page decides."""
DAY = timedelta(days=1)
UNASKED = DAY
SETTLED_AFTER = 2 * DAY
"""How old a day is before nothing more is expected to be published under it."""


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
        return published is None or not self._misses(published, published)

    def may_hold(self, link: Link, zone: tzinfo = UTC) -> bool:
        """Whether a link's article may have been asked for, going by what the source and the URL say of it.

        The source's time counts before the URL's, which is read in `zone` and believed to a day more or less.
        """
        if self.since and link.changed_at and not link.published_at and link.changed_at < self.since - SLACK:
            return False
        first, last = _span(link, zone)
        return not self._misses(first, last)

    def is_past(self, link: Link, zone: tzinfo = UTC) -> bool:
        """Whether a link's article is known to be older than what was asked for."""
        _, last = _span(link, zone)
        return bool(self.since and last and last < self.since)

    def covers(self, first: datetime, last: datetime) -> bool:
        """Whether all that was published from `first` to before `last` was asked for, and nothing more is to come."""
        return self._after(first) and (self.until or last) >= last and last <= self.now - SETTLED_AFTER

    def covers_day(self, day: date, zone: tzinfo) -> bool:
        """Whether the whole of a day in `zone` was asked for, and nothing more is to come."""
        first = datetime.combine(day, time(), zone)
        return self.covers(first, first + DAY)

    def covers_link(self, link: Link, zone: tzinfo) -> bool:
        """Whether a link's article is known to be one that was asked for, of a day to which nothing more is to come."""
        if link.published_at:
            return self.covers(link.published_at, link.published_at)
        written = date_in_url(link.url, zone=zone)
        return written is not None and self.covers_day(written.value.date(), zone)

    def _after(self, moment: datetime) -> bool:
        return self.since is not None and self.since <= moment

    def _misses(self, first: datetime | None, last: datetime | None) -> bool:
        return bool((self.since and last and last < self.since) or (self.until and first and first >= self.until))


def _span(link: Link, zone: tzinfo) -> tuple[datetime | None, datetime | None]:
    """Between which times a link's article was published, as far as its source or its URL says."""
    if link.published_at:
        return link.published_at - SLACK, link.published_at + SLACK
    if written := date_in_url(link.url, zone=zone):
        day = datetime.combine(written.value.date(), time(), zone)
        # the date in a URL may be the draft's
        return day - DAY, day + 2 * DAY - timedelta.resolution
    return None, None
