"""Why a request failed, in one word for counting and in a few for people."""

from __future__ import annotations

from OpenSSL import SSL
from scrapy.core.downloader.handlers.http11 import TunnelError
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
    NotSupported,
    ResponseDataLossError,
    StopDownload,
    UnsupportedURLSchemeError,
)
from scrapy.spidermiddlewares.httperror import HttpError
from service_identity import VerificationError

from crawler.backoff import GaveUp
from crawler.downloading import BotWall, HostUnavailable, RobotsRefused, ServerError
from crawler.targets import ForbiddenTarget

GONE = ("404", "410")
NOT_MODIFIED = "304"
ROBOTS = "robots"
GAVE_UP = "gave up"
BOT_WALL = "bot wall"
TOO_MANY = "too many links"
UNREADABLE = "unreadable"

_BY_TYPE: tuple[tuple[type[BaseException] | tuple[type[BaseException], ...], str], ...] = (
    (RobotsRefused, ROBOTS),
    (GaveUp, GAVE_UP),
    (BotWall, BOT_WALL),
    (ForbiddenTarget, "private"),
    (DownloadTimeoutError, "timeout"),
    (CannotResolveHostError, "dns"),
    (DownloadConnectionRefusedError, "refused"),
    ((SSL.Error, VerificationError), "tls"),
    (TunnelError, "proxy"),
    (ResponseDataLossError, "truncated"),
    ((DownloadCancelledError, StopDownload), "too large"),
    ((UnsupportedURLSchemeError, NotSupported), "scheme"),
)
_WORDS = {
    ROBOTS: "robots.txt does not allow it",
    "private": "it leads to an address inside a private network",
    "scheme": "it leads to no address of the web (http or https)",
    "timeout": "the server did not answer in time",
    "dns": "there is no such host, or no network",
    "refused": "the connection was refused",
    "tls": "its TLS certificate could not be verified",
    "proxy": "the proxy could not reach it",
    "truncated": "the answer ended too early",
    "too large": "the answer is too large",
    "redirects": "it redirects too many times",
    "connection": "the connection broke",
    TOO_MANY: "it holds more links than one run takes",
    "401": "it asks for a login (HTTP 401)",
    BOT_WALL: "the site keeps programs out (a bot wall)",
    "404": "there is no such page (HTTP 404)",
    "410": "the page is gone (HTTP 410)",
    "429": "the site asks us to slow down (HTTP 429)",
    "empty": "no article text found on the page",
    "listing": "it is a list of articles, not an article",
    "not html": "it is not a web page",
    UNREADABLE: "reading it took too long, or failed",
}


def reason_of(error: BaseException | None) -> str:
    """The reason: an HTTP code, or one of robots, timeout, dns, refused, tls, proxy, truncated, … ("connection")."""
    if isinstance(error, HttpError):
        return str(error.response.status)
    if isinstance(error, HostUnavailable):
        return reason_of(error.cause)
    if isinstance(error, ServerError):
        return str(error.status)
    for each in _with_causes(error):
        for types, reason in _BY_TYPE:
            if isinstance(each, types):
                return reason
    if isinstance(error, IgnoreRequest):
        return "redirects" if "redirect" in str(error) else "too large"
    return "connection"


def in_words(reason: str) -> str:
    """The reason as the end of a line for people."""
    return _WORDS.get(reason) or (f"the server answered HTTP {reason}" if reason.isdigit() else reason)


def _with_causes(error: BaseException | None) -> list[BaseException]:
    """The error, what it was raised from, and what Twisted collected inside (`reasons`, a list of Failures)."""
    chain: list[BaseException] = []
    waiting: list[BaseException | None] = [error]
    while waiting:
        each = waiting.pop(0)
        if each is None or each in chain:
            continue
        chain.append(each)
        waiting += [each.__cause__, *(failure.value for failure in getattr(each, "reasons", ()))]
    return chain
