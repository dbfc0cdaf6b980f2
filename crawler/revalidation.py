"""Conditional requests: a source that has not changed since it was last asked costs one small answer (304)."""

from __future__ import annotations

import logging
from typing import Any

from scrapy.crawler import Crawler
from scrapy.http import Request, Response

from crawler.database import Archive
from crawler.database.sources import SourceCopy, copy_of, keep_copy
from crawler.errors import DatabaseError

logger = logging.getLogger(__name__)

REVALIDATE = "revalidate"
"""The key in `Request.meta` of requests whose answers are remembered."""
_NOT_MODIFIED = 304


class RevalidationMiddleware:
    """Remembers the answers that have an ETag or Last-Modified, and gives them again where the server says 304.

    The whole body is remembered, so that a crawl of another range of time, or one that comes back for articles that
    failed, finds every link in it.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RevalidationMiddleware:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        archive = self._archive(request)
        if archive is None:
            return
        # a redirect inherits the headers of another address
        for name in ("If-None-Match", "If-Modified-Since"):
            request.headers.pop(name, None)
        if copy := self._try(lambda: copy_of(archive, request.url)):
            if copy.etag:
                request.headers["If-None-Match"] = copy.etag
            if copy.last_modified:
                request.headers["If-Modified-Since"] = copy.last_modified

    def process_response(self, request: Request, response: Response) -> Response:
        archive = self._archive(request)
        if archive is None:
            return response
        if response.status == _NOT_MODIFIED:
            copy = self._try(lambda: copy_of(archive, request.url))
            return response.replace(status=200, body=copy.body) if copy else response
        if response.status == 200:
            copy = SourceCopy(request.url, response.body, header(response, "ETag"), header(response, "Last-Modified"))
            self._try(lambda: keep_copy(archive, copy))
        return response

    def _archive(self, request: Request) -> Archive | None:
        return getattr(self.crawler.spider, "archive", None) if request.meta.get(REVALIDATE) else None

    def _try(self, act: Any) -> Any:
        """What the archive answers; None where it cannot serve now, which only costs a longer answer."""
        try:
            return act()
        except DatabaseError as error:
            logger.error("%s", error)
            return None


def header(response: Response, name: str) -> str | None:
    """A header of an answer as text, or None."""
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None
