"""Extraction: the bytes of a page -> Article. Pure; never imports Scrapy."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import ParamSpec, TypeVar
from urllib.parse import urlsplit

from crawler.article import PARAGRAPH_BREAK, Article, Draft
from crawler.canonical import LONGEST_URL, canonical_url
from crawler.extraction import fields, people, times
from crawler.extraction.bodies import choose_body
from crawler.extraction.judging import kind_of, rejection
from crawler.extraction.language import language_of
from crawler.extraction.page import Page, is_too_large, parse_html
from crawler.extraction.paging import next_page
from crawler.portal import Portal
from crawler.portals import GENERIC, portal_of
from pipelines import clean
from pipelines.whitespace import visible

Result = TypeVar("Result")
P = ParamSpec("P")
logger = logging.getLogger(__name__)


def article_from_html(
    body: bytes,
    url: str,
    *,
    content_type: str | None = None,
    fetched_at: datetime | None = None,
    portal: Portal | None = None,
) -> Article:
    """The article in a page, extracted and cleaned.

    `url` is where the page was fetched; `content_type` the HTTP header; `fetched_at` (aware, now if None) is what
    relative times count from; `portal` is found by the URL if None. Never raises: a field that fails is left empty,
    and a page without an article comes back with `rejected` saying why ("not html", "too large", "empty", "listing").
    """
    portal = portal or portal_of(url) or GENERIC
    fetched_at = fetched_at or datetime.now(UTC).replace(microsecond=0)
    address = url if _is_address(url) else ""
    page = page_of(body, address, portal=portal, content_type=content_type, fetched_at=fetched_at)
    if page is None:
        article = Article(canonical_url(address, portal), url, _portal_name(portal, address), fetched_at)
        article.rejected = _why_not_parsed(body)
        return article
    article = article_of(page)
    article.requested_url = url
    return article


def page_of(body: bytes, url: str, *, portal: Portal, content_type: str | None, fetched_at: datetime) -> Page | None:
    """The parsed page, with the portal's `before` done; None where the bytes hold no HTML."""
    root = parse_html(body, content_type)
    if root is None:
        return None
    if portal.before:
        _attempt(portal.before, root)
    return Page(url, root, portal, fetched_at)


def article_of(page: Page) -> Article:
    """The article of a page that is already parsed; otherwise as `article_from_html`."""
    portal = page.portal
    article = Article(page.address, page.url, _portal_name(portal, page.url), page.fetched_at)
    _fill_address(article, page)
    _fill_texts(article, page)
    _fill_times(article, page)
    article = _with_body(article, page)
    if portal.after:
        _attempt(portal.after, article, page.root)
    article.sources = {name: source for name, source in article.sources.items() if getattr(article, name)}
    article.rejected = rejection(article, page)
    return article


def _fill_address(article: Article, page: Page) -> None:
    article.url = _attempt(own_address, page) or article.url
    article.article_id = page.portal.article_id(article.url) or page.portal.article_id(page.url)
    article.kind = _attempt(kind_of, page) or "article"
    article.paywalled = bool(_attempt(is_paywalled, page))
    article.next_page = _attempt(next_page, page)
    article.complete = article.next_page is None


def _with_body(article: Article, page: Page) -> Article:
    """The article with its text, cleaned together with the fields that the cleaning fills or mends."""
    source, blocks = _attempt(choose_body, page, article.kind) or ("", [])
    article.sources["text"] = source
    draft = Draft(article, tuple(blocks), page.portal)
    draft = _attempt(clean, draft) or draft
    text = PARAGRAPH_BREAK.join(block.text for block in draft.blocks)
    language = language_of(text, page.portal.language if page.portal is not GENERIC else None)
    return replace(draft.article, text=text, language=language)


def _fill_texts(article: Article, page: Page) -> None:
    for name, candidates in fields.CANDIDATES.items():
        if found := _attempt(_first, candidates(page)):
            setattr(article, name, visible(found.value))
            article.sources[name] = found.source
    _fill_list(article, "tags", _attempt(_first, fields.tags(page)))
    _fill_list(article, "editors", _attempt(_first, people.editors(page)))
    _fill_list(article, "authors", _attempt(people.choose_authors, page, article.editors))


def _fill_list(article: Article, name: str, found: fields.FoundList | None) -> None:
    if found:
        setattr(article, name, list(dict.fromkeys(map(visible, found.value))))
        article.sources[name] = found.source


def _fill_times(article: Article, page: Page) -> None:
    if published := _attempt(times.published, page, article.title):
        article.published_at = published.parsed.value
        article.published_raw = published.parsed.raw
        article.sources["published_at"] = published.source
    if modified := _attempt(times.modified, page, article.published_at):
        article.sources["modified_at"], article.modified_at = modified


def own_address(page: Page) -> str:
    """The canonical URL: the page's rel=canonical or og:url where it is an article of the same portal, else its own."""
    canonical = next(iter(page.related.get("canonical", ())), "").strip()
    for declared in (canonical, page.meta.get("og:url", "")):
        url = fields.absolute(page.url, declared) if declared else ""
        if not url or urlsplit(url).path in ("", "/"):
            continue
        if page.portal is GENERIC:
            if urlsplit(url).hostname == urlsplit(page.url).hostname:
                return canonical_url(url)
        elif portal_of(url) is page.portal:
            address = page.address if url == page.url else canonical_url(url, page.portal)
            if page.portal.is_article(address):
                return address
    return page.address


def is_paywalled(page: Page) -> bool:
    """Whether the text is only for those who pay: JSON-LD's isAccessibleForFree, or the portal's own mark."""
    free = page.news.get("isAccessibleForFree")
    if isinstance(free, bool | str) and str(free).strip().lower() == "false":
        return True
    return any(True for _ in fields.select(page, "paywall"))


def _why_not_parsed(body: bytes) -> str:
    if not body.strip():
        return "empty"
    return "too large" if is_too_large(body) else "not html"


def _portal_name(portal: Portal, url: str) -> str:
    return portal.name if portal is not GENERIC else (urlsplit(url).hostname or "").removeprefix("www.")


def _is_address(url: str) -> bool:
    try:
        urlsplit(url)
    except ValueError:
        return False
    return len(url) <= LONGEST_URL


def _first(candidates: Iterator[Result]) -> Result | None:
    return next(candidates, None)


def _attempt(read: Callable[P, Result], *args: P.args, **kwargs: P.kwargs) -> Result | None:
    """One field's result, or None: one bad field never costs the others."""
    try:
        return read(*args, **kwargs)
    except Exception:
        logger.debug("%s failed", getattr(read, "__name__", read), exc_info=True)
        return None
