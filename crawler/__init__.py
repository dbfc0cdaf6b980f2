"""Kliping: a crawler and archive of Indonesian news. `article_from_html` is the way in without Scrapy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crawler.article import Article

if TYPE_CHECKING:
    from crawler.extraction import article_from_html
    from crawler.portal import Portal

__all__ = ["Article", "Portal", "article_from_html"]


def __getattr__(name: str) -> Any:
    """Extraction and portals are imported when first asked for: reading the database needs neither."""
    if name == "article_from_html":
        from crawler.extraction import article_from_html

        return article_from_html
    if name == "Portal":
        from crawler.portal import Portal

        return Portal
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
