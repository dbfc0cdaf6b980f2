"""Stored articles' raw pages as a WARC file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rich.console import Console

from crawler.article import RawPage
from crawler.cli._destination import writing_to
from crawler.cli._render import one_line
from crawler.database import Archive
from crawler.database.pages import PageStore, open_pages, pages_path
from crawler.database.pages.articles import articles_with_addresses
from crawler.database.reading import Filter
from crawler.errors import DatabaseError, ExitCode, KlipingError, NotFoundError
from crawler.warc import write_warc


def export_warc(archive: Archive, path: Path, words: str, wanted: Filter, messages: Console) -> int:
    """Write the raw pages of the articles that hold the words and pass the filter; how many pages there were.

    Every capture is written, in the order in which the articles came in; each record is gzipped unless the file's name
    ends with .warc. The file takes its name when it is complete. NotFoundError where no page is kept; KlipingError
    where it cannot be written, or (after all others are) where pages are damaged, which `messages` tells of.
    """
    damaged: list[str] = []
    with open_pages(pages_path(archive.path), create=False, readonly=True) as store, writing_to(str(path)) as out:
        pages = _pages(archive, store, words, wanted, damaged)
        count = write_warc(out, pages, path.name, compressed=not path.name.endswith(".warc"))
        if not count and not damaged:
            raise NotFoundError("no page is kept of what you ask for; kliping crawl keeps them unless told --no-raw")
    for problem in damaged:
        messages.print(f"kliping: {one_line(problem)}", soft_wrap=True)
    if damaged:
        raise KlipingError(f"{count} pages are written, those of {len(damaged)} articles are damaged", ExitCode.PARTIAL)
    return count


def _pages(archive: Archive, store: PageStore, words: str, wanted: Filter, damaged: list[str]) -> Iterator[RawPage]:
    for _, addresses in articles_with_addresses(archive, words, wanted, "articles.url"):
        try:
            yield from store.captures(addresses)
        except DatabaseError as error:
            damaged.append(str(error))
