"""Sitemaps: XML, news, index, gzip, plain text -> links and the sitemaps below."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from io import StringIO
from itertools import islice

from lxml import etree

from crawler.discovery import MOST_LINKS, Link, Way
from crawler.discovery.feeds import ROOTS as FEED_ROOTS
from crawler.discovery.feeds import links_of
from crawler.discovery.window import DAY, Window
from crawler.discovery.xml import (
    LARGEST,
    MOST_TAGS,
    absolute,
    children,
    local_name,
    moment,
    parse_xml,
    text_of,
    unpacked,
)

MOST_CHILDREN = 50
MOST_UNDATED = 100
DEEPEST = 3
_NAMED = re.compile(
    r"(?<!\d)(?P<year>(?:199|20[0-3])\d)(?P<sep>[-_/]?)(?P<month>0[1-9]|1[0-2])"
    r"(?:(?P=sep)(?P<day>0[1-9]|[12]\d|3[01]))?(?!\d)"
)
Child = tuple[str, datetime | None]
"""The URL of a sitemap that another names, and when it last changed (aware, or None)."""


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What a sitemap holds: links, and the sitemaps below it.

    `cut`: whether it holds more than is read, which is MOST_LINKS of each and LARGEST bytes.
    """

    articles: list[Link] = field(default_factory=list)
    children: list[Child] = field(default_factory=list)
    cut: bool = False


def sitemap_links(body: bytes, url: str, zone: tzinfo = UTC) -> Sitemap:
    """The articles and child sitemaps in a sitemap; empty for what is none. A feed or a list of URLs counts as one.

    Only a news sitemap tells when an article was published; `lastmod` becomes `changed_at`.
    """
    text = unpacked(body)
    cut = len(text) >= LARGEST or text.count(b"<") > MOST_TAGS
    if text.lstrip()[:4].lower() == b"http":
        listed = _listed(text, url)
        return Sitemap(listed, cut=cut or len(listed) == MOST_LINKS)
    root = parse_xml(text)
    if root is None:
        return Sitemap(cut=cut)
    if local_name(root) in FEED_ROOTS:
        return Sitemap(links_of(root, url, "sitemap", zone), cut=cut)
    entries, below = _entries(root, "url"), _entries(root, "sitemap")
    return Sitemap(
        [link for entry in entries if (link := _article(entry, url, zone))],
        [
            (address, moment(text_of(entry, "lastmod"), zone))
            for entry in below
            if (address := absolute(url, text_of(entry, "loc")))
        ],
        cut=cut or MOST_LINKS in (len(entries), len(below)),
    )


def children_to_follow(below: Iterable[Child], window: Window, most: int = MOST_CHILDREN) -> list[Child]:
    """Which child sitemaps may hold articles of the window: newest first, undated ones last.

    One is left out that has not changed since the window began, or whose name holds a day or month outside it. `most`
    bounds the undated ones, and all where the window has no start.
    """
    dated: list[tuple[datetime, Child]] = []
    undated: list[Child] = []
    for address, changed in below:
        first, last = _named_span(address)
        if (changed and changed < window.reach) or (last and last < window.reach):
            continue
        if window.until and first and first >= window.until:
            continue
        if newest := last or changed:
            dated.append((newest, (address, changed)))
        else:
            undated.append((address, changed))
    dated.sort(key=lambda child: child[0], reverse=True)
    wanted = [child for _, child in dated] + undated[:most]
    return wanted if window.since else wanted[:most]


def newest_links(links: Iterable[Link], since: datetime) -> list[Link]:
    """The links dated since then, and the first hundred of those without a date."""
    dated, undated = [], []
    for link in links:
        if when := link.published_at or link.changed_at:
            dated += [link] if when >= since else []
        else:
            undated.append(link)
    return dated + undated[:MOST_UNDATED]


def _entries(root: etree._Element, name: str) -> list[etree._Element]:
    return list(islice(root.iter(f"{{*}}{name}"), MOST_LINKS))


def _named_span(url: str) -> tuple[datetime | None, datetime | None]:
    """The day or month in a sitemap's name, with a day of slack on both sides: "sitemap-2022-03.xml"."""
    path = url.partition("://")[2].partition("/")[2]
    if not (found := _NAMED.search(path)):
        return None, None
    year, month, day = int(found["year"]), int(found["month"]), int(found["day"] or 1)
    try:
        first = datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return None, None
    length = timedelta(days=1 if found["day"] else monthrange(year, month)[1])
    return first - DAY, first + length + DAY


def _article(entry: etree._Element, url: str, zone: tzinfo) -> Link | None:
    address = absolute(url, text_of(entry, "loc"))
    if address is None:
        return None
    news = next(children(entry, "news"), None)
    way: Way = "sitemap" if news is None else "news sitemap"
    told = entry if news is None else news
    published = moment(text_of(told, "publication_date"), zone)
    changed = moment(text_of(entry, "lastmod"), zone)
    return Link(address, way, url, published, text_of(told, "title"), changed)


def _listed(text: bytes, url: str) -> list[Link]:
    lines = (line.strip() for line in islice(StringIO(text.decode("utf-8", "replace")), MOST_LINKS))
    whole = (line for line in lines if line.lower().startswith(("http://", "https://")))
    return [Link(address, "sitemap", url) for line in whole if (address := absolute(url, line))]
