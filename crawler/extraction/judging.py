"""Judging a page: whether it is an article, and of which kind."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from crawler.article import Article, Kind
from crawler.extraction.page import Page
from crawler.extraction.structured import types_of
from crawler.selector import Selector

_LINK_TEXT = Selector("//body//a//text()")
_SHORTEST = 80
# An article's address holds a number or a headline of four words; a channel's ("/berita/", "/bola_eropa") neither.
_ARTICLE_ADDRESS = re.compile(r"\d\d|[^\W_]+(?:[-_.+][^\W_]+){3,}")
_KIND_OF_TYPE: dict[str, Kind] = {
    "LiveBlogPosting": "live", "ImageGallery": "photo", "MediaGallery": "photo", "VideoObject": "video",
}  # fmt: skip
_ARTICLE_TYPES = ("NewsArticle", "ReportageNewsArticle", "Article", "BlogPosting", "LiveBlogPosting")
_LISTING_TYPES = ("CollectionPage", "SearchResultsPage", "ItemList", "WebSite")


def kind_of(page: Page) -> Kind:
    """article, photo, video or live: by the portal's URL rules, then by the JSON-LD type, then og:type."""
    by_url: Kind = page.portal.kind_of(page.url)
    if by_url != "article":
        return by_url
    for name in types_of(page.news):
        if name in _KIND_OF_TYPE:
            return _KIND_OF_TYPE[name]
    return "video" if page.meta.get("og:type", "").startswith("video") else "article"


def rejection(article: Article, page: Page) -> str | None:
    """Why the page is no article: "listing", "empty" (no text or no title), or None where it is one."""
    known_shape = bool(page.portal.article_patterns) and page.portal.is_article(article.url)
    if _is_front_page(page) or (not known_shape and _is_listing(article, page)):
        return "listing"
    enough = len(article.text) >= (_SHORTEST if article.kind == "article" else 1)
    if not article.title or not (enough or (article.text and article.kind != "article")):
        return "empty"
    return None


def _is_front_page(page: Page) -> bool:
    """Whether it was fetched at a bare host, whatever address it calls its own (bola.com names its top story's)."""
    parts = urlsplit(page.address)
    return parts.path.strip("/") == "" and not parts.query


def _is_listing(article: Article, page: Page) -> bool:
    """A front page, an index or a tag page: it says so, or its text is mostly links."""
    if urlsplit(page.url).path.strip("/") == "":
        return True
    if any(name in _ARTICLE_TYPES for name in types_of(page.news)):
        return False
    shaped = _ARTICLE_ADDRESS.search(urlsplit(page.url)._replace(netloc="").geturl())
    if shaped and page.meta.get("og:type", "").startswith("article") and article.published_at:
        return False
    if page.portal.article_patterns or not shaped:
        return True
    return _mostly_links(article, page)


def _mostly_links(article: Article, page: Page) -> bool:
    """Whether links outweigh the text; a page that carries a date of its own may hold far more of them."""
    dated = article.published_at is not None and article.sources.get("published_at") != "url"
    declared = {name for item in page.json_ld for name in types_of(item)}
    if not dated and any(name in declared for name in _LISTING_TYPES):
        return True
    linked = sum(len(text.strip()) for text in _LINK_TEXT.strings(page.root))
    return linked > (8 if dated else 2) * len(article.text)
