"""How pages are fetched politely: one slot and pace a portal, and robots.txt."""

from __future__ import annotations

import logging
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from scrapy.core.downloader import Downloader, Slot
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import DownloadCancelledError, IgnoreRequest
from scrapy.http import Request, Response
from scrapy.pqueues import DownloaderAwarePriorityQueue, DownloaderInterface
from scrapy.robotstxt import ProtegoRobotParser, RobotParser
from twisted.internet.defer import Deferred

from crawler.bounds import LARGEST_ROBOTS, MOST_ROBOTS, MOST_RULES
from crawler.sites import site_of
from crawler.targets import ForbiddenTarget, is_loopback

logger = logging.getLogger(__name__)

IN_HAND = 2
LONGEST_CRAWL_DELAY = 30.0
_NAMES_SCRAPY = re.compile(rb"(?im)^[ \t]*user-agent[ \t]*:[ \t]*scrapy\b")


class RobotsRefused(IgnoreRequest):
    """robots.txt does not let us fetch this."""


class HostUnavailable(IgnoreRequest):
    """robots.txt could not be read, so nothing of the host is fetched in this run. `cause` says why it could not."""

    def __init__(self, cause: Exception) -> None:
        super().__init__(f"robots.txt could not be read: {cause}")
        self.cause = cause


class BotWall(IgnoreRequest):
    """The answer is there to keep programs out."""


class ServerError(Exception):
    """An answer of 429 or 5xx to robots.txt. `status` is the code."""

    def __init__(self, status: int) -> None:
        super().__init__(f"HTTP {status}")
        self.status = status


def slot_of(url: str) -> str:
    """The key of the slot that a request to the URL goes through: its site."""
    return site_of(urlsplit(url).hostname or "")


@dataclass
class Pace:
    """How a portal is treated for the rest of the run, on top of its delay. Times are `time.monotonic()`."""

    delay: float = 0.0
    """The crawl-delay of its robots.txt."""
    resting_until: float = 0.0
    failures: int = 0
    """Answers and connections in a row that failed, each try counted."""
    answered: bool = False
    """Whether anything of it has answered in this run."""
    lost: int = 0
    """Requests in a row that failed for good."""
    walls: int = 0
    """Bot walls in a row."""
    left: bool = False
    """Whether it keeps us out, or asked to be left alone for longer than a run waits."""

    def rest(self, seconds: float) -> None:
        """Send nothing for so long, or longer if that was settled before."""
        self.resting_until = max(self.resting_until, time.monotonic() + seconds)


class PacedSlot(Slot):
    """A slot that keeps to the pace of its portal, whatever AutoThrottle makes of its delay."""

    def __init__(self, slot: Slot, pace: Pace) -> None:
        super().__init__(slot.concurrency, slot.delay, slot.jitter)
        self.pace = pace

    def download_delay(self) -> float:
        return max(super().download_delay(), self.pace.delay, self.pace.resting_until - self.lastseen)


class PortalDownloader(Downloader):
    """Keeps the delay for each portal over all its hosts; robots.txt, retries and redirects included."""

    def __init__(self, crawler: Crawler) -> None:
        self.paces: defaultdict[str, Pace] = defaultdict(Pace)
        self.in_hand: Counter[str] = Counter()
        """How many requests of each slot are on their way, with what waits for robots.txt."""
        self._loopback_delay: float | None = crawler.settings.get("KLIPING_LOOPBACK_DELAY")
        super().__init__(crawler)

    def get_slot_key(self, request: Request) -> str:
        return slot_of(request.url)

    def _wait_for_download(self, slot: Slot, request: Request, queue_dfd: Deferred[Response]) -> Any:
        # Scrapy counts it only once the coroutine runs, and without a delay has started all that waits by then
        slot.transferring.add(request)
        return super()._wait_for_download(slot, request, queue_dfd)

    def fetch(self, request: Request, spider: Any = None) -> Deferred[Response | Request]:
        key = self.get_slot_key(request)
        self.in_hand[key] += 1
        return super().fetch(request).addBoth(self._settled, key)

    def _settled(self, result: Any, key: str) -> Any:
        self.in_hand[key] -= 1
        return result

    def _get_slot(self, request: Request, spider: Any = None) -> tuple[str, Slot]:
        key, slot = super()._get_slot(request)
        if not isinstance(slot, PacedSlot):
            if self._loopback_delay is not None and is_loopback(urlsplit(request.url).hostname or ""):
                slot.delay = self._loopback_delay
            # Scrapy forgets the slots of an idle minute; the pace stays
            slot = self.slots[key] = PacedSlot(slot, self.paces[key])
        return key, slot


def pace_of(crawler: Crawler, url: str) -> Pace:
    """The pace of the URL's portal."""
    assert crawler.engine is not None
    downloader = crawler.engine.downloader
    assert isinstance(downloader, PortalDownloader)
    return downloader.paces[slot_of(url)]


class _InHand(DownloaderInterface):
    """Counts what a slot has in hand, with what waits for robots.txt or for its next try."""

    downloader: PortalDownloader

    def stats(self, possible_slots: Iterable[str]) -> list[tuple[int, str]]:
        in_hand = self.downloader.in_hand
        return [(in_hand[slot], slot) for slot in possible_slots]


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


def weight_of_rules(robots: bytes) -> int:
    """About how many rules a robots.txt makes when it is parsed: Protego keeps each for every agent of its group."""
    text = robots.decode("utf-8", "replace")
    return len(text.splitlines()) * max(text.lower().count("agent"), 1)


class RobotsRules(ProtegoRobotParser):
    """Refuses what robots.txt refuses our agent, and what it refuses Scrapy where it names Scrapy (republika, 2026)."""

    def __init__(self, robotstxt_body: bytes, spider: Any) -> None:
        super().__init__(robotstxt_body, spider)
        self._names_scrapy = bool(_NAMES_SCRAPY.search(robotstxt_body))

    def allowed(self, url: str | bytes, user_agent: str | bytes) -> bool:
        agents = (user_agent, "Scrapy") if self._names_scrapy else (user_agent,)
        return all(super(RobotsRules, self).allowed(url, agent) for agent in agents)

    def crawl_delay(self, user_agent: str | bytes) -> float:
        """The seconds that robots.txt asks for between two requests, at most LONGEST_CRAWL_DELAY."""
        return min(max(super().crawl_delay(user_agent) or 0.0, 0.0), LONGEST_CRAWL_DELAY)


class RobotsMiddleware(RobotsTxtMiddleware):
    """Scrapy's robots.txt, as RFC 9309 has it: 4xx allows all; 429, 5xx and a host that is not there allow nothing."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        # it logs a traceback for each robots.txt that cannot be read, where a line will do
        logging.getLogger(RobotsTxtMiddleware.__module__).setLevel(logging.CRITICAL)
        self._unavailable: dict[str, Exception] = {}
        self.answers: dict[str, bytes] = {}
        """The robots.txt of each host (with its port) that has answered, as it is obeyed."""
        self._received: Counter[str] = Counter()

    async def process_request(self, request: Request) -> Response | None:  # type: ignore[override]
        if request.meta.get("dont_obey_robotstxt"):
            request.meta["download_maxsize"] = LARGEST_ROBOTS
        if request.meta.get("dont_obey_robotstxt") or urlsplit(request.url).path != "/robots.txt":
            await super().process_request(request)
            return None
        # who reads robots.txt for its sitemaps is given the one answer that there is of each host
        await self.robot_parser(request)
        netloc = urlsplit(request.url).netloc
        if cause := self._unavailable.get(netloc):
            raise HostUnavailable(cause)
        return Response(request.url, body=self.answers.get(netloc, b""))

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status >= 500 or response.status == 429:
            raise ServerError(response.status)
        if response.status >= 400:
            response = response.replace(body=b"")
        self._received[slot_of(request.url)] += len(response.body)
        if self._received[slot_of(request.url)] > MOST_ROBOTS or weight_of_rules(response.body) > MOST_RULES:
            raise DownloadCancelledError("robots.txt is too large")
        self.answers[netloc] = response.body
        await super()._parse_robots(response, netloc, request)
        rules, pace = self._parsers[netloc], pace_of(self.crawler, request.url)
        if isinstance(rules, RobotsRules) and self._robotstxt_useragent:
            pace.delay = max(pace.delay, rules.crawl_delay(self._robotstxt_useragent))

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        if isinstance(exc, BotWall | ForbiddenTarget) or not isinstance(exc, IgnoreRequest):
            self._unavailable[netloc] = exc
            logger.info("robots.txt of %s could not be read: %s", netloc, exc)
        super()._robots_error(exc, netloc)

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        if cause := self._unavailable.get(urlsplit(request.url).netloc):
            raise HostUnavailable(cause)
        try:
            super().process_request_2(rp, request)
        except IgnoreRequest as error:
            raise RobotsRefused(str(error)) from error
