"""When a portal does not answer as it should: rests, retries, bot walls, and leaving it alone."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.exceptions import DownloadTimeoutError, IgnoreRequest
from scrapy.http import Request, Response
from scrapy.utils.misc import load_object

from crawler.downloading import BotWall, pace_of
from crawler.walls import FORBIDDEN, is_bot_wall

RETRIES_AFTER_EXCEPTION = 2
LONGEST_REST = 30.0
MOST_WALLS = 3
# a host is tried five times; a portal that never answered is not worth all its hosts
MOST_UNANSWERED = 5
# an answer that never ends takes half a minute, three times
TIMEOUT_WEIGHT = 5
_MISSING = (404, 410)


class GaveUp(IgnoreRequest):
    """Too much in a row of this portal could not be had, so it is left alone for the rest of the run."""


class BackoffMiddleware:
    """Retries what Scrapy would, after a rest of the whole portal: twice the last one's length, or Retry-After.

    Where Retry-After asks for more than LONGEST_REST the portal is not asked again.
    """

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
            pace = pace_of(self.crawler, request.url)
            pace.failures, pace.answered = 0, True
            return response
        asked = retry_after((response.headers.get("Retry-After") or b"").decode("latin-1"), datetime.now(UTC))
        if asked > LONGEST_REST:
            pace_of(self.crawler, request.url).left = True
            return response
        return self._retry(request, f"HTTP {response.status}", at_least=asked) or response

    async def process_exception(self, request: Request, exception: Exception) -> Request | None:
        if not isinstance(exception, self._exceptions):
            return None
        return self._retry(request, exception, most=RETRIES_AFTER_EXCEPTION)

    def _retry(
        self, request: Request, reason: str | Exception, *, most: int | None = None, at_least: float = 0.0
    ) -> Request | None:
        assert self.crawler.spider is not None
        pace = pace_of(self.crawler, request.url)
        pace.failures += 1
        pace.left = pace.left or (not pace.answered and pace.failures > MOST_UNANSWERED)
        pace.rest(max(min(self._first_wait * 2 ** (pace.failures - 1), LONGEST_REST), at_least))
        return get_retry_request(request, spider=self.crawler.spider, reason=reason, max_retry_times=most)


def retry_after(value: str, now: datetime) -> float:
    """The seconds that a Retry-After asks for, given as seconds or as an HTTP date; 0 for neither and for the past."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return 0.0
    return max((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() - now.timestamp(), 0.0)


class BotWallMiddleware:
    """Refuses bot walls, before they are retried or read as articles."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> BotWallMiddleware:
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        robots = urlsplit(request.url).path == "/robots.txt"
        headers = {str(name).lower(): str(value).lower() for name, value in response.headers.to_unicode_dict().items()}
        pace = pace_of(self.crawler, request.url)
        if is_bot_wall(response.status, headers, response.body) and not (robots and response.status == FORBIDDEN):
            pace.walls += 1
            pace.left = pace.left or pace.walls == MOST_WALLS
            raise BotWall(f"bot wall (HTTP {response.status})")
        if response.status < 400 and not robots:
            pace.walls = 0
        return response


class GivingUpMiddleware:
    """Leaves a portal alone after so many failures in a row, or some bot walls: they are not there to be climbed.

    The setting KLIPING_GIVE_UP_AFTER is the number; 0 is never. Only what is left after retries counts, a timeout as
    TIMEOUT_WEIGHT failures, and a page that is missing (404, 410) says nothing of the site.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self._most = crawler.settings.getint("KLIPING_GIVE_UP_AFTER")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> GivingUpMiddleware:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        pace = pace_of(self.crawler, request.url)
        if self._most and (pace.left or pace.lost >= self._most):
            raise GaveUp("too many failures or bot walls in a row")

    def process_response(self, request: Request, response: Response) -> Response:
        if response.status not in _MISSING:
            pace = pace_of(self.crawler, request.url)
            pace.lost = pace.lost + 1 if response.status >= 400 else 0
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        if not isinstance(exception, IgnoreRequest):
            weight = TIMEOUT_WEIGHT if isinstance(exception, DownloadTimeoutError) else 1
            pace_of(self.crawler, request.url).lost += weight
