"""Portal: what is known of one news portal, as data. Everything compiles when a Portal is made."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, get_args
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from crawler.article import Kind
from crawler.selector import Selector

if TYPE_CHECKING:
    from lxml import etree

    from crawler.article import Article


Evidence = Literal["page", "model", "facts"]

NO_ARTICLES = re.compile(
    r"(?i)//(?:adv|advertorial|iklan|livescore)\.|"
    r"//[^/?#]+/(?:[^?#]*/)?(?:tags?|topi[ck]s?|topik-\w+|inde(?:ks|x)(?:-berita)?|search|cari|penulis|authors?|reporter|"
    r"rss|feed|advertorial[\w-]*|adv|live-?score|klasemen|jadwal-(?:sholat|imsakiyah))(?:[/?#]|$)"
)
"""Addresses that are lists, scores or paid for on every portal: a host, or one whole segment of the path."""


_REGISTERED = re.compile(r"[\w-]+\.(?:[a-z]{2,3}\.[a-z]{2}|[a-z]{2,})")


def compile_pattern(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A regular expression, compiled. ValueError names the pattern if it does not compile."""
    try:
        return re.compile(pattern, flags)
    except re.error as error:
        raise ValueError(f"pattern {pattern!r}: {error}") from error


@dataclass(frozen=True, kw_only=True)
class Selectors:
    """Where each field stands on the page: CSS or XPath, newest layout first. The first that yields text wins.

    `date`, `modified`, `title`, `section`, `lead`, `caption` take the first match; `body`, `authors`, `editors` and
    `tags` take every match of the winning selector; `image` takes an element (src, data-src…) or an attribute.
    `authors` may hold a whole byline ("Rep: X/ Red: Y"): editors in it are told apart. `paywall` matches a page whose
    text is cut off for those who do not pay.
    """

    title: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    modified: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    section: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    image: tuple[str, ...] = ()
    caption: tuple[str, ...] = ()
    paywall: tuple[str, ...] = ()
    next_page: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for each in fields(self):
            object.__setattr__(self, f"_{each.name}", tuple(map(Selector, getattr(self, each.name))))

    def compiled(self, name: str) -> tuple[Selector, ...]:
        """The compiled selectors of one field, in order."""
        selectors: tuple[Selector, ...] = getattr(self, f"_{name}")
        return selectors


@dataclass(frozen=True, kw_only=True)
class Index:
    """A list of articles in pages: `https://…/indeks?page={page}&date={date:%Y-%m-%d}`.

    `url` may hold `{page}` (from `first_page`, step `page_step`: an offset index has `first_page=0, page_step=50`)
    and `{date:…}` (strftime; such an index is asked day by day). `links` and `dates` are selectors; the dates, if
    any, stand in the same order and number as the links.
    """

    url: str
    links: str
    dates: str = ""
    first_page: int = 1
    page_step: int = 1

    def __post_init__(self) -> None:
        Selector(self.links)
        if self.dates:
            Selector(self.dates)

    @property
    def dated(self) -> bool:
        return "{date" in self.url

    @property
    def paged(self) -> bool:
        return "{page" in self.url


@dataclass(frozen=True, kw_only=True)
class Portal:
    """One portal. Only `name`, `title` and `domains` are required; every other fact may be unknown.

    `article_url`: patterns searched in the URL, newest shape first; a group `id` gives the article id. With none,
    every URL on the domains may be an article. `not_article`: patterns that refuse a URL whatever `article_url` says.
    `unique_ids`: an article id is one article in all the portal, at whatever address (detik /read/…/4025797/… and
    d-4025797, a changed slug). `kinds`: kind ("photo", "video", "live") -> pattern searched in the URL.
    `whole_article`: query parameters that show a multi-page article on one page ({"single": "1"}).
    `keep_query`: parameters that belong to the canonical URL; all others are dropped.
    `forms`: pattern -> replacement in a URL: the print, AMP or old address of an article -> its own.
    `drop`: selectors removed from the body. `boilerplate`: patterns; a block in which one is found is removed.
    `distrust`: "field:source" pairs that lie here ("authors:jsonld" where JSON-LD names the editor as the author).
    `dates`: the order in which sources of the publication time are believed: "jsonld", "meta", "visible", "url".
    `before(tree)` may change the parsed page; `after(article, tree)` may mend the article.
    `search`: indexes whose URL holds `{query}`. `layouts`: the layouts that the selectors cover, newest first, by year.
    `evidence`: "page" (a real page was read), "model" (only a page modelled on descriptions), "facts" (no page: its
    articles go through the general extraction); `newest_evidence`: ISO date of the newest fact.
    """

    name: str
    title: str
    domains: tuple[str, ...]
    family: str = ""
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    indexes: tuple[Index, ...] = ()
    search: tuple[Index, ...] = ()
    article_url: tuple[str, ...] = ()
    unique_ids: bool = False
    not_article: tuple[str, ...] = ()
    kinds: Mapping[Kind, str] = field(default_factory=dict)
    whole_article: Mapping[str, str] = field(default_factory=dict)
    keep_query: tuple[str, ...] = ()
    forms: Mapping[str, str] = field(default_factory=dict)
    select: Selectors = field(default_factory=Selectors)
    drop: tuple[str, ...] = ()
    boilerplate: tuple[str, ...] = ()
    distrust: tuple[str, ...] = ()
    dates: tuple[str, ...] = ("jsonld", "meta", "visible", "url")
    timezone: str = "Asia/Jakarta"
    language: str = "id"
    before: Callable[[etree._Element], None] | None = None
    after: Callable[[Article, etree._Element], None] | None = None
    layouts: tuple[str, ...] = ()
    evidence: Evidence = "facts"
    newest_evidence: str = ""

    def __post_init__(self) -> None:
        for name in (
            "domains",
            "feeds",
            "sitemaps",
            "indexes",
            "article_url",
            "not_article",
            "drop",
            "boilerplate",
        ):
            if isinstance(getattr(self, name), str):
                raise TypeError(f"portal {self.name}: {name} must be a tuple, not a string")
        if unknown := set(self.kinds) - set(get_args(Kind)):
            raise ValueError(f"portal {self.name}: {min(unknown)!r} is none of the kinds {', '.join(get_args(Kind))}")
        for name in ("kinds", "whole_article", "forms"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))
        for name in (
            "zone",
            "article_patterns",
            "refused_patterns",
            "kind_patterns",
            "form_patterns",
            "drop_selectors",
            "boilerplate_patterns",
        ):
            getattr(self, name)

    @cached_property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @cached_property
    def article_patterns(self) -> tuple[re.Pattern[str], ...]:
        return tuple(map(compile_pattern, self.article_url))

    @cached_property
    def refused_patterns(self) -> tuple[re.Pattern[str], ...]:
        return tuple(map(compile_pattern, self.not_article))

    @cached_property
    def kind_patterns(self) -> dict[Kind, re.Pattern[str]]:
        return {kind: compile_pattern(pattern) for kind, pattern in self.kinds.items()}

    @cached_property
    def form_patterns(self) -> tuple[tuple[re.Pattern[str], str], ...]:
        return tuple((compile_pattern(pattern), own) for pattern, own in self.forms.items())

    @cached_property
    def hosts(self) -> dict[str, str]:
        """Domain -> host of its main site, with or without `www.` as the portal's own sources write it.

        Where they do not say, a registered domain has `www.` and a name below one has not.
        """
        sources = (*self.feeds, *self.sitemaps, *(index.url for index in (*self.indexes, *self.search)))
        written = [(urlsplit(url).hostname or "") for url in sources if "{" not in url.split("/")[2]]
        return {
            domain: next(
                (host for host in written if host in (domain, f"www.{domain}")),
                f"www.{domain}" if _REGISTERED.fullmatch(domain) else domain,
            )
            for domain in self.domains
        }

    @cached_property
    def drop_selectors(self) -> tuple[Selector, ...]:
        return tuple(map(Selector, self.drop))

    @cached_property
    def boilerplate_patterns(self) -> tuple[re.Pattern[str], ...]:
        return tuple(compile_pattern(p, re.IGNORECASE) for p in self.boilerplate)

    def is_article(self, url: str) -> bool:
        """Whether the URL has the shape of one of this portal's articles."""
        if self.domains and NO_ARTICLES.search(url):
            return False
        if any(p.search(url) for p in self.refused_patterns):
            return False
        return not self.article_patterns or any(p.search(url) for p in self.article_patterns)

    def article_id(self, url: str) -> str | None:
        """The `id` group of the first article pattern that is found in the URL."""
        for pattern in self.article_patterns:
            if found := pattern.search(url):
                return found.groupdict().get("id")
        return None

    def kind_of(self, url: str) -> Kind:
        """ "photo", "video", "live" by the portal's URL rules, else "article"."""
        for kind, pattern in self.kind_patterns.items():
            if pattern.search(url):
                return kind
        return "article"
