"""Sources: where the articles of a portal are looked for, best first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import get_args

from crawler.discovery import Way
from crawler.discovery.indexes import way_of
from crawler.portal import Index, Portal

ORDER: tuple[Way, ...] = get_args(Way)
_NEWS_SITEMAP = re.compile(r"(?i)(?:google|sitemap)[-_]?news|news[-_]?sitemap")


@dataclass(frozen=True, slots=True)
class Source:
    """A feed, sitemap or index to begin with. `index` is None for the first two."""

    way: Way
    url: str
    index: Index | None = None


def sources_of(portal: Portal, query: str = "") -> list[Source]:
    """What to ask of a portal, best way first; with a `query` its search pages alone."""
    if query:
        return [Source("search", index.url, index) for index in portal.search]
    sources = [Source("feed", url) for url in portal.feeds]
    sources += [Source("news sitemap" if _NEWS_SITEMAP.search(url) else "sitemap", url) for url in portal.sitemaps]
    sources += [Source(way_of(index), index.url, index) for index in portal.indexes]
    return sorted(sources, key=lambda source: ORDER.index(source.way))


def robots_url(portal: Portal) -> str | None:
    """The robots.txt to ask for sitemaps, where a portal has neither feed nor sitemap."""
    if portal.feeds or portal.sitemaps:
        return None
    if portal.indexes:
        scheme, _, rest = portal.indexes[0].url.partition("://")
        return f"{scheme}://{rest.partition('/')[0]}/robots.txt"
    return f"https://{portal.domains[0]}/robots.txt"
