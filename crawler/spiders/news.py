"""NewsSpider: finds the articles of a set of portals and fetches those that are wanted and not known yet."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

from scrapy import Request

from crawler.article import Article
from crawler.database import Archive, UrlNote
from crawler.database.visits import articles_due, urls_due
from crawler.discovery import Link
from crawler.errors import DatabaseError
from crawler.polling import next_visit
from crawler.portal import Portal
from crawler.spiders.articles import ArticleSpider, Reading, Refusal
from crawler.spiders.reasons import GAVE_UP, GONE, NOT_MODIFIED, ROBOTS
from crawler.spiders.sources import SourceSpider
from crawler.spiders.tally import Setback

MOST_UNDER_WAY = 200
"""How many articles of a portal are asked for at once; the others wait as links, which weigh a tenth of a request."""
_Due = TypeVar("_Due")
_VISITED = {NOT_MODIFIED: "unmodified", **dict.fromkeys(GONE, "gone")}
_COUNTED: dict[str, Setback] = {ROBOTS: "robots", GAVE_UP: "left"}


class NewsSpider(SourceSpider, ArticleSpider):
    """Crawls `portals`. `limit` is the most articles to fetch of each portal, visits aside; the rest is
    SourceSpider's.

    URLs that were found by an earlier run and never fetched, or that failed, are taken up when they are due. With a
    `ladder` of ages articles are visited again at each, and new ones are noted for it.

    The store pipeline takes the `notes` of what became of URLs.
    """

    def __init__(
        self,
        name: str | None = None,
        *,
        limit: str | int | None = None,
        ladder: Sequence[timedelta] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(name, **kwargs)
        self.ladder = ladder
        self.limit = None if limit is None else int(limit)
        self.notes: list[UrlNote] = []
        self._waiting: defaultdict[str, deque[Link]] = defaultdict(deque)

    def counts(self) -> dict[str, dict[str, Any]]:
        """The tally of each portal by name, with what the store did, as JSON holds it."""
        for name, tally in self.tally.items():
            for outcome in ("new", "changed", "unchanged"):
                setattr(tally, outcome, self.crawler.stats.get_value(f"store/{name}/{outcome}", 0))
        return {name: tally.to_dict() for name, tally in self.tally.items()}

    def follow(self, links: Sequence[Link], portal: Portal) -> Iterator[Request]:
        """Requests for the articles that are not known yet."""
        tally, urls = self.tally[portal.name], [link.url for link in links]
        known = self.ask(lambda archive: archive.known(urls, since=self.window.since, until=self.window.until))
        waiting = self.ask(lambda archive: archive.waiting(known))
        refused = self.ask(lambda archive: archive.refused(known))
        tally.known += len(known) - len(waiting) - len(refused)
        tally.refused += len(refused)
        tally.waiting += len(waiting)
        self._waiting[portal.name].extend(link for link in links if link.url not in known)
        yield from self._next(portal)

    def _begin(self, portal: Portal) -> Iterator[Request]:
        yield from super()._begin(portal)
        if self.query:
            return
        yield from self._offer(self._articles(self._due(urls_due, portal), portal), portal)
        if self.ladder:
            for visit in self._due(articles_due, portal):
                tally = self.tally[portal.name]
                tally.visits, tally.asked = tally.visits + 1, tally.asked + 1
                self._seen[portal.name].add(visit.url)
                yield self.read(Reading(Link(visit.url, "given", ""), visit.url, portal, visit=visit))

    def _due(self, due: Callable[[Archive, str], list[_Due]], portal: Portal) -> list[_Due]:
        """What is due of a portal; nothing where the archive cannot be read now."""
        try:
            return due(self.archive, portal.name) if self.archive else []
        except DatabaseError as error:
            self.logger.error("%s", error)
            return []

    def is_full(self, portal: Portal) -> bool:
        wanted = self._taken(portal) + len(self._waiting[portal.name])
        return super().is_full(portal) or (self.limit is not None and wanted >= self.limit)

    def _taken(self, portal: Portal) -> int:
        """How many articles of a portal count towards the limit: those that are stored already do not."""
        return self.tally[portal.name].asked - self.tally[portal.name].visits

    def _next(self, portal: Portal) -> list[Request]:
        """Requests for the links that wait, oldest first, as far as there is room for them."""
        tally, waiting = self.tally[portal.name], self._waiting[portal.name]
        # all at once: others take from the same links while Scrapy comes back for one after the other
        requests: list[Request] = []
        while waiting and tally.under_way < MOST_UNDER_WAY and self._taken(portal) != self.limit:
            link = waiting.popleft()
            tally.asked += 1
            self.notes.append(_found(link, portal))
            requests.append(self.read(Reading(replace(link, url=link.as_found), link.url, portal)))
        self.settle_polls(portal)
        return requests

    def settle_polls(self, portal: Portal) -> None:
        if not self._waiting[portal.name]:
            super().settle_polls(portal)

    def _end(self, reading: Reading, refusal: Refusal | None = None, reason: str = "") -> Iterator[Request | Article]:
        yield from super()._end(reading, refusal, reason)
        yield from self._next(reading.portal)

    def accept(self, reading: Reading, article: Article) -> Iterator[Article]:
        tally = self.tally[reading.portal.name]
        article.next_visit = next_visit(article.published_at, self.window.now, self.ladder)
        if reading.visit:
            # whatever it calls its own address now, it is the stored article
            article.url = reading.visit.url
        if reading.visit or self.window.holds(article.published_at):
            tally.fetched += 1
            yield article
        else:
            tally.outside += 1
            self._note(reading, "outside", None, article.published_at)

    def refuse(self, reading: Reading, refusal: Refusal, reason: str) -> None:
        tally = self.tally[reading.portal.name]
        status = _VISITED.get(reason) if reading.visit else None
        if status:
            setattr(tally, status, getattr(tally, status) + 1)
        else:
            tally.note(_COUNTED.get(reason, refusal), reason, reading.url)
        if reading.visit:
            following = next_visit(reading.visit.published, self.window.now, self.ladder)
            self._note(reading, status or "unvisited", reason, next_visit=following)
            return
        self.logger.info("%s (%s): %s", refusal, reason, reading.url)
        # what was given up was not asked for, so there is nothing to remember
        if reason != GAVE_UP:
            self._note(reading, "rejected" if reason in (*GONE, ROBOTS) else refusal, reason)

    def _note(
        self,
        reading: Reading,
        status: Any,
        reason: str | None,
        published: datetime | None = None,
        next_visit: datetime | None = None,
    ) -> None:
        self.notes.append(
            UrlNote(
                url=reading.url,
                portal=reading.portal.name,
                status=status,
                reason=reason,
                way=reading.link.way,
                found_in=reading.link.found_in,
                published_at=published,
                next_visit=next_visit,
            )
        )


def _found(link: Link, portal: Portal) -> UrlNote:
    return UrlNote(
        url=link.url,
        portal=portal.name,
        status="found",
        way=link.way,
        found_in=link.found_in,
        published_at=link.published_at,
    )
