"""ArticleStore: an archive and the raw pages beside it, written together."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from crawler.article import Article
from crawler.database.archive import open_archive
from crawler.database.pages import pages_path
from crawler.database.pages.writer import PageWriter
from crawler.database.saving import Outcome


class ArticleStore:
    """Stores articles in the archive at `db`, which is made if it is missing, and with `raw` their pages.

    DatabaseError where the archive cannot serve. Pages that cannot be kept cost no article: `problem` tells of them.
    """

    def __init__(self, db: Path, *, raw: bool) -> None:
        self._archive = open_archive(db, create=True)
        self._pages = PageWriter(pages_path(db)) if raw else None

    def __enter__(self) -> ArticleStore:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pages:
            self._pages.close()
        self._archive.close()

    @property
    def problem(self) -> str | None:
        """Why raw pages were not kept, in a line; None where all were."""
        return self._pages.problem if self._pages else None

    def save(self, articles: Sequence[Article]) -> list[Outcome]:
        """Store articles in one transaction, after their pages; what became of each, in order."""
        if self._pages:
            self._pages.write([self._pages.pack(article) for article in articles])
        return self._archive.save(articles)
