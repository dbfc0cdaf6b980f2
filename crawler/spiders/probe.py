"""ProbeSpider: looks at one page of a site, and asks where its feeds and sitemaps may be."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from typing import Any
from urllib.parse import urljoin

from scrapy import Request, Spider
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.discovery import Link
from crawler.discovery.feeds import feed_links
from crawler.discovery.robots import robots_sitemaps
from crawler.discovery.sitemaps import sitemap_links
from crawler.drafting.candidates import alternate_feeds
from crawler.spiders.reasons import reason_of

WELL_KNOWN = ("/sitemap_news.xml", "/news-sitemap.xml", "/sitemap.xml", "/feed/", "/rss", "/rss.xml")


class ProbeSpider(Spider):
    """`page` is the answer at `url`, or None with `problem` saying why; `feeds` and `sitemaps` those that answered."""

    def __init__(self, name: str = "probe", *, url: str, **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        self.url = url
        self.page: Response | None = None
        self.problem: str | None = None
        self.feeds: dict[str, Sequence[Link]] = {}
        self.sitemaps: dict[str, Sequence[Link]] = {}
        self._asked: set[str] = set()

    async def start(self) -> AsyncIterator[Request]:
        yield Request(self.url, self.parse_page, errback=self.page_failed)

    def parse_page(self, response: Response) -> Iterator[Request]:
        self.page = response
        for address in alternate_feeds(response.body, response.url):
            yield from self._ask(address)
        yield Request(urljoin(response.url, "/robots.txt"), self.parse_robots, errback=self.source_failed)
        for path in WELL_KNOWN:
            yield from self._ask(urljoin(response.url, path))

    def page_failed(self, failure: Failure) -> None:
        self.problem = reason_of(failure.value)

    def parse_robots(self, response: Response) -> Iterator[Request]:
        for address in robots_sitemaps(response.body, response.url):
            yield from self._ask(address)

    def parse_source(self, response: Response) -> None:
        address = response.meta["asked"]
        if links := feed_links(response.body, response.url):
            self.feeds[address] = links
            return
        sitemap = sitemap_links(response.body, response.url)
        if sitemap.articles or sitemap.children:
            self.sitemaps[address] = sitemap.articles

    def source_failed(self, failure: Failure) -> None:
        self.logger.info("%s: %s", reason_of(failure.value), failure.request.url)  # type: ignore[attr-defined]

    def _ask(self, address: str) -> Iterator[Request]:
        if address not in self._asked:
            self._asked.add(address)
            yield Request(address, self.parse_source, errback=self.source_failed, meta={"asked": address})
