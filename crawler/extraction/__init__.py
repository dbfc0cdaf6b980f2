"""Extraction: the bytes of a page -> Article. Pure; never imports Scrapy."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar
from urllib.parse import urlsplit

from lxml import etree

from crawler.article import PARAGRAPH_BREAK, Article, Block, Draft
from crawler.canonical import canonical_url
from crawler.extraction import fields, people, times
from crawler.extraction.body import blocks_of
from crawler.extraction.generic import generic_blocks, json_ld_blocks
from crawler.extraction.judging import kind_of, rejection
from crawler.extraction.language import language_of
from crawler.extraction.page import Page, parse_html
from crawler.extraction.paging import next_page
from crawler.portal import Portal
from crawler.portals import GENERIC, portal_of
from crawler.selector import Selector
from pipelines import clean

Result = TypeVar("Result")
_CANONICAL = Selector("//link[@rel='canonical']/@href")
_OG_URL = Selector("//meta[@property='og:url']/@content")
_ENOUGH = 60


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
    and a page without an article comes back with `rejected` saying why ("not html", "empty", "listing").
    """
    portal = portal or portal_of(url) or GENERIC
    fetched_at = fetched_at or datetime.now(UTC).replace(microsecond=0)
    article = Article(canonical_url(url, portal), url, _portal_name(portal, url), fetched_at)
    root = parse_html(body, content_type)
    if root is None:
        article.rejected = "not html" if body.strip() else "empty"
        return article
    page = Page(url, root, portal, fetched_at)
    if portal.before:
        _attempt(lambda: portal.before(root))  # type: ignore[misc]
    _fill(article, page)
    return article


def _fill(article: Article, page: Page) -> None:
    portal = page.portal
    article.url = own_address(page)
    article.article_id = portal.article_id(article.url) or portal.article_id(page.url)
    article.kind = _attempt(lambda: kind_of(page)) or "article"
    _fill_texts(article, page)
    _fill_times(article, page)
    article.paywalled = bool(_attempt(lambda: is_paywalled(page)))
    article.next_page = _attempt(lambda: next_page(page))
    article.complete = article.next_page is None
    source, blocks = _attempt(lambda: _body(page, article.kind)) or ("", [])
    if blocks:
        article.sources["text"] = source
    draft = Draft(article, tuple(blocks), portal)
    draft = _attempt(lambda: clean(draft)) or draft
    cleaned = draft.article
    for name in Article.__dataclass_fields__:
        setattr(article, name, getattr(cleaned, name))
    article.text = PARAGRAPH_BREAK.join(block.text for block in draft.blocks)
    article.language = language_of(article.text, portal.language if portal is not GENERIC else None)
    if portal.after:
        _attempt(lambda: portal.after(article, page.root))  # type: ignore[misc]
    article.rejected = rejection(article, page)


def _fill_texts(article: Article, page: Page) -> None:
    for name, candidates in fields.CANDIDATES.items():
        if found := _attempt(lambda c=candidates: next(c(page), None)):  # type: ignore[misc]
            setattr(article, name, found.value)
            article.sources[name] = found.source
    choices: dict[str, Callable[[], fields.FoundList | None]] = {
        "tags": lambda: next(fields.tags(page), None),
        "editors": lambda: next(people.editors(page), None),
        "authors": lambda: people.choose_authors(page, article.editors),
    }
    for name, choose in choices.items():
        if found_list := _attempt(choose):
            setattr(article, name, list(dict.fromkeys(found_list.value)))
            article.sources[name] = found_list.source


def _fill_times(article: Article, page: Page) -> None:
    if published := _attempt(lambda: times.published(page, article.title)):
        article.published_at = published.parsed.value
        article.published_raw = published.parsed.raw
        article.sources["published_at"] = published.source
    if modified := _attempt(lambda: times.modified(page, article.published_at)):
        article.sources["modified_at"], article.modified_at = modified


def _body(page: Page, kind: str) -> tuple[str, list[Block]]:
    """Source and blocks of the body: portal selectors, trafilatura, JSON-LD; the first that has text enough."""
    best: tuple[str, list[Block]] = ("", [])
    for source, elements in fields.select(page, "body"):
        containers = _outermost([e for e in elements if not isinstance(e, str)])
        dropped = {d for c in containers for selector in page.portal.drop_selectors for d in selector.elements(c)}
        blocks = blocks_of(containers, dropped, captions=kind == "photo")
        if _length(blocks) >= _ENOUGH or (kind != "article" and blocks):
            return source, blocks
        best = max(best, (source, blocks), key=lambda b: _length(b[1]))
    if _length(blocks := generic_blocks(page.root, page.url)) > max(_ENOUGH, 2 * _length(best[1])):
        best = "generic", blocks
    if _length(blocks := json_ld_blocks(page.news)) > max(_ENOUGH, 2 * _length(best[1])):
        best = "jsonld", blocks
    return best


def _outermost(elements: list[etree._Element]) -> list[etree._Element]:
    """The elements that stand in none of the others, so that no text is read twice."""
    chosen = set(elements)
    return [e for e in elements if not any(a in chosen for a in e.iterancestors())]


def _length(blocks: list[Block]) -> int:
    return sum(len(b.text) for b in blocks)


def own_address(page: Page) -> str:
    """The canonical URL: the page's rel=canonical or og:url where it is an article of the same portal, else its own."""
    for address in (_CANONICAL, _OG_URL):
        url = fields.absolute(page.url, address.first_string(page.root))
        if not url or urlsplit(url).path in ("", "/"):
            continue
        if page.portal is GENERIC:
            if urlsplit(url).hostname == urlsplit(page.url).hostname:
                return canonical_url(url)
        elif portal_of(url) is page.portal and page.portal.is_article(canonical_url(url, page.portal)):
            return canonical_url(url, page.portal)
    return canonical_url(page.url, page.portal)


def is_paywalled(page: Page) -> bool:
    """Whether the text is only for those who pay: JSON-LD's isAccessibleForFree, or the portal's own mark."""
    free = page.news.get("isAccessibleForFree")
    if isinstance(free, bool | str) and str(free).strip().lower() == "false":
        return True
    return any(True for _ in fields.select(page, "paywall"))


def _portal_name(portal: Portal, url: str) -> str:
    return portal.name if portal is not GENERIC else (urlsplit(url).hostname or "").removeprefix("www.")


def _attempt(read: Callable[[], Result]) -> Result | None:
    """One field's result, or None: one bad field never costs the others."""
    try:
        return read()
    except Exception:
        return None
