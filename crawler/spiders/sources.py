"""SourceSpider: asks the sources of a set of portals, best first, for links to articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, TypeVar

from scrapy import Request, Spider
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.bounds import LARGEST_SITEMAP
from crawler.canonical import canonical_url
from crawler.cli._options import Moment
from crawler.database import Archive
from crawler.database.visits import Poll, resting_sources
from crawler.database.walks import done_days
from crawler.discovery import Link
from crawler.discovery.feeds import feed_links
from crawler.discovery.indexes import index_links
from crawler.discovery.robots import robots_sitemaps
from crawler.discovery.sitemaps import DEEPEST, children_to_follow, newest_links, sitemap_links
from crawler.discovery.sources import ORDER, robots_url, sources_of
from crawler.discovery.walks import IndexWalk, WalkedDay
from crawler.discovery.window import Window
from crawler.errors import DatabaseError
from crawler.polling import Pace
from crawler.portal import Portal
from crawler.portals import portal_of
from crawler.revalidation import REVALIDATE
from crawler.spiders.articles import meta_of
from crawler.spiders.reasons import GONE, TOO_MANY, reason_of
from crawler.spiders.tally import Tally

SOURCE_PRIORITY = 20
WALK_PRIORITY = 0
MOST_LINKS_SEEN = 100_000
"""How many links of one portal a run looks at. What is done is left out by the next run, so that it comes further."""
MOST_SITEMAPS = 5_000
"""How many sitemaps of one portal a run asks for."""
_Answer = TypeVar("_Answer")


class SourceSpider(Spider):
    """Finds the articles of `portals`, all in one engine; a subclass says what becomes of the links.

    `since` and `until` are aware datetimes or what the command takes ("2d", "2022-03-04"). With a `query` only search
    pages are asked. Days that are done are left out unless `again`. With a `pace`, and neither an end nor words asked
    for, sources that bring little are left alone for a while. `tally` counts by portal name. The store pipeline sets
    `archive`, takes `polls`, and settles `walked_days`.
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
        query: str = "",
        again: bool = False,
        pace: Pace | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(name, **kwargs)
        self.portals = self.portals if portals is None else portals
        self.window = Window(
            datetime.now(UTC),
            Moment().convert(since, None, None) if since else None,
            Moment(end_of_day=True).convert(until, None, None) if until else None,
        )
        self.query, self.again, self.pace = query, again, pace
        self.tally = {portal.name: Tally() for portal in self.portals}
        self.walked_days: list[WalkedDay] = []
        self.polls: list[Poll] = []
        self._unsettled: defaultdict[str, list[Poll]] = defaultdict(list)
        self._resting: defaultdict[str, set[str]] = defaultdict(set)
        self._seen: defaultdict[str, set[str]] = defaultdict(set)
        self._sitemaps: defaultdict[str, set[str]] = defaultdict(set)

    def follow(self, links: Sequence[Link], portal: Portal) -> Iterator[Request]:
        """What to ask for links that may be in range. Their URLs are canonical, and none comes twice."""
        raise NotImplementedError

    def is_full(self, portal: Portal) -> bool:
        """Whether no more links of a portal are wanted."""
        return len(self._seen[portal.name]) >= MOST_LINKS_SEEN

    async def start(self) -> AsyncIterator[Request]:
        for portal in self.portals:
            for request in self._begin(portal):
                yield request

    def parse_feed(self, response: Response, portal: Portal) -> Iterator[Request]:
        links = list(self._articles(feed_links(response.body, response.url, portal.zone), portal))
        self._answered(response, portal, has_links=bool(links))
        yield from self._polled(response, self._offer(links, portal), portal)

    def parse_robots(self, response: Response, portal: Portal) -> Iterator[Request]:
        self.tally[portal.name].sources += 1
        for url in robots_sitemaps(response.body, response.url):
            if portal_of(url) is portal:
                yield from self._ask_sitemap(url, portal)

    def parse_sitemap(
        self, response: Response, portal: Portal, depth: int, sitemap: str, lastmod: str
    ) -> Iterator[Request]:
        tally = self.tally[portal.name]
        held = sitemap_links(response.body, response.url, portal.zone)
        self._answered(response, portal, has_links=bool(held.articles or held.children))
        if held.cut:
            self._leave(portal, f"{response.url} is read to {len(held.articles)} links")
        links = held.articles if self.window.since else newest_links(held.articles, self.window.reach)
        tally.skipped += len(held.articles) - len(links)
        articles = list(self._articles(links, portal))
        offered = self._offer(articles, portal)
        yield from self._polled(response, offered, portal) if depth == 0 else offered
        whole = lastmod and articles and not held.cut
        if whole and all(self.window.covers_link(link, portal.zone) for link in articles):
            self._walked(portal, sitemap, lastmod, articles)
        if depth == DEEPEST or self.is_full(portal):
            return
        for child, changed in children_to_follow(held.children, self.window):
            yield from self._ask_sitemap(child, portal, WALK_PRIORITY, depth=depth + 1, changed=changed)

    def parse_index(self, response: Response, portal: Portal, walk: IndexWalk) -> Iterator[Request]:
        found = index_links(response.body, response.url, walk.index, zone=portal.zone, now=self.window.now)
        links = list(self._articles(found, portal))
        # an index has an end, and days without an article
        self._answered(response, portal, has_links=bool(links) or walk.is_deep or walk.index.dated)
        offered = self._offer(links, portal)
        yield from self._polled(response, offered, portal) if not walk.is_deep else offered
        yield from self._step(walk, links, portal)

    def source_failed(self, failure: Failure) -> Iterator[Request]:
        meta = meta_of(failure)
        portal: Portal = meta["portal"]
        walk: IndexWalk | None = meta.get("walk")
        tally, reason = self.tally[portal.name], reason_of(failure.value)
        # many an index answers 404 behind its last page
        is_end = walk is not None and walk.is_deep and reason in GONE
        if is_end:
            tally.sources += 1
        else:
            url: str = failure.request.url  # type: ignore[attr-defined]
            tally.note("silent_sources", reason, url)
            self.logger.info("%s: %s of %s", reason, url, portal.name)
        if walk:
            yield from self._step(walk, [] if is_end else None, portal)

    def _answered(self, response: Response, portal: Portal, *, has_links: bool) -> None:
        tally = self.tally[portal.name]
        tally.sources += 1
        if not has_links:
            tally.note("empty_sources", "no links", response.url)

    def ask(self, question: Callable[[Archive], set[_Answer]]) -> set[_Answer]:
        """What the archive answers; nothing where there is none, or where it cannot be read now."""
        try:
            return question(self.archive) if self.archive else set()
        except DatabaseError as error:
            self.logger.error("%s", error)
            return set()

    @property
    def _is_poll(self) -> bool:
        """Whether the sources are asked for what is new, and not for a range in the past or for words."""
        return not (self.window.until or self.query)

    def _polled(self, response: Response, offered: Iterator[Request], portal: Portal) -> Iterator[Request]:
        """Hands on all that a source offers, and then remembers how much of it was new."""
        tally = self.tally[portal.name]
        before = tally.unknown
        yield from offered
        if self.archive and self._is_poll:
            fresh, pace = tally.unknown - before, self.pace or Pace()
            poll = Poll(response.meta["source"], portal.name, datetime.now(UTC), self.window.reach, fresh, pace)
            self._unsettled[portal.name].append(poll)
            self.settle_polls(portal)

    def settle_polls(self, portal: Portal) -> None:
        """Let the polls of a portal be noted. A subclass waits until each link that they brought is."""
        self.polls += self._unsettled.pop(portal.name, [])

    def _rests(self, url: str, portal: Portal) -> bool:
        """Whether a source is to be left alone in this run, which is counted."""
        rests = url in self._resting[portal.name]
        self.tally[portal.name].resting += rests
        return rests

    def _begin(self, portal: Portal) -> Iterator[Request]:
        if self.pace and self._is_poll:
            reach = self.window.reach
            self._resting[portal.name] = self.ask(lambda archive: resting_sources(archive, portal.name, reach))
        for source in sources_of(portal, self.query):
            priority = SOURCE_PRIORITY - ORDER.index(source.way)
            if source.index:
                # with a start it is also walked back, which is no matter of news
                if not self.window.since and self._rests(source.url, portal):
                    continue
                done = self._done(portal, source.url)
                walk = IndexWalk(source.index, self.window, portal.zone, query=self.query, done=done)
                yield from self._step(walk, None, portal, priority)
            elif source.way == "feed":
                if not self._rests(source.url, portal):
                    yield self._source(source.url, self.parse_feed, portal, priority)
            else:
                yield from self._ask_sitemap(source.url, portal, priority)
        if not self.query and (url := robots_url(portal)):
            yield self._source(url, self.parse_robots, portal, revalidate=False)

    def _ask_sitemap(
        self,
        url: str,
        portal: Portal,
        priority: int = SOURCE_PRIORITY,
        depth: int = 0,
        changed: datetime | None = None,
    ) -> Iterator[Request]:
        """A request for a sitemap, unless it rests, was asked for in this run or was done when it last `changed`."""
        lastmod = changed.isoformat() if changed else ""
        asked = self._sitemaps[portal.name]
        if len(asked) == MOST_SITEMAPS:
            self._leave(portal, f"no more than {MOST_SITEMAPS} sitemaps are asked for in a run")
            return
        if url in asked or (lastmod and lastmod in self._done(portal, url)):
            return
        if depth == 0 and self._rests(url, portal):
            return
        asked.add(url)
        request = self._source(url, self.parse_sitemap, portal, priority, depth=depth, sitemap=url, lastmod=lastmod)
        request.meta["download_maxsize"] = LARGEST_SITEMAP
        yield request

    def _done(self, portal: Portal, source: str) -> set[str]:
        return set() if self.again else self.ask(lambda archive: done_days(archive, portal.name, source))

    def _offer(self, links: Iterable[Link], portal: Portal) -> Iterator[Request]:
        """Hands on the links that may be in range and were not seen before."""
        tally, seen = self.tally[portal.name], self._seen[portal.name]
        fresh: list[Link] = []
        for link in links:
            if link.url in seen:
                continue
            if len(seen) >= MOST_LINKS_SEEN:
                break
            seen.add(link.url)
            if self.window.may_hold(link, portal.zone):
                fresh.append(link)
            else:
                tally.skipped += 1
        tally.found += len(fresh)
        if len(seen) >= MOST_LINKS_SEEN:
            self._leave(portal, f"no more than {MOST_LINKS_SEEN} links are looked at in a run")
        yield from self.follow(fresh, portal)

    def _leave(self, portal: Portal, why: str) -> None:
        """Take note of links that are left for another run; the first time is said."""
        tally = self.tally[portal.name]
        if TOO_MANY not in tally.reasons:
            self.logger.warning("%s: %s", portal.name, why)
        tally.meet("skipped", TOO_MANY)

    def _articles(self, links: Iterable[Link], portal: Portal) -> Iterator[Link]:
        """The links that are articles of this portal, with their canonical URLs."""
        for link in links:
            url = canonical_url(link.url, portal)
            if portal_of(url) is portal and portal.is_article(url):
                yield replace(link, url=url, as_found=link.url)

    def _step(
        self, walk: IndexWalk, links: Sequence[Link] | None, portal: Portal, priority: int = WALK_PRIORITY
    ) -> Iterator[Request]:
        """The next page of a walk through an index, if there is one; `links` stood on the page before."""
        if self.is_full(portal):
            return
        url = walk.step(links)
        for day, found in walk.walked:
            self._walked(portal, walk.index.url, day.isoformat(), found)
        walk.walked.clear()
        if url:
            # a day of the past is asked once and then done
            revalidate = not walk.is_deep and not (walk.index.dated and self.window.since)
            yield self._source(
                url, self.parse_index, portal, priority, revalidate=revalidate, name=walk.index.url, walk=walk
            )

    def _walked(self, portal: Portal, source: str, day: str, links: Iterable[Link]) -> None:
        urls = {link.url for link in links if self.window.may_hold(link, portal.zone)}
        self.walked_days.append(WalkedDay(portal.name, source, day, urls))

    def _source(
        self,
        url: str,
        callback: Any,
        portal: Portal,
        priority: int = SOURCE_PRIORITY,
        *,
        revalidate: bool = True,
        name: str = "",
        **kwargs: Any,
    ) -> Request:
        self.tally[portal.name].sources_asked += 1
        return Request(
            url,
            callback,
            errback=self.source_failed,
            cb_kwargs={"portal": portal, **kwargs},
            meta={"source": name or url, **({REVALIDATE: True} if revalidate else {})},
            priority=priority,
            dont_filter=True,
        )
