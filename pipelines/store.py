"""StorePipeline: articles, their raw pages, and what the spider notes of URLs, are stored in batches."""

from __future__ import annotations

import logging
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider
from scrapy.statscollectors import StatsCollector
from scrapy.utils.asyncio import create_looping_call
from scrapy.utils.defer import deferred_from_coro

from crawler.article import Article
from crawler.database import Archive, UrlNote, open_archive
from crawler.database.pages import pages_path
from crawler.database.pages.writer import Packing, PageWriter
from crawler.database.rows import Row, article_row
from crawler.database.runs import PortalRun, save_run
from crawler.database.saving import Outcome
from crawler.database.visits import Poll, note_polls
from crawler.database.walks import settle_days
from crawler.errors import DatabaseError
from crawler.recording import RunRecorder

logger = logging.getLogger(__name__)

DEFAULT_DATABASE = "output/news.db"
BATCH = 2000
SECONDS = 2.0
BUSY_SECONDS = 5.0
PATIENCE = 5


@dataclass
class Batch:
    """What waits to be stored: notes of URLs, sources that were asked, articles as rows, the pages that these were
    read from, and now and then what run number `run` has done."""

    notes: list[UrlNote] = field(default_factory=list)
    polls: list[Poll] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    pages: list[Packing] = field(default_factory=list)
    run: int = 0
    portals: list[PortalRun] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.notes or self.polls or self.rows or self.run)


class StorePipeline:
    """Saves articles two thousand at a time, at least every two seconds, and at the end; then notes walked days.

    A batch is written in a thread of its own while the crawl goes on; there is never more than one. The archive at the
    setting `KLIPING_DB` is open as `archive`, here and on the spider, from before the first request until the end; of
    the spider, `notes`, `polls` and `walked_days` are taken. Raw pages are kept beside it, unless `KLIPING_RAW` is
    false. Stats: `store/PORTAL/new`, `/changed`, `/unchanged`; how many articles could not be saved as
    `store/unsaved`, and why as `store/error`; that pages could not be kept, which costs no article, as
    `store/pages_problem`.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self._waiting = Batch()
        self._written = Batch()
        self._writing: Future[list[Outcome | None]] | None = None
        self._pages: PageWriter | None = None
        self._failures = 0
        self._spider: Any = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> StorePipeline:
        return cls(crawler)

    def open_spider(self) -> None:
        try:
            self.begin()
        except DatabaseError as error:
            self._report(error)
            raise CloseSpider("database") from error
        self._clock = create_looping_call(self._tick)
        self._clock.start(SECONDS, now=False)

    def begin(self) -> None:
        """Open the archive, and hand it to the spider. DatabaseError where it cannot serve."""
        settings = self.crawler.settings
        path = Path(settings.get("KLIPING_DB", DEFAULT_DATABASE))
        self.archive = open_archive(path, create=True, busy_seconds=BUSY_SECONDS)
        self._writer = open_archive(path, create=True, busy_seconds=BUSY_SECONDS, any_thread=True)
        if settings.getbool("KLIPING_RAW", True):
            self._pages = PageWriter(pages_path(path), busy_seconds=BUSY_SECONDS)
        self._spider = self.crawler.spider
        self._recorder = self.crawler.get_extension(RunRecorder)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        self._spider.archive = self.archive

    def process_item(self, item: Any) -> Any:
        if isinstance(item, Article):
            try:
                self._waiting.rows.append(article_row(item))
                if self._pages:
                    self._waiting.pages.append(self._pages.pack(item))
            except Exception:
                self._cannot_store(item.url)
            if self._waiting.rows and len(self._waiting.rows) % BATCH == 0:
                self.settle()
                self._hand_over()
        return item

    def close_spider(self) -> None:
        if hasattr(self, "archive"):
            self._clock.stop()
            self.end()

    def end(self) -> None:
        """Save what still waits, and close the archive."""
        for _ in range(2):
            self.settle()
            self._hand_over()
        self._settle_days()
        self._thread.shutdown()
        self._writer.close()
        self.archive.close()
        self._close_pages()
        if unsaved := len(self._waiting.rows) + len(self._written.rows):
            self._stats().inc_value("store/unsaved", unsaved)
            logger.error("%d articles were not stored", unsaved)

    def settle(self) -> None:
        """Wait for what is being written. After an error it waits for the next try; after several the crawl ends."""
        if self._writing is None:
            return
        batch, writing = self._written, self._writing
        self._written, self._writing = Batch(), None
        try:
            outcomes = writing.result()
        except Exception as error:
            if not isinstance(error, DatabaseError):
                logger.exception("a batch cannot be stored")
            self._failures += 1
            self._report(error)
            waiting = self._waiting
            self._waiting = Batch(
                batch.notes + waiting.notes,
                batch.polls + waiting.polls,
                batch.rows + waiting.rows,
                batch.pages + waiting.pages,
            )
            if self._failures == PATIENCE and self.crawler.engine:
                deferred_from_coro(self.crawler.engine.close_spider_async(reason="database"))
            return
        self._failures = 0
        if self._recorder:
            self._recorder.stored(batch.rows, outcomes)
        for row, outcome in zip(batch.rows, outcomes, strict=True):
            if outcome:
                self._stats().inc_value(f"store/{row['portal']}/{outcome}")
            else:
                self._stats().inc_value("store/unsaved")

    def _tick(self) -> None:
        if self._writing is None or self._writing.done():
            self.settle()
            self._settle_days()
            self._hand_over()

    def _hand_over(self) -> None:
        """Let the thread write what waits."""
        for name in ("notes", "polls"):
            told = getattr(self._spider, name, [])
            getattr(self._waiting, name).extend(told)
            told.clear()
        if self._recorder and self._writing is None and self._recorder.is_due():
            self._waiting.run, self._waiting.portals = self._recorder.run, self._recorder.touched()
        if self._waiting and self._writing is None:
            self._written, self._waiting = self._waiting, Batch()
            self._writing = self._thread.submit(_write, self._writer, self._pages, self._written)

    def _settle_days(self) -> None:
        """Note the days that the spider has walked and whose articles are stored by now."""
        if days := getattr(self._spider, "walked_days", None):
            try:
                days[:] = settle_days(self.archive, days)
            except DatabaseError as error:
                self._report(error)

    def _close_pages(self) -> None:
        if self._pages:
            self._pages.close()
            if self._pages.problem:
                self._stats().set_value("store/pages_problem", self._pages.problem)

    def _stats(self) -> StatsCollector:
        assert self.crawler.stats
        return self.crawler.stats

    def _cannot_store(self, url: str) -> None:
        logger.exception("%s cannot be stored", url)
        self._stats().inc_value("store/unsaved")

    def _report(self, error: Exception) -> None:
        logger.error("%s", error)
        self._stats().set_value("store/error", str(error))


def _write(archive: Archive, pages: PageWriter | None, batch: Batch) -> list[Outcome | None]:
    """Store a batch; what became of each article, None for one that cannot be stored: it must not cost the others."""
    if pages:
        # before the articles, so that none is stored whose page may still be lost
        if pages.write(batch.pages):
            logger.error("%s", pages.problem)
        batch.pages.clear()
    archive.note_urls(batch.notes)
    batch.notes.clear()
    # after the links that they brought, which are known from then on
    note_polls(archive, batch.polls)
    batch.polls.clear()
    try:
        outcomes: list[Outcome | None] = list(archive.save_rows(batch.rows))
    except DatabaseError:
        raise
    except Exception:
        outcomes = [_write_one(archive, row) for row in batch.rows]
    if batch.run:
        _write_run(archive, batch)
    return outcomes


def _write_run(archive: Archive, batch: Batch) -> None:
    """Note what the run has done so far. A failure costs nothing: the next note, or the end's, says it again."""
    try:
        save_run(archive, batch.run, batch.portals, {})
    except DatabaseError as error:
        logger.error("%s", error)
    except Exception:
        logger.exception("run %d cannot be noted", batch.run)


def _write_one(archive: Archive, row: Row) -> Outcome | None:
    try:
        return archive.save_rows([row])[0]
    except DatabaseError:
        raise
    except Exception:
        logger.exception("%s cannot be stored", row["url"])
        return None
