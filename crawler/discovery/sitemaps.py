"""Sitemaps: XML, news, index, gzip, plain text -> links and the sitemaps below."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo

from lxml import etree

from crawler.discovery import Link
from crawler.discovery.feeds import ROOTS as FEED_ROOTS
from crawler.discovery.feeds import links_of
from crawler.discovery.xml import absolute, children, local_name, moment, parse_xml, text_of, unpacked

MOST_CHILDREN = 50
MOST_UNDATED = 100
DEEPEST = 3
_OLDEST = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What a sitemap holds. A child is the URL of another sitemap and when it last changed (aware, or None)."""

    articles: list[Link] = field(default_factory=list)
    children: list[tuple[str, datetime | None]] = field(default_factory=list)


def sitemap_links(body: bytes, url: str, zone: tzinfo = UTC) -> Sitemap:
    """The articles and child sitemaps in a sitemap; empty for what is none. A feed or a list of URLs counts as one.

    Only a news sitemap tells when an article was published; `lastmod` becomes `changed_at`.
    """
    text = unpacked(body)
    if text.lstrip()[:4].lower() == b"http":
        return Sitemap(_listed(text, url))
    root = parse_xml(text)
    if root is None:
        return Sitemap()
    if local_name(root) in FEED_ROOTS:
        return Sitemap(links_of(root, url, "sitemap", zone))
    articles = [link for entry in root.iter("{*}url") if (link := _article(entry, url, zone))]
    below = [
        (address, moment(text_of(entry, "lastmod"), zone))
        for entry in root.iter("{*}sitemap")
        if (address := absolute(url, text_of(entry, "loc")))
    ]
    return Sitemap(articles, below)


def children_to_follow(
    below: Iterable[tuple[str, datetime | None]], since: datetime | None, most: int = MOST_CHILDREN
) -> list[str]:
    """Which child sitemaps may hold articles since then: newest first, at most `most`. Undated ones come last."""
    wanted = [(address, changed) for address, changed in below if not (since and changed and changed < since)]
    wanted.sort(key=lambda child: child[1] or _OLDEST, reverse=True)
    return [address for address, _ in wanted][:most]


def newest_links(links: Iterable[Link], since: datetime) -> list[Link]:
    """The links dated since then, and the first hundred of those without a date."""
    dated, undated = [], []
    for link in links:
        if when := link.published_at or link.changed_at:
            dated += [link] if when >= since else []
        else:
            undated.append(link)
    return dated + undated[:MOST_UNDATED]


def _article(entry: etree._Element, url: str, zone: tzinfo) -> Link | None:
    address = absolute(url, text_of(entry, "loc"))
    if address is None:
        return None
    news = next(children(entry, "news"), entry)
    published = moment(text_of(news, "publication_date"), zone)
    changed = moment(text_of(entry, "lastmod"), zone)
    return Link(address, "sitemap", url, published, text_of(news, "title"), changed)


def _listed(text: bytes, url: str) -> list[Link]:
    lines = (line.strip() for line in text.decode("utf-8", "replace").splitlines())
    return [Link(line, "sitemap", url) for line in lines if line.lower().startswith("http") and absolute(url, line)]
