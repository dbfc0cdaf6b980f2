"""A new portal: its page looked at, its first rules and a fixture written."""

from __future__ import annotations

import json
import keyword
import os
import re
from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import crawler.portals
from crawler import article_from_html
from crawler.article import Article
from crawler.canonical import canonical_url
from crawler.drafting.candidates import alternate_feeds
from crawler.drafting.shapes import article_pattern, registered_domain
from crawler.drafting.skeletons import skeleton
from crawler.drafting.sources import portal_source
from crawler.errors import ExitCode, KlipingError, UsageError
from crawler.extraction.page import parse_html
from crawler.extraction.structured import meta_values
from crawler.portal import Portal
from crawler.portals import GENERIC, all_portals, portal_of
from crawler.saved import is_url, read_bytes, saved_address
from crawler.spiders.reasons import in_words

FIELDS = tuple("title text published_at authors editors section tags lead image_url image_caption".split())
_EXPECTED = ("url", "article_id", "title", "published_at", "authors", "editors", "section", "tags", "text")
_NAME = re.compile(r"[a-z][a-z0-9]{1,40}")


@dataclass(frozen=True)
class Seen:
    """What was looked at: an article page, and the sources that answered (or that the page names, for a file)."""

    url: str
    body: bytes
    at: datetime
    feeds: Collection[str] = ()
    sitemaps: Collection[str] = ()
    links: Collection[str] = ()


@dataclass(frozen=True)
class NewPortal:
    """What was written and found. `found` maps a field to the source of its value; `matched` of `linked` URLs fit."""

    portal_file: str
    fixture: str | None
    found: dict[str, str]
    missing: list[str]
    feeds: list[str]
    sitemaps: list[str]
    article_url: str
    linked: int
    matched: int

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)

    def lines(self) -> list[str]:
        """The same for people."""
        return [
            *(f"{name}: from {source}" for name, source in self.found.items()),
            f"not found, give selectors: {', '.join(self.missing) or 'nothing'}",
            *(f"feed: {url}" for url in self.feeds),
            *(f"sitemap: {url}" for url in self.sitemaps),
            f"article_url: {self.article_url} fits {self.matched} of {self.linked} links",
            f"wrote {self.portal_file}",
            f"wrote {self.fixture}" if self.fixture else "no fixture: a page with other words in it gave no article",
        ]


def draft_portal(name: str, source: str, url: str | None, timeout: float) -> NewPortal:
    """Look at a page (a URL or a saved file) and write NAME.py and a fixture. KlipingError says what is in the way."""
    if not _NAME.fullmatch(name) or keyword.iskeyword(name):
        raise UsageError(f"{name!r} is no name for a portal; give lower-case letters and digits, like detik")
    own = os.environ.get("KLIPING_PORTALS")
    ours = Path(crawler.portals.__file__).parent
    module = (Path(own) if own else ours) / f"{name}.py"
    fixtures = (Path(own) if own else ours.parents[1] / "tests" / "portals") / name
    if name in all_portals() or module.exists() or fixtures.exists():
        raise UsageError(f"there is a portal named {name} already; nothing is overwritten")
    seen = _fetched(source, timeout) if is_url(source) else _saved(source, url)
    portal, article = _portal_and_article(name, seen)
    year = str((article.published_at or seen.at).year)
    fixture = _write_fixture(fixtures, year, portal, seen)
    portal = replace(portal, layouts=(year,), evidence="page") if fixture else portal
    module.parent.mkdir(parents=True, exist_ok=True)
    module.write_text(portal_source(portal, f"{portal.domains[0]}; one article page was seen on {seen.at:%Y-%m-%d}."))
    return NewPortal(
        portal_file=str(module),
        fixture=str(fixture) if fixture else None,
        found={field: article.sources.get(field, "url") for field in FIELDS if getattr(article, field)},
        missing=[field for field in FIELDS if not getattr(article, field)],
        feeds=list(seen.feeds),
        sitemaps=list(seen.sitemaps),
        article_url=portal.article_url[0],
        linked=len(seen.links),
        matched=sum(portal.is_article(canonical_url(link, portal)) for link in seen.links),
    )


def _fetched(url: str, timeout: float) -> Seen:
    from crawler.crawling import probe

    spider = probe(url, settings={"DOWNLOAD_TIMEOUT": timeout})
    if spider.page is None:
        raise KlipingError(f"{url}: {in_words(spider.problem or 'connection')}")
    links = {link.url for found in (*spider.feeds.values(), *spider.sitemaps.values()) for link in found}
    return Seen(spider.page.url, spider.page.body, datetime.now(UTC), list(spider.feeds), list(spider.sitemaps), links)


def _saved(source: str, url: str | None) -> Seen:
    body, at = read_bytes(source)
    url = saved_address(body, url)
    return Seen(url, body, at, alternate_feeds(body, url))


def _portal_and_article(name: str, seen: Seen) -> tuple[Portal, Article]:
    """The portal as far as the page tells, and the article as its rules read it."""
    article = article_from_html(seen.body, seen.url, fetched_at=seen.at, portal=GENERIC)
    if article.rejected:
        raise KlipingError(f"{in_words(article.rejected)}; give the page of one article", ExitCode.NO_ARTICLE)
    domain = _domain(seen.url)
    root = parse_html(seen.body)
    title = meta_values(root).get("og:site_name") if root is not None else None
    portal = Portal(
        name=name,
        title=title or domain,
        domains=(domain,),
        feeds=tuple(seen.feeds),
        sitemaps=tuple(seen.sitemaps),
        article_url=(article_pattern(canonical_url(seen.url), domain),),
        language=article.language if article.language in ("id", "en") else "id",
        newest_evidence=f"{seen.at:%Y-%m-%d}",
    )
    return portal, article_from_html(seen.body, seen.url, fetched_at=seen.at, portal=portal)


def _domain(url: str) -> str:
    """The domain that the page's site has registered; UsageError where a portal reads it already."""
    if taken := portal_of(url):
        raise UsageError(f"portal {taken.name} has rules for {urlsplit(url).hostname} already")
    return registered_domain(urlsplit(url).hostname or "")


def _write_fixture(folder: Path, year: str, portal: Portal, seen: Seen) -> Path | None:
    """Write the page with invented words and what the rules read in it; None where they read nothing."""
    root = parse_html(seen.body)
    page = skeleton(root) if root is not None else b""
    article = article_from_html(page, seen.url, fetched_at=seen.at, portal=portal)
    if article.rejected:
        return None
    record = article.to_dict()
    expected = {
        "url": seen.url,
        "fetched_at": seen.at.isoformat(),
        "article": {field: record[field] for field in _EXPECTED},
    }
    folder.mkdir(parents=True)
    path = folder / f"{year}.html"
    path.write_bytes(page)
    path.with_suffix(".json").write_text(json.dumps(expected, ensure_ascii=False, indent=2) + "\n")
    return path
