"""Importer: takes sources into an article store, with all cores."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from urllib.parse import urlsplit

from crawler.article import Article
from crawler.canonical import canonical_url
from crawler.database.storing import ArticleStore
from crawler.discovery.window import Window
from crawler.errors import KlipingError
from crawler.extraction.captures import articles_of
from crawler.importing.files import Place, Source, load, places_in
from crawler.parallel import in_processes
from crawler.portal import Portal
from crawler.portals import all_portals, portal_of
from crawler.saved import is_url

ARTICLES_A_JOB = 20

Group = list[Place]
"""The captures of one article: of its parts, at one time or several."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is taken: articles of `portals`, or of any known one if there are none; with `every_site` also of others.

    Only articles of the `window`, and those without a date.
    """

    window: Window
    portals: Sequence[Portal] = ()
    every_site: bool = False

    def address(self, url: str) -> str | None:
        """The canonical URL of a page that may be an article, or None where it is not asked for."""
        # WARC files of others hold what is no URL
        if not is_url(url):
            return None
        portal = portal_of(url)
        if self.portals and portal not in self.portals:
            return None
        canonical = canonical_url(url, portal)
        if portal is None:
            return canonical if self.every_site and urlsplit(canonical).path.strip("/") else None
        return canonical if portal.is_article(canonical) else None


@dataclass
class Read:
    """What some groups of pages held: articles, why pages were of no use, and what is wrong with which file."""

    articles: list[Article] = field(default_factory=list)
    useless: Counter[str] = field(default_factory=Counter)
    problems: list[tuple[Path, str]] = field(default_factory=list)


class Importer:
    """Imports sources one after the other.

    `counts`: `pages` that were seen, of which some were `passed over` as not asked for, or had no known address
    (`without address`); articles `new`, `changed`, `unchanged` (also where what is stored was fetched later) and
    `outside` the range; and the reasons why pages were of no use ("truncated", "empty", "listing", …). `problems`: what
    is wrong with which file. `watch(what, done, total)` hears in words what is being done, and how often it was (of how
    often, if that is known).
    """

    def __init__(self, store: ArticleStore, wanted: Wanted, watch: Callable[[str, int, int | None], None]) -> None:
        self._store, self._wanted, self._watch = store, wanted, watch
        self.counts: Counter[str] = Counter()
        self.problems: list[tuple[Path, str]] = []

    def take(self, source: Source) -> None:
        """Import a source. A file that is damaged is noted in `problems`; what it holds before that is taken."""
        name, groups = source.path.name, list(self._grouped(source).values())
        for number, read in enumerate(in_processes(read_groups, _jobs(groups), all_portals), 1):
            self._store_articles(read)
            self._watch(f"{name}: articles", min(number * ARTICLES_A_JOB, len(groups)), len(groups))

    def _grouped(self, source: Source) -> dict[str, Group]:
        """The places of pages that are asked for, by the canonical URL of the article that they are part of."""
        groups: dict[str, Group] = {}
        places = places_in(source, lambda path, problem: self.problems.append((path, problem)))
        for seen, place in enumerate(places, 1):
            self.counts["pages"] += 1
            self._watch(f"{source.path.name}: pages looked through", seen, None)
            if not place.url:
                self.counts["without address"] += 1
            elif address := self._wanted.address(place.url):
                groups.setdefault(address, []).append(place)
            else:
                self.counts["passed over"] += 1
        return groups

    def _store_articles(self, read: Read) -> None:
        wanted = [article for article in read.articles if self._wanted.window.holds(article.published_at)]
        self.counts["outside"] += len(read.articles) - len(wanted)
        self.counts.update(self._store.save(wanted))
        self.counts.update(read.useless)
        self.problems += read.problems


def _jobs(groups: Sequence[Group]) -> Iterator[list[Group]]:
    waiting = iter(groups)
    while job := list(islice(waiting, ARTICLES_A_JOB)):
        yield job


def read_groups(groups: Sequence[Group]) -> Read:
    """What the pages of some articles hold."""
    read = Read()
    for group in groups:
        pages = []
        for place in group:
            try:
                page = load(place)
            except KlipingError as error:
                read.problems.append((place.path, str(error)))
                continue
            if isinstance(page, str):
                read.useless[page] += 1
            else:
                pages.append(page)
        for article in (found := articles_of(pages)):
            if article.rejected:
                read.useless[article.rejected] += 1
            else:
                read.articles.append(article)
        if pages and not found:
            read.useless["first part missing"] += 1
    return read
