"""How much of an answer is taken: its head, its body packed and unpacked, and all bodies under way together."""

from __future__ import annotations

import gc
import zlib
from collections import Counter
from typing import Any

from scrapy import signals
from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
    _LenientHTTPClientParser,
)
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.exceptions import DownloadCancelledError, ResponseDataLossError, StopDownload
from scrapy.http import Request
from twisted.internet.defer import Deferred

LARGEST_HEAD = 64 * 1024
LARGEST_ROBOTS = 512 * 1024
"""RFC 9309 has 500 kB read at least."""
MOST_ROBOTS = 4 * LARGEST_ROBOTS
"""For all hosts of one registered domain together: their rules are kept until the end."""
MOST_RULES = 1_000_000
LARGEST_SITEMAP = 20 * 1024 * 1024
"""The 50,000 addresses that a sitemap may hold take 5 to 15 MB."""
MOST_HELD = 64 * 1024 * 1024
"""The bytes that all bodies under way, or waiting to be read, may take together."""
MOST_ENCODINGS = 2
_LARGE = 1024 * 1024
_MOST_MEMBERS = 100
_GZIP = b"\x1f\x8b"
_PIECE = 1024 * 1024


class BoundedHandler(HTTP11DownloadHandler):
    """Gives an answer up whose status line and headers do not end: Twisted bounds a line of them, not their number."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pool._factory = _Factory


class _Parser(_LenientHTTPClientParser):
    received = 0

    def lineReceived(self, line: bytes) -> None:
        self.received += len(line) + 1
        if self.received > LARGEST_HEAD:
            self.lineLengthExceeded(line)
        super().lineReceived(line)

    def lineLengthExceeded(self, line: bytes) -> None:
        raise DownloadCancelledError(f"the head of the answer is larger than {LARGEST_HEAD} bytes")


class _Protocol(_LenientHTTP11ClientProtocol):
    def request(self, request: Any) -> Deferred[Any]:
        answer: Deferred[Any] = super().request(request)
        if self._parser is not None:
            # neither Twisted nor Scrapy takes another class for it
            self._parser.__class__ = _Parser
        return answer


class _Factory(_LenientHTTP11ClientFactory):
    def buildProtocol(self, addr: Any) -> _Protocol:
        return _Protocol(self._quiescentCallback)  # type: ignore[no-untyped-call]


class UnpackingMiddleware(HttpCompressionMiddleware):
    """Unpacks bodies as Scrapy does, but takes no half of a page for the whole, nor a body packed over and over."""

    @staticmethod
    def _decode(body: bytes, encoding: bytes, max_size: int) -> bytes:
        if not body:
            return body
        try:
            if encoding in (b"gzip", b"x-gzip"):
                return gunzipped(body, max_size)
            return HttpCompressionMiddleware._decode(body, encoding, max_size)
        except (ValueError, DownloadCancelledError, ResponseDataLossError):
            # too large, or told already
            raise
        except Exception as error:
            # each library has errors of its own for broken bytes
            raise ResponseDataLossError(f"the {encoding.decode()} body is broken: {error}") from error

    @staticmethod
    def _split_encodings(content_encoding: list[bytes]) -> tuple[list[bytes], list[bytes]]:
        to_decode, to_keep = HttpCompressionMiddleware._split_encodings(content_encoding)
        if len(to_decode) > MOST_ENCODINGS:
            raise DownloadCancelledError(f"the body is packed {len(to_decode)} times")
        return to_decode, to_keep


def gunzipped(body: bytes, largest: int) -> bytes:
    """What a gzip body holds. ResponseDataLossError where it is broken or ends early, DownloadCancelledError where it
    holds more than `largest` bytes."""
    pieces: list[bytes] = []
    size = 0
    for _ in range(_MOST_MEMBERS):
        unpack = zlib.decompressobj(wbits=31)
        while not unpack.eof:
            piece = unpack.decompress(body, _PIECE)
            body = unpack.unconsumed_tail
            if not piece and not body and not unpack.eof:
                raise ResponseDataLossError("the gzip body ends too early")
            size += len(piece)
            if size > largest:
                raise DownloadCancelledError(f"the body is larger than {largest} bytes when unpacked")
            pieces.append(piece)
        body = unpack.unused_data
        if not body.startswith(_GZIP):
            break
    return b"".join(pieces)


class BodyBudget:
    """Keeps all bodies that are under way, or wait to be read, below MOST_HELD: the larger ones are given up first.

    Each may be as large as DOWNLOAD_MAXSIZE, but there is one under way for each portal.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._held: Counter[Request] = Counter()
        self._given_up: set[Request] = set()
        self._total = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> BodyBudget:
        budget = cls(crawler)
        crawler.signals.connect(budget.received, signals.bytes_received)
        crawler.signals.connect(budget.left, signals.request_left_downloader)
        return budget

    def received(self, data: bytes, request: Request) -> None:
        self._held[request] += len(data)
        self._total += len(data)
        is_large = self._held[request] * len(self._held) >= self._total
        if is_large and self._total + self._waiting() > MOST_HELD:
            self._given_up.add(request)
            self._total -= self._held[request]
            raise StopDownload(fail=True)

    def left(self, request: Request) -> None:
        held = self._held.pop(request, 0)
        if request in self._given_up:
            self._given_up.remove(request)
        else:
            self._total -= held
        if held > _LARGE:
            # the traceback of a download that failed keeps its body, in a circle
            gc.collect()

    def _waiting(self) -> int:
        """The bytes of the answers that no spider has read yet."""
        slot = self._crawler.engine.scraper.slot if self._crawler.engine else None
        return slot.active_size if slot else 0
