"""Index pages: links, and the walk over pages and days that finds what was published in a range of time."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo

from lxml import etree

from crawler.discovery import Link
from crawler.discovery.window import Window
from crawler.discovery.xml import absolute, moment
from crawler.extraction.page import parse_html
from crawler.portal import Index
from crawler.selector import Selector

BARREN_DAYS = 3
MOST_PAGES = 200
MOST_PAGES_WITHOUT_DATES = 20
_ADDRESS = etree.XPath("string((self::*/@href | descendant::a/@href)[1])")
_BASE = etree.XPath("string((//base/@href)[1])")

Walk = Generator[str, Sequence[Link] | None, None]
"""Yields the URL of an index page; is sent the links to articles that stand on it, or None where it failed."""


def index_links(
    body: bytes, url: str, index: Index, *, zone: tzinfo, now: datetime, content_type: str | None = None
) -> list[Link]:
    """The links on an index page, each once and in order, dated if `index.dates` matches as many times as `links`."""
    root = parse_html(body, content_type)
    if root is None:
        return []
    base = absolute(url, _first_text(_BASE(root))) or url
    found = _matches(root, index.links)
    written = _matches(root, index.dates) if index.dates else []
    if len(written) != len(found):
        written = [""] * len(found)
    links: dict[str, Link] = {}
    for match, when in zip(found, written, strict=True):
        address = match if isinstance(match, str) else _first_text(_ADDRESS(match))
        if (link := absolute(base, address)) and link not in links:
            links[link] = Link(link, "index", url, _moment(_text(when), zone, now), _text(match))
    return list(links.values())


def walk_index(index: Index, window: Window, zone: tzinfo) -> Walk:
    """The pages of an index to ask for, one at a time, newest first, from the window's end (or now) back to its start.

    A dated index is read day by day in `zone`, each day page by page until a page brings no new link; it ends after
    three days in a row that fail or bring nothing. An undated one ends when a page brings nothing new, or when
    everything on it is older than the window: one old item among new ones ends nothing. Where the window has no start
    only the first page (of the last day) is read.
    """
    seen: set[str] = set()
    if not index.dated:
        yield from _walk_pages(index, None, seen, window.since)
        return
    barren = 0
    for day in _days(window, zone):
        before = len(seen)
        yield from _walk_pages(index, day, seen, window.since)
        barren = 0 if len(seen) > before else barren + 1
        if barren == BARREN_DAYS:
            return


def _walk_pages(index: Index, day: date | None, seen: set[str], since: datetime | None) -> Walk:
    most = MOST_PAGES if index.paged and since else 1
    for number in range(most):
        links = yield index.url.format(page=index.first_page + number * index.page_step, date=day)
        if not links or seen.issuperset(link.url for link in links):
            return
        seen.update(link.url for link in links)
        if day is None and since and all(link.published_at and link.published_at < since for link in links):
            return
        if day is None and number + 1 >= MOST_PAGES_WITHOUT_DATES and not any(x.published_at for x in links):
            return


def _days(window: Window, zone: tzinfo) -> Iterator[date]:
    last_moment = min(window.until - timedelta(microseconds=1), window.now) if window.until else window.now
    day = last_moment.astimezone(zone).date()
    last = window.since.astimezone(zone).date() if window.since else day
    while day >= last:
        yield day
        day -= timedelta(days=1)


def _matches(root: etree._Element, selector: str) -> list[etree._Element | str]:
    found = Selector(selector)(root)
    return list(found) if isinstance(found, list) else []


def _text(match: etree._Element | str) -> str:
    text = match if isinstance(match, str) else "".join(str(part) for part in match.itertext())
    return " ".join(text.split())


def _first_text(value: object) -> str:
    return str(value).strip()


def _moment(written: str, zone: tzinfo, now: datetime) -> datetime | None:
    """The time as an index page writes it; detik's `d-time` is a Unix time (seen 2026-10)."""
    if written.isdigit() and len(written) == 10:
        return datetime.fromtimestamp(int(written), UTC).astimezone(zone)
    return moment(written, zone, now)
