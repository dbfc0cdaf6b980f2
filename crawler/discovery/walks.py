"""The walk over the pages and days of an index that finds what was published in a range of time."""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo
from urllib.parse import quote, quote_plus

from crawler.discovery import Link
from crawler.discovery.window import DAY, Window
from crawler.portal import Index

FAILED_DAYS = 3
UNANSWERED_DAYS = 2
"""How many failed days end a walk on which nothing has answered: today's page may not be there yet at midnight."""
EMPTY_DAYS = 14
"""How many days in a row without an answer, or without an article, end a walk; weekly sites are empty six days."""
MOST_PAGES = 200
MOST_PAGES_WITHOUT_DATES = 20


@dataclass(frozen=True, slots=True)
class WalkedDay:
    """A day of an index all of whose pages answered, or a child sitemap of that `lastmod`.

    `source` is the URL of the index (its template) or sitemap, `urls` the canonical URLs of the articles found there.
    The day is done once each of them is stored or noted.
    """

    portal: str
    source: str
    day: str
    urls: set[str]


class IndexWalk:
    """A walk through an index, newest first, from the window's end (or now) back to its start.

    A dated index is read day by day in `zone`, each day page by page until a page brings no new link; `done` days
    (ISO dates) are left out. It ends after three days in a row that fail (two, if nothing has answered yet), or
    fourteen that bring nothing. An undated
    one ends when a page brings nothing new, or when everything on it is older than the window: one old item among new
    ones ends nothing. Where the window has no start, and nothing is searched for, only the first page (of the last
    day) is read. `query` is what a search page is asked for.
    """

    def __init__(
        self, index: Index, window: Window, zone: tzinfo, *, query: str = "", done: Collection[str] = ()
    ) -> None:
        self.index, self.window, self.zone, self.query = index, window, zone, query
        self.walked: list[tuple[date, list[Link]]] = []
        """The whole days, and the links on their pages, that are complete; the caller may empty it."""
        self.is_deep = False
        """Whether the page that was asked for last is not the first of its day."""
        self._done = done
        self._seen: set[str] = set()
        self._pages = self._days() if index.dated else self._pages_of(None)

    def step(self, links: Sequence[Link] | None) -> str | None:
        """The next page to ask for, or None at the end. `links` to articles stood on the page before; None: it failed.

        The first step takes None.
        """
        try:
            return self._pages.send(links)
        except StopIteration:
            return None

    def _days(self) -> Generator[str, Sequence[Link] | None, None]:
        failed = empty = 0
        most_failed = UNANSWERED_DAYS
        for day in _days_of(self.window, self.zone):
            if day.isoformat() in self._done:
                failed = empty = 0
                continue
            links, whole = yield from self._pages_of(day)
            failed = 0 if links or whole else failed + 1
            most_failed = most_failed if failed else FAILED_DAYS
            empty = 0 if links else empty + 1
            # an empty day is asked again next time, so that the end of a walk is found again
            if links and whole and self.window.covers_day(day, self.zone):
                self.walked.append((day, links))
            if failed == most_failed or empty == EMPTY_DAYS:
                return

    def _pages_of(self, day: date | None) -> Generator[str, Sequence[Link] | None, tuple[list[Link], bool]]:
        """Asks for the pages of a day, or of an undated index. Gives the links, and whether every page answered."""
        found: list[Link] = []
        for number in range(self._most_pages()):
            self.is_deep = number > 0
            links = yield self._address(number, day)
            if links is None:
                return found, False
            fresh = [link for link in links if link.url not in self._seen]
            self._seen.update(link.url for link in fresh)
            found += fresh
            if not fresh or (day is None and self._is_enough(links, number)):
                break
        return found, True

    def _address(self, number: int, day: date | None) -> str:
        page = self.index.first_page + number * self.index.page_step
        # "+" is a blank only behind the question mark (jakartaglobe, investor and rmol search in the path)
        in_path = "{query" in self.index.url.partition("?")[0]
        query = quote(self.query, safe="") if in_path else quote_plus(self.query)
        return self.index.url.format(page=page, date=day, query=query)

    def _most_pages(self) -> int:
        return MOST_PAGES if self.index.paged and (self.window.since or self.query) else 1

    def _is_enough(self, links: Sequence[Link], number: int) -> bool:
        if all(self.window.is_past(link, self.zone) for link in links):
            return True
        return number + 1 >= MOST_PAGES_WITHOUT_DATES and not any(link.published_at for link in links)


def _days_of(window: Window, zone: tzinfo) -> Iterator[date]:
    last_moment = min(window.until - timedelta(microseconds=1), window.now) if window.until else window.now
    day = last_moment.astimezone(zone).date()
    last = window.since.astimezone(zone).date() if window.since else day
    while day >= last:
        yield day
        day -= DAY
