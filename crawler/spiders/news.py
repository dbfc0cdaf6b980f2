"""NewsSpider: finds the articles of a set of portals and fetches those that are wanted and not known yet."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.article import Article
from crawler.canonical import canonical_url
from crawler.cli._options import Moment
from crawler.database import Archive, UrlNote
from crawler.discovery import Link
from crawler.discovery.feeds import feed_links
from crawler.discovery.indexes import Walk, index_links, walk_index
from crawler.discovery.sitemaps import DEEPEST, children_to_follow, newest_links, sitemap_links
from crawler.discovery.window import Window
from crawler.errors import DatabaseError
from crawler.portal import Index, Portal
from crawler.portals import portal_of
from crawler.spiders.articles import ArticleSpider, Reading, Refusal, meta_of
from crawler.spiders.reasons import GAVE_UP, GONE, ROBOTS, reason_of
from crawler.spiders.tally import Tally

# not asked for at all, so there is nothing to remember
_COUNTED = {ROBOTS: "robots", GAVE_UP: "left"}
SOURCE_PRIORITY = 20
WALK_PRIORITY = 0


class NewsSpider(ArticleSpider):
    """Crawls `portals`, all in one engine.

    `since` and `until` are aware datetimes or what the command takes ("2d", "2022-03-04"); `limit` is the most
    articles to fetch of each portal. `tally` counts by portal name. The store pipeline sets `archive`.
    """

    portals: Sequence[Portal] = ()
    archive: Archive | None = None

    def __init__(
        self,
        name: str | None = None,
        *,
        portals: Sequence[Portal] | None = None,
        since: str | datetime | None = None,
        until: str | datetime | None = None,
        limit: str | int | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(name, **kwargs)
        self.portals = self.portals if portals is None else portals
        self.window = Window(
            datetime.now(UTC),
            Moment().convert(since, None, None) if since else None,
            Moment(end_of_day=True).convert(until, None, None) if until else None,
        )
        self.limit = None if limit is None else int(limit)
        self.tally = {portal.name: Tally() for portal in self.portals}
        self._seen: set[str] = set()
        self._sitemaps: set[str] = set()

    async def start(self) -> AsyncIterator[Request]:
        for portal in self.portals:
            for url in portal.feeds:
                yield self._source(url, self.parse_feed, portal)
            for url in portal.sitemaps:
                self._sitemaps.add(url)
                yield self._source(url, self.parse_sitemap, portal, depth=0)
            for index in portal.indexes:
                walk = walk_index(index, self.window, portal.zone)
                for request in self._step(walk, None, portal, index, SOURCE_PRIORITY):
                    yield request

    def counts(self) -> dict[str, dict[str, Any]]:
        """The tally of each portal by name, with what the store did, as JSON holds it."""
        for name, tally in self.tally.items():
            for outcome in ("new", "changed", "unchanged"):
                setattr(tally, outcome, self.crawler.stats.get_value(f"store/{name}/{outcome}", 0))
        return {name: tally.to_dict() for name, tally in self.tally.items()}

    def parse_feed(self, response: Response, portal: Portal) -> Iterator[Request]:
        self.tally[portal.name].sources += 1
        yield from self._follow(feed_links(response.body, response.url, portal.zone), portal)

    def parse_sitemap(self, response: Response, portal: Portal, depth: int) -> Iterator[Request]:
        tally = self.tally[portal.name]
        tally.sources += 1
        sitemap = sitemap_links(response.body, response.url, portal.zone)
        links = sitemap.articles if self.window.since else newest_links(sitemap.articles, self.window.reach)
        tally.skipped += len(sitemap.articles) - len(links)
        yield from self._follow(links, portal)
        if depth == DEEPEST or self._is_full(portal):
            return
        for url in children_to_follow(sitemap.children, self.window.reach):
            if url not in self._sitemaps:
                self._sitemaps.add(url)
                yield self._source(url, self.parse_sitemap, portal, WALK_PRIORITY, depth=depth + 1)

    def parse_index(self, response: Response, portal: Portal, index: Index, walk: Walk) -> Iterator[Request]:
        self.tally[portal.name].sources += 1
        found = index_links(response.body, response.url, index, zone=portal.zone, now=self.window.now)
        links = list(self._articles(found, portal))
        yield from self._follow(links, portal)
        yield from self._step(walk, links, portal, index)

    def source_failed(self, failure: Failure) -> Iterator[Request]:
        meta = meta_of(failure)
        portal: Portal = meta["portal"]
        tally, reason = self.tally[portal.name], reason_of(failure.value)
        tally.silent_sources += 1
        tally.reasons[reason] += 1
        self.logger.info("%s: %s of %s", reason, failure.request.url, portal.name)  # type: ignore[attr-defined]
        if "walk" in meta:
            yield from self._step(meta["walk"], None, portal, meta["index"])

    def accept(self, reading: Reading, article: Article) -> Iterator[Article]:
        tally = self.tally[reading.portal.name]
        if self.window.holds(article.published_at):
            tally.fetched += 1
            yield article
        else:
            tally.outside += 1
            self._note(reading, "outside", None, article.published_at)

    def refuse(self, reading: Reading, refusal: Refusal, reason: str) -> None:
        tally = self.tally[reading.portal.name]
        counted = _COUNTED.get(reason, refusal)
        setattr(tally, counted, getattr(tally, counted) + 1)
        tally.reasons[reason.partition(" http")[0]] += 1
        self.logger.info("%s (%s): %s", refusal, reason, reading.url)
        if reason not in _COUNTED:
            self._note(reading, "rejected" if reason in GONE else refusal, reason)

    def _follow(self, links: Iterable[Link], portal: Portal) -> Iterator[Request]:
        """Requests for the links that are articles of this portal, may be in range, and are neither seen nor known."""
        tally = self.tally[portal.name]
        fresh: dict[str, Link] = {}
        for link in links:
            url = canonical_url(link.url, portal)
            if url in self._seen or not self._is_article(url, portal):
                continue
            self._seen.add(url)
            if self.window.may_hold(link):
                fresh[url] = link
            else:
                tally.skipped += 1
        tally.found += len(fresh)
        known = self._known(fresh)
        waiting = self._waiting(known)
        tally.known += len(known) - len(waiting)
        tally.waiting += len(waiting)
        for url, link in fresh.items():
            if url not in known and not self._is_full(portal):
                tally.asked += 1
                yield self.read(Reading(link, url, portal))

    def _articles(self, links: Iterable[Link], portal: Portal) -> Iterator[Link]:
        for link in links:
            if self._is_article(url := canonical_url(link.url, portal), portal):
                yield replace(link, url=url)

    def _is_article(self, url: str, portal: Portal) -> bool:
        return portal_of(url) is portal and portal.is_article(url)

    def _is_full(self, portal: Portal) -> bool:
        return self.limit is not None and self.tally[portal.name].asked >= self.limit

    def _step(
        self, walk: Walk, links: Sequence[Link] | None, portal: Portal, index: Index, priority: int = WALK_PRIORITY
    ) -> Iterator[Request]:
        """The next page of a walk through an index, if there is one; `links` stood on the page before."""
        if self._is_full(portal):
            return
        try:
            url = walk.send(links)
        except StopIteration:
            return
        yield self._source(url, self.parse_index, portal, priority, index=index, walk=walk)

    def _source(
        self, url: str, callback: Any, portal: Portal, priority: int = SOURCE_PRIORITY, **kwargs: Any
    ) -> Request:
        self.tally[portal.name].sources_asked += 1
        return Request(
            url,
            callback,
            errback=self.source_failed,
            cb_kwargs={"portal": portal, **kwargs},
            priority=priority,
            dont_filter=True,
        )

    def _known(self, urls: Collection[str]) -> set[str]:
        return self._ask(lambda archive: archive.known(urls, since=self.window.since, until=self.window.until))

    def _waiting(self, urls: Collection[str]) -> set[str]:
        return self._ask(lambda archive: archive.waiting(urls))

    def _ask(self, question: Callable[[Archive], set[str]]) -> set[str]:
        """What the archive answers; nothing where there is none, or where it cannot be read now."""
        try:
            return question(self.archive) if self.archive else set()
        except DatabaseError as error:
            self.logger.error("%s", error)
            return set()

    def _note(self, reading: Reading, status: Any, reason: str | None, published: datetime | None = None) -> None:
        if self.archive is None:
            return
        note = UrlNote(
            url=reading.url,
            portal=reading.portal.name,
            status=status,
            reason=reason,
            way=reading.link.way,
            found_in=reading.link.found_in,
            published_at=published,
        )
        try:
            self.archive.note_urls([note])
        except DatabaseError as error:
            self.logger.error("%s", error)
