"""ArticleSpider: fetches one article, all its parts, and hands it on or says why not."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal, Self
from urllib.parse import urlsplit, urlunsplit

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.article import KEPT_HEADERS, Article, RawPage
from crawler.canonical import canonical_url
from crawler.database.visits import Visit
from crawler.discovery import Link
from crawler.extraction.paging import MOST_PARTS, join_pages, whole_article_url
from crawler.portal import Portal
from crawler.portals import GENERIC, portal_of
from crawler.revalidation import header
from crawler.spiders.reasons import ROBOTS, UNREADABLE, reason_of
from crawler.workers import ExtractionFailed, Extractor

_SLASHES = re.compile(r"/{2,}")
ARTICLE_PRIORITY = 10
PART_PRIORITY = 30

Refusal = Literal["failed", "rejected"]


@dataclass
class Reading:
    """An article that is being fetched. `url` is its canonical URL, `link` where it was found."""

    link: Link
    url: str
    portal: Portal
    forced: bool = False
    """Whether these rules hold wherever a redirect leads."""
    parts: list[Article] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)
    visit: Visit | None = None
    """What is stored of it, where it is visited again."""
    whole: bool = False
    """Whether the view of all parts on one page was asked for."""


class ArticleSpider(Spider):
    """What crawling and scraping share. A subclass says what becomes of an article, and of what is none."""

    follows_anywhere = False
    """Whether an article may turn out to be another portal's."""
    extractor: Extractor

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.extractor = Extractor(crawler.settings.getint("KLIPING_WORKERS"))
        crawler.signals.connect(spider.extractor.close, signals.spider_closed)
        return spider

    def accept(self, reading: Reading, article: Article) -> Iterator[Article]:
        """The article, if it is wanted."""
        raise NotImplementedError

    def refuse(self, reading: Reading, refusal: Refusal, reason: str) -> None:
        """Take note that the page could not be fetched ("failed"), or that it is no article ("rejected")."""
        raise NotImplementedError

    def read(self, reading: Reading, *, whole: bool = True) -> Request:
        """The first request for an article: the view of all its parts where the portal has one, else its own page."""
        own = address_of(reading)
        url = whole_article_url(own, reading.portal) if whole else own
        reading.whole = url != own
        return self._request(url, reading, ARTICLE_PRIORITY)

    def _request(self, url: str, reading: Reading, priority: int) -> Request:
        reading.asked.add(url)
        return Request(
            url,
            headers=_conditions(reading) if not reading.parts else None,
            callback=self.parse_article,
            errback=self.article_failed,
            cb_kwargs={"reading": reading},
            priority=priority,
            dont_filter=True,
        )

    async def parse_article(self, response: Response, reading: Reading) -> AsyncIterator[Request | Article]:
        for result in await self._read(response, reading):
            yield result

    async def _read(self, response: Response, reading: Reading) -> Iterator[Request | Article]:
        if moved := self._moved_away(response, reading):
            return self._end(reading, "rejected", moved)
        try:
            article = await self.extractor.article(
                response.body,
                response.url,
                content_type=(response.headers.get("Content-Type") or b"").decode("latin-1") or None,
                fetched_at=datetime.now(UTC).replace(microsecond=0),
                portal=reading.portal,
            )
        except ExtractionFailed:
            return self._end(reading, "failed", UNREADABLE)
        article.requested_url = reading.link.url
        article.etag, article.last_modified = (header(response, name) for name in ("ETag", "Last-Modified"))
        article.pages = (_raw_page(response, article.fetched_at),)
        if article.rejected:
            return self._end(reading, "rejected", article.rejected)
        reading.asked.add(response.url)
        reading.parts.append(article)
        following = article.next_page
        if following and following not in reading.asked and len(reading.parts) < MOST_PARTS:
            return iter((self._request(following, reading, PART_PRIORITY),))
        return self._end(reading)

    def article_failed(self, failure: Failure) -> Iterator[Request | Article]:
        reading: Reading = failure.request.cb_kwargs["reading"]  # type: ignore[attr-defined]
        reason = reason_of(failure.value)
        if reason == ROBOTS and reading.whole and not reading.parts:
            # merdeka forbids every URL with a query (robots.txt 2024)
            yield self.read(reading, whole=False)
        else:
            yield from self._end(reading, "failed", reason)

    def _moved_away(self, response: Response, reading: Reading) -> str | None:
        """Where a redirect led, if that is no article of the portal whose rules hold there."""
        if "redirect_times" not in response.meta:
            return None
        if not reading.forced:
            owner = portal_of(response.url) or GENERIC
            if owner is not reading.portal and not self.follows_anywhere:
                return f"redirected to {response.url}"
            reading.portal = owner
        final = canonical_url(response.url, reading.portal)
        return None if reading.portal.is_article(final) else f"redirected to {response.url}"

    def _end(self, reading: Reading, refusal: Refusal | None = None, reason: str = "") -> Iterator[Request | Article]:
        """Join what was read. A later part that could not be read costs only itself."""
        if not reading.parts:
            self.refuse(reading, refusal or "rejected", reason)
            return
        article = join_pages(reading.parts)
        if reading.whole and not refusal and article.page_count < len(reading.parts):
            # the next part brought nothing new, so the whole view was whole
            article.complete = True
        yield from self.accept(reading, article)


def _raw_page(response: Response, fetched_at: datetime) -> RawPage:
    """The page as it came."""
    headers = {name: (response.headers.get(name) or b"").decode("latin-1") for name in ("Content-Type", *KEPT_HEADERS)}
    return RawPage(
        url=response.url,
        requested_url=_first_asked(response),
        fetched_at=fetched_at,
        body=response.body,
        status=response.status,
        content_type=headers.pop("Content-Type") or None,
        headers=tuple((name, value) for name, value in headers.items() if value),
    )


def _first_asked(response: Response) -> str:
    """The URL that was asked for before any redirect."""
    hops: list[str] = response.meta.get("redirect_urls", [])
    return hops[0] if hops else response.url


def address_of(reading: Reading) -> str:
    """Where to fetch an article: its canonical URL, with the slashes and the `www.` or none that the link has."""
    found, canonical = urlsplit(reading.link.url), urlsplit(reading.url)
    if _SLASHES.sub("/", found.path).rstrip("/") == canonical.path.rstrip("/"):
        # a server may insist on them
        canonical = canonical._replace(path=found.path)
    host, own = found.hostname or "", canonical.hostname or ""
    if host != own and host.removeprefix("www.") == own.removeprefix("www."):
        canonical = canonical._replace(netloc=host)
    return urlunsplit(canonical)


def _conditions(reading: Reading) -> dict[str, str]:
    """The headers of a request that a server answers with 304 if the page is as it was."""
    visit = reading.visit
    given = {"If-None-Match": visit.etag, "If-Modified-Since": visit.last_modified} if visit else {}
    return {name: value for name, value in given.items() if value}


def meta_of(failure: Failure) -> dict[str, Any]:
    """The arguments that the failed request carried for its callback."""
    kwargs: dict[str, Any] = failure.request.cb_kwargs  # type: ignore[attr-defined]
    return kwargs
