"""PageWriter: keeps the raw pages of articles while other work goes on."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from crawler.article import Article
from crawler.database.pages.packing import PackedPage, Packer
from crawler.database.pages.store import BUSY_SECONDS, PageStore, open_pages
from crawler.errors import DatabaseError

logger = logging.getLogger(__name__)

Packing = Future[list[PackedPage | None]]
"""The pages of one article on their way to being packed; None for one that could not be."""


class PageWriter:
    """Packs pages in a thread of its own and writes them, in the file at `path`, which is made if it is missing.

    An article without its page is better than none, so nothing here raises: `lost` counts the pages that could not be
    kept, and `problem` tells of them.
    """

    def __init__(self, path: Path, *, busy_seconds: float = BUSY_SECONDS) -> None:
        self.lost = 0
        self._error: str | None = None
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pages")
        self._stores: list[PageStore] = []
        self._packer: Packer | None = None
        try:
            for readonly in (False, True):
                store = open_pages(
                    path, create=not readonly, readonly=readonly, busy_seconds=busy_seconds, any_thread=True
                )
                self._stores.append(store)
            self._packer = Packer(self._stores[1].dictionaries)
        except DatabaseError as error:
            self._note(error)

    @property
    def problem(self) -> str | None:
        """How many pages were not kept and why the last was not, in a line; None where nothing went wrong."""
        return f"raw pages not kept: {self.lost}; {self._error}" if self._error else None

    def pack(self, article: Article) -> Packing:
        """Begin to pack an article's pages; the article is not held on to."""
        return self._thread.submit(self._pack, article)

    def write(self, packings: Sequence[Packing]) -> int:
        """Wait for the pages and store them in one transaction, before the articles that were read from them.

        How many could not be kept.
        """
        pages = [page for packing in packings for page in packing.result()]
        packed = [page for page in pages if page]
        lost = len(pages) - len(packed)
        if packed:
            try:
                self._stores[0].keep(packed)
            except Exception as error:
                lost = len(pages)
                self._note(error)
        self.lost += lost
        return lost

    def close(self) -> None:
        self._thread.shutdown()
        # the one that can write last, so that it takes the log into the file
        for store in reversed(self._stores):
            store.close()

    def _pack(self, article: Article) -> list[PackedPage | None]:
        if self._packer:
            try:
                return [self._packer.pack(page, article.url, part) for part, page in enumerate(article.pages, 1)]
            except Exception as error:
                self._note(error)
        return [None] * len(article.pages)

    def _note(self, error: Exception) -> None:
        self._error = str(error)
        if not isinstance(error, DatabaseError):
            logger.error("pages cannot be kept", exc_info=error)
