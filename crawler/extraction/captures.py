"""Pages that were fetched before -> the articles in them, parts joined. Pure, and as the spider reads them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from urllib.parse import parse_qsl, urlsplit

from crawler.article import Article, RawPage
from crawler.extraction import article_from_html
from crawler.extraction.paging import MOST_PARTS, join_pages
from crawler.portal import Portal
from crawler.portals import GENERIC, portal_of

_NUMBER = re.compile(r"\d{1,3}")
_PAGE_PARAMETER = re.compile(r"(?i)(?:show)?page|hal(?:aman)?")


def articles_of(pages: Iterable[RawPage], portal: Portal | None = None) -> list[Article]:
    """The articles in the captures of one article (of its parts, at one time or several), in order of time.

    Each has its `pages`. One that is `rejected` is not an article; a later part is none by itself, and where the first
    is missing there is none. `portal` is found by the URL if None.
    """
    read = [_read(page, portal) for page in sorted(pages, key=lambda page: page.fetched_at)]
    named = {_address(part.next_page) for part in read if part.next_page}
    firsts = [part for part in read if not is_later_part(part.pages[0].url, part.url)]
    # where the last part leads back to the first, every one is named
    firsts = [part for part in firsts if not _addresses(part) & named] or firsts
    return [_joined(first, read, portal) for first in firsts]


def article_of(first: RawPage, later: Iterable[RawPage], portal: Portal | None = None) -> Article:
    """The article that begins on a page, its other parts being among the later ones; otherwise as `articles_of`."""
    read = [_read(page, portal) for page in (first, *later)]
    return _joined(read[0], read, portal)


def is_later_part(url: str, canonical: str) -> bool:
    """Whether an address says that it is not the first part: a page number over 1 that the canonical one lacks."""
    own, given = urlsplit(canonical), urlsplit(url)
    lost = [
        value for name, value in parse_qsl(given.query) if _PAGE_PARAMETER.fullmatch(name) and name not in own.query
    ]
    if given.path.startswith(own.path):
        lost.append(given.path[len(own.path) :])
    return any(int(number) > 1 for value in lost for number in _NUMBER.findall(value)[:1])


def _read(page: RawPage, portal: Portal | None) -> Article:
    article = article_from_html(
        page.body, page.url, content_type=page.content_type, fetched_at=page.fetched_at, portal=portal
    )
    article.requested_url = page.requested_url
    article.pages = (page,)
    return article


def _joined(first: Article, read: Sequence[Article], portal: Portal | None) -> Article:
    """The article that begins with a part, and goes on with what was fetched nearest in time."""
    parts = [first]
    while (following := parts[-1].next_page) and len(parts) < MOST_PARTS and not first.rejected:
        asked = _address(following)
        found = [part for part in read if asked in _addresses(part) and part not in parts and not part.rejected]
        if not found:
            break
        parts.append(min(found, key=lambda part: abs(part.fetched_at - first.fetched_at)))
    article = join_pages(parts)
    if _is_whole_view(first, portal) and article.page_count < len(parts):
        # the next part brought nothing new, so the whole view was whole
        article.complete = True
    return article


def _is_whole_view(article: Article, portal: Portal | None) -> bool:
    wanted = (portal or portal_of(article.pages[0].url) or GENERIC).whole_article
    asked = {pair for url in (article.requested_url, article.pages[0].url) for pair in parse_qsl(urlsplit(url).query)}
    return bool(wanted) and wanted.items() <= asked


def _addresses(article: Article) -> set[str]:
    return {_address(article.pages[0].url), _address(article.requested_url)}


def _address(url: str) -> str:
    """The URL without what does not tell one part from another."""
    return url.partition("#")[0].partition("://")[2].removeprefix("www.").rstrip("/")
