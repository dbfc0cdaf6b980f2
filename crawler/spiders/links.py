"""LinkSpider: finds the links to articles and hands them on; fetches no article."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from scrapy import Request

from crawler.discovery import Link
from crawler.portal import Portal
from crawler.spiders.sources import SourceSpider


class LinkSpider(SourceSpider):
    """`on_link(portal, link)` hears of every link that may be in range."""

    def __init__(self, name: str = "links", *, on_link: Callable[[Portal, Link], None], **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        self.on_link = on_link

    def follow(self, links: Sequence[Link], portal: Portal) -> Iterator[Request]:
        for link in links:
            self.on_link(portal, link)
        return iter(())
