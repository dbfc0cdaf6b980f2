"""StorePipeline: articles go into the archive in batches."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Any

from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider
from scrapy.statscollectors import StatsCollector
from scrapy.utils.asyncio import create_looping_call
from scrapy.utils.defer import deferred_from_coro

from crawler.article import Article
from crawler.database import open_archive
from crawler.database.archive import Outcome
from crawler.database.walks import settle_days
from crawler.errors import DatabaseError

logger = logging.getLogger(__name__)

DEFAULT_DATABASE = "output/news.db"
BATCH = 100
SECONDS = 2.0
BUSY_SECONDS = 5.0
PATIENCE = 5


class StorePipeline:
    """Buffers articles, saves them 100 at a time, at least every two seconds, and at the end; then notes walked days.

    The archive at the setting `KLIPING_DB` is open as `archive`, here and on the spider, from before the
    first request until the end. Stats: `store/PORTAL/new`, `/changed`, `/unchanged`; how many articles could
    not be saved as `store/unsaved`, and why as `store/error`.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self._waiting: list[Article] = []
        self._failures = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> StorePipeline:
        return cls(crawler)

    def open_spider(self) -> None:
        path = self.crawler.settings.get("KLIPING_DB", DEFAULT_DATABASE)
        try:
            self.archive = open_archive(path, create=True, busy_seconds=BUSY_SECONDS)
        except DatabaseError as error:
            self._report(error)
            raise CloseSpider("database") from error
        spider: Any = self.crawler.spider
        spider.archive = self.archive
        self._clock = create_looping_call(self._write)
        self._clock.start(SECONDS, now=False)

    def process_item(self, item: Any) -> Any:
        if isinstance(item, Article):
            self._waiting.append(item)
            if len(self._waiting) % BATCH == 0:
                self._flush()
        return item

    def close_spider(self) -> None:
        if not hasattr(self, "archive"):
            return
        self._clock.stop()
        self._write()
        self.archive.close()
        if self._waiting:
            self._stats().inc_value("store/unsaved", len(self._waiting))
            logger.error("%d articles were not stored", len(self._waiting))

    def _write(self) -> None:
        self._flush()
        self._settle_days()

    def _settle_days(self) -> None:
        """Note the days that the spider has walked and whose articles are stored by now."""
        spider: Any = self.crawler.spider
        if days := getattr(spider, "walked_days", None):
            try:
                days[:] = settle_days(self.archive, days)
            except DatabaseError as error:
                self._report(error)

    def _flush(self) -> None:
        """Save what waits. After an error it keeps waiting for the next try; after several the crawl ends."""
        if not self._waiting:
            return
        try:
            outcomes = self.archive.save(self._waiting)
        except DatabaseError as error:
            self._failures += 1
            self._report(error)
            if self._failures == PATIENCE and self.crawler.engine:
                deferred_from_coro(self.crawler.engine.close_spider_async(reason="database"))
            return
        except Exception:
            self._save_singly()
            return
        self._failures = 0
        self._count(zip(self._waiting, outcomes, strict=True))
        self._waiting.clear()

    def _save_singly(self) -> None:
        """One article that cannot be stored must not cost the others of its batch."""
        batch, self._waiting = self._waiting, []
        for article in batch:
            try:
                self._count(zip([article], self.archive.save([article]), strict=True))
            except DatabaseError:
                self._waiting.append(article)
            except Exception:
                logger.exception("%s cannot be stored", article.url)
                self._stats().inc_value("store/unsaved")

    def _stats(self) -> StatsCollector:
        assert self.crawler.stats
        return self.crawler.stats

    def _count(self, saved: Iterable[tuple[Article, Outcome]]) -> None:
        for article, outcome in saved:
            self._stats().inc_value(f"store/{article.portal}/{outcome}")

    def _report(self, error: DatabaseError) -> None:
        logger.error("%s", error)
        self._stats().set_value("store/error", str(error))
