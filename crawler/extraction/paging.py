"""Multi-page articles: where the next part is, and the parts joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlencode, urlsplit, urlunsplit

from crawler.article import PARAGRAPH_BREAK, Article
from crawler.canonical import LONGEST_URL, canonical_url
from crawler.extraction.fields import absolute, as_text, select
from crawler.extraction.page import Page
from crawler.portal import Portal

_SHORT = 40
MOST_PARTS = 30
"""More are not read of one article."""
_MOST_LINKS = 100


def next_page(page: Page) -> str | None:
    """The absolute URL of the part after this one: the portal's `next_page` selectors, then rel=next; None at the end.

    A link that leads to another article (a "next article" button) is not a next part.
    """
    linked = [m for _, matches in select(page, "next_page") for m in matches[:_MOST_LINKS]]
    addresses = [m if isinstance(m, str) else (m.get("href") or as_text(m, LONGEST_URL)) for m in linked]
    addresses += page.related.get("next", [])[:_MOST_LINKS]
    for address in addresses:
        url = absolute(page.url, str(address)).partition("#")[0]
        if url and url != page.url.partition("#")[0] and same_article(url, page.url, page.portal):
            return url
    return None


def same_article(url: str, other: str, portal: Portal) -> bool:
    """Whether two URLs are parts of one article: same canonical URL, same article id, or one path inside the other."""
    one, two = canonical_url(url, portal), canonical_url(other, portal)
    if one == two:
        return True
    if urlsplit(one).hostname != urlsplit(two).hostname:
        return False
    ids = portal.article_id(one), portal.article_id(two)
    if ids[0] and ids[0] == ids[1]:
        return True
    shorter, longer = sorted((urlsplit(one).path, urlsplit(two).path), key=len)
    return len(shorter) > 1 and longer.startswith(shorter + "/") and longer[len(shorter) + 1 :].isdigit()


def whole_article_url(url: str, portal: Portal) -> str:
    """The URL with the parameters that show all parts on one page; the same URL where the portal has none."""
    if not portal.whole_article:
        return url
    parts = urlsplit(url)
    query = "&".join(filter(None, (parts.query, urlencode(dict(portal.whole_article)))))
    return urlunsplit(parts._replace(query=query))


def join_pages(parts: Sequence[Article]) -> Article:
    """One article of its parts in order: fields of the first, paragraphs of all, none twice.

    A part that brings nothing new was not the next part; then `complete` is False, as it is where the last part read
    still names another. `page_count` is the number of parts whose text is in the article.
    """
    first = parts[0]
    paragraphs, seen, count = list(first.paragraphs), set(first.paragraphs), 1
    for part in parts[1:]:
        fresh = [p for p in part.paragraphs if p not in seen or len(p) < _SHORT]
        if not any(len(p) >= _SHORT for p in fresh):
            break
        paragraphs += fresh
        seen.update(fresh)
        count += 1
    complete = count == len(parts) and parts[-1].next_page is None and parts[-1].complete
    return replace(
        first,
        text=PARAGRAPH_BREAK.join(paragraphs),
        editors=first.editors or parts[-1].editors,
        authors=first.authors or parts[-1].authors,
        page_count=count,
        complete=complete,
        next_page=None,
        pages=tuple(page for part in parts for page in part.pages),
    )
