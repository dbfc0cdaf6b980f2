"""How pages are fetched politely: one slot a portal, robots.txt, back-off, and bodies that did not arrive whole."""

from __future__ import annotations

import asyncio
import re
import zlib
from collections import Counter
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from scrapy.core.downloader import Downloader
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest, ResponseDataLossError
from scrapy.http import Request, Response
from scrapy.pqueues import DownloaderAwarePriorityQueue, DownloaderInterface
from scrapy.robotstxt import ProtegoRobotParser, RobotParser
from scrapy.utils.misc import load_object

from crawler.portals import portal_of

IN_HAND = 2
RETRIES_AFTER_EXCEPTION = 2
LONGEST_RETRY_AFTER = 30.0
_MISSING = (404, 410)
_NAMES_SCRAPY = re.compile(rb"(?im)^\s*user-agent\s*:\s*scrapy\b")


class RobotsRefused(IgnoreRequest):
    """robots.txt does not let us fetch this."""


class HostUnavailable(IgnoreRequest):
    """robots.txt could not be read, so nothing of the host is fetched in this run. `cause` says why it could not."""

    def __init__(self, cause: Exception) -> None:
        super().__init__(f"robots.txt could not be read: {cause}")
        self.cause = cause


class GaveUp(IgnoreRequest):
    """Too much in a row of this portal could not be had, so it is left alone for the rest of the run."""


class ServerError(Exception):
    """An answer of 429 or 5xx to robots.txt. `status` is the code."""

    def __init__(self, status: int) -> None:
        super().__init__(f"HTTP {status}")
        self.status = status


def slot_of(url: str) -> str:
    """What shares one delay: the domain of the URL's portal, or the host of a site without rules."""
    host = urlsplit(url).hostname or ""
    portal = portal_of(url)
    domains = portal.domains if portal else ()
    return next((d for d in domains if host == d or host.endswith(f".{d}")), host)


class PortalDownloader(Downloader):
    """Keeps the delay for each portal over all its hosts; robots.txt, retries and redirects included."""

    def get_slot_key(self, request: Request) -> str:
        return slot_of(request.url)


class _InHand(DownloaderInterface):
    """Counts what a slot has in hand, with what waits for robots.txt or for its next try."""

    def stats(self, possible_slots: Iterable[str]) -> list[tuple[int, str]]:
        busy = Counter(self.get_slot_key(request) for request in self.downloader.active)
        return [(busy[slot], slot) for slot in possible_slots]


class PortalQueue(DownloaderAwarePriorityQueue):
    """Gives the downloader at most two requests a portal: one that runs and one that waits for its turn.

    So a slow portal takes no place from the others, priorities count to the last, and a stop takes seconds.
    """

    def __init__(self, crawler: Crawler, *args: Any, **kwargs: Any) -> None:
        super().__init__(crawler, *args, **kwargs)
        self._downloader_interface = _InHand(crawler)

    def pop(self) -> Request | None:
        in_hand = self._downloader_interface.stats(self.pqueues)
        return super().pop() if any(count < IN_HAND for count, _ in in_hand) else None


class RobotsRules(ProtegoRobotParser):
    """Refuses what robots.txt refuses our agent, and what it refuses Scrapy where it names Scrapy (republika, 2026)."""

    def __init__(self, robotstxt_body: bytes, spider: Any) -> None:
        super().__init__(robotstxt_body, spider)
        self._names_scrapy = bool(_NAMES_SCRAPY.search(robotstxt_body))

    def allowed(self, url: str | bytes, user_agent: str | bytes) -> bool:
        agents = (user_agent, "Scrapy") if self._names_scrapy else (user_agent,)
        return all(super(RobotsRules, self).allowed(url, agent) for agent in agents)


class RobotsMiddleware(RobotsTxtMiddleware):
    """Scrapy's robots.txt, as RFC 9309 has it: 4xx allows all; 429, 5xx and a host that is not there allow nothing."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._unavailable: dict[str, Exception] = {}
        self._answers: dict[str, bytes] = {}

    async def process_request(self, request: Request) -> Response | None:  # type: ignore[override]
        if request.meta.get("dont_obey_robotstxt") or urlsplit(request.url).path != "/robots.txt":
            await super().process_request(request)
            return None
        # who reads robots.txt for its sitemaps is given the one answer that there is of each host
        await self.robot_parser(request)
        netloc = urlsplit(request.url).netloc
        if cause := self._unavailable.get(netloc):
            raise HostUnavailable(cause)
        return Response(request.url, body=self._answers.get(netloc, b""))

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status >= 500 or response.status == 429:
            raise ServerError(response.status)
        if response.status >= 400:
            response = response.replace(body=b"")
        self._answers[netloc] = response.body
        await super()._parse_robots(response, netloc, request)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        if not isinstance(exc, IgnoreRequest):
            self._unavailable[netloc] = exc
        super()._robots_error(exc, netloc)

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        if cause := self._unavailable.get(urlsplit(request.url).netloc):
            raise HostUnavailable(cause)
        try:
            super().process_request_2(rp, request)
        except IgnoreRequest as error:
            raise RobotsRefused(str(error)) from error


class BackoffMiddleware:
    """Retries what Scrapy would, each time after twice the wait of the time before, or after Retry-After."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self._codes = {int(code) for code in crawler.settings.getlist("RETRY_HTTP_CODES")}
        self._exceptions = tuple(map(load_object, crawler.settings.getlist("RETRY_EXCEPTIONS")))
        self._first_wait = crawler.settings.getfloat("KLIPING_RETRY_SECONDS")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> BackoffMiddleware:
        return cls(crawler)

    async def process_response(self, request: Request, response: Response) -> Request | Response:
        if response.status not in self._codes:
            return response
        asked = (response.headers.get("Retry-After") or b"").decode("latin-1")
        at_least = min(float(asked), LONGEST_RETRY_AFTER) if asked.isdigit() else 0.0
        return await self._retry(request, f"HTTP {response.status}", at_least=at_least) or response

    async def process_exception(self, request: Request, exception: Exception) -> Request | None:
        if not isinstance(exception, self._exceptions):
            return None
        return await self._retry(request, exception, most=RETRIES_AFTER_EXCEPTION)

    async def _retry(
        self, request: Request, reason: str | Exception, *, most: int | None = None, at_least: float = 0.0
    ) -> Request | None:
        assert self.crawler.spider is not None
        retry = get_retry_request(request, spider=self.crawler.spider, reason=reason, max_retry_times=most)
        if retry:
            await asyncio.sleep(max(self._first_wait * 2 ** (retry.meta["retry_times"] - 1), at_least))
        return retry


class GivingUpMiddleware:
    """Leaves a portal alone after so many failures in a row: that is a bot wall or a site that is down.

    The setting KLIPING_GIVE_UP_AFTER is the number; 0 is never. Only what is left after retries counts, and a page
    that is missing (404, 410) says nothing of the site.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._lost: Counter[str] = Counter()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> GivingUpMiddleware:
        return cls(crawler.settings.getint("KLIPING_GIVE_UP_AFTER"))

    def process_request(self, request: Request) -> None:
        if 0 < self._most <= self._lost[slot_of(request.url)]:
            raise GaveUp(f"{self._most} failures in a row")

    def process_response(self, request: Request, response: Response) -> Response:
        if response.status not in _MISSING:
            slot = slot_of(request.url)
            self._lost[slot] = self._lost[slot] + 1 if response.status >= 400 else 0
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        if not isinstance(exception, IgnoreRequest):
            self._lost[slot_of(request.url)] += 1


class TruncatedMiddleware:
    """Refuses a gzip body that ends too early; Scrapy would take the half of the page for the whole."""

    def __init__(self, largest: int) -> None:
        self._largest = largest

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> TruncatedMiddleware:
        return cls(crawler.settings.getint("DOWNLOAD_MAXSIZE"))

    def process_response(self, request: Request, response: Response) -> Response:
        if b"gzip" in (response.headers.get("Content-Encoding") or b"").lower() and response.body:
            unpack = zlib.decompressobj(wbits=31)
            try:
                unpack.decompress(response.body, self._largest)
            except zlib.error as error:
                raise ResponseDataLossError(str(error)) from error
            if not unpack.eof and not unpack.unconsumed_tail:
                raise ResponseDataLossError("the gzip body ends too early")
        return response
