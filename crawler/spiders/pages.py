"""PageSpider: reads the articles at given URLs, without discovery."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from typing import Any

from scrapy import Request
from scrapy.http import Response

from crawler.article import Article
from crawler.canonical import canonical_url
from crawler.discovery import Link
from crawler.portal import Portal
from crawler.portals import GENERIC, portal_of
from crawler.spiders.articles import ArticleSpider, Reading, Refusal


class PageSpider(ArticleSpider):
    """Reads `urls` by the rules of `portal`, or of each URL's own; `on_refusal(url, refusal, reason)` hears why not.

    `on_page(response, portal)` is shown each page that answered, before it is read.
    """

    follows_anywhere = True

    def __init__(
        self,
        name: str = "pages",
        *,
        urls: Sequence[str],
        portal: Portal | None = None,
        on_refusal: Callable[[str, Refusal, str], None],
        on_page: Callable[[Response, Portal], None] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(name, **kwargs)
        self.urls, self.portal, self.on_refusal, self.on_page = urls, portal, on_refusal, on_page

    async def start(self) -> AsyncIterator[Request]:
        for url in self.urls:
            portal = self.portal or portal_of(url) or GENERIC
            link = Link(url, "given", "")
            yield self.read(Reading(link, canonical_url(url, portal), portal, forced=self.portal is not None))

    async def parse_article(self, response: Response, reading: Reading) -> AsyncIterator[Request | Article]:
        if self.on_page:
            self.on_page(response, reading.portal)
        async for result in super().parse_article(response, reading):
            yield result

    def accept(self, reading: Reading, article: Article) -> Iterator[Article]:
        yield article

    def refuse(self, reading: Reading, refusal: Refusal, reason: str) -> None:
        self.on_refusal(reading.link.url, refusal, reason)
