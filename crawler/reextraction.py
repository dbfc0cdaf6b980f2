"""Re-extraction: stored articles read anew from their raw pages, after rules were mended. No network."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, Literal

from crawler.article import RECORD, Article
from crawler.database import Archive
from crawler.database.pages import PageStore, open_pages, pages_path
from crawler.database.pages.articles import articles_with_addresses
from crawler.database.reading import Filter
from crawler.database.rows import COLUMNS, Row, article_row, merged
from crawler.errors import DatabaseError
from crawler.extraction.captures import article_of
from crawler.parallel import in_processes
from crawler.portal import Portal
from crawler.portals import GENERIC, all_portals, portal_of

ARTICLES_A_JOB = 20
EXAMPLES_A_FIELD = 3

Outcome = Literal["different", "same", "no page", "page too old", "no article", "damaged"]
Job = list[tuple[Row, list[str]]]
"""Rows of `articles`, each with the canonical URLs that the article goes by."""

_FIELDS = tuple(name for name in RECORD if name not in ("url", "requested_url", "fetched_at"))
_EMPTY = (None, "", "[]", "{}")


@dataclass(frozen=True, slots=True)
class Reread:
    """What reading an article anew gave. `changes` maps a field of the record to its old and new value in the row.

    `address` is its canonical URL by the rules of now, where it does not go by that yet.
    """

    outcome: Outcome
    url: str
    article: Article | None = None
    address: str | None = None
    changes: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    problem: str | None = None


@dataclass
class FieldChanges:
    """How often one field changed: from one value to another, from none to one, from one to none; some examples."""

    changed: int = 0
    filled: int = 0
    emptied: int = 0
    examples: list[tuple[str, Any, Any]] = field(default_factory=list)
    """URL, old and new value."""

    def add(self, url: str, old: Any, new: Any) -> None:
        self.filled += old in _EMPTY
        self.emptied += new in _EMPTY
        self.changed += old not in _EMPTY and new not in _EMPTY
        if len(self.examples) < EXAMPLES_A_FIELD:
            self.examples.append((url, old, new))


@dataclass
class Report:
    """What became of the articles, how often each field changed, and what is wrong with which page."""

    outcomes: Counter[str] = field(default_factory=Counter)
    """How many articles had each Outcome."""
    fields: dict[str, FieldChanges] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def add(self, reread: Reread) -> None:
        self.outcomes[reread.outcome] += 1
        for name, (old, new) in reread.changes.items():
            self.fields.setdefault(name, FieldChanges()).add(reread.url, old, new)
        if reread.problem:
            self.problems.append(reread.problem)


def reextract(archive: Archive, wanted: Filter, *, dry_run: bool, watch: Callable[[int], None]) -> Report:
    """Read the articles that pass the filter anew, with all cores; store what is different unless it is a `dry_run`.

    `watch(done)` hears how many are read. An article keeps its address, and its former version goes to `revisions`; one
    whose page gives no article any more, or was fetched before what is stored, stays as it is. NotFoundError where
    there are no raw pages at all.
    """
    path, report = pages_path(archive.path), Report()
    open_pages(path, create=False, readonly=dry_run).close()
    done = 0
    for rereads in in_processes(reread, _jobs(archive, wanted), prepare, path):
        for each in rereads:
            report.add(each)
        if not dry_run:
            archive.save((each.article for each in rereads if each.article), cause="reextracted")
            archive.add_addresses({each.address: each.url for each in rereads if each.address})
        done += len(rereads)
        watch(done)
    return report


def _jobs(archive: Archive, wanted: Filter) -> Iterator[Job]:
    articles = articles_with_addresses(archive, "", wanted)
    while job := list(islice(articles, ARTICLES_A_JOB)):
        yield job


_pages: list[PageStore] = []
"""The raw pages that this process reads."""


def prepare(path: Path) -> None:
    """Open the raw pages for `reread`, once in each process."""
    all_portals()
    _pages[:] = [open_pages(path, create=False, readonly=True)]


def reread(job: Job) -> list[Reread]:
    """What reading each article of a job anew gives."""
    return [_reread(stored, addresses) for stored, addresses in job]


def _reread(stored: Row, addresses: list[str]) -> Reread:
    url: str = stored["url"]
    try:
        pages, seen = _pages[0].newest(addresses)
    except DatabaseError as error:
        return Reread("damaged", url, problem=str(error))
    if not pages:
        return Reread("no page", url)
    if seen < stored["fetched_utc"]:
        return Reread("page too old", url)
    article = article_of(pages[0], pages[1:], _portal(pages[0].url, stored["portal"]))
    if article.rejected:
        return Reread("no article", url)
    address = article.url if article.url not in addresses else None
    article.url, article.requested_url, article.pages = url, stored["requested_url"], ()
    article.fetched_at = datetime.fromisoformat(stored["fetched_utc"])
    row = merged(stored, article_row(article), "reextracted")
    if all(row[name] == stored[name] for name in COLUMNS):
        return Reread("same", url, address=address)
    changes = {name: (stored[name], row[name]) for name in _FIELDS if row[name] != stored[name]}
    return Reread("different", url, article, address, changes)


def _portal(url: str, name: str) -> Portal:
    """Whose rules hold: those of the page's site, or else those by which it was read."""
    return portal_of(url) or all_portals().get(name) or GENERIC
