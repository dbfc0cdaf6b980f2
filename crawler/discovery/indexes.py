"""Index and search pages -> links."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo

from lxml import etree

from crawler.discovery import MOST_LINKS, Link, Way
from crawler.discovery.xml import absolute, moment
from crawler.extraction.page import parse_html
from crawler.portal import Index
from crawler.selector import Selector

_ADDRESS = etree.XPath("string((self::*/@href | descendant::a/@href)[1])")
_BASE = etree.XPath("string((//base/@href)[1])")


def index_links(
    body: bytes, url: str, index: Index, *, zone: tzinfo, now: datetime, content_type: str | None = None
) -> list[Link]:
    """The links on an index page, each once and in order, dated if `index.dates` matches as many times as `links`."""
    way = way_of(index)
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
            links[link] = Link(link, way, url, _moment(_text(when), zone, now), _text(match))
    return list(links.values())


def way_of(index: Index) -> Way:
    """What a page of this index is: of days, of words, or of a category."""
    if "{query" in index.url:
        return "search"
    return "index" if index.dated else "category"


def _matches(root: etree._Element, selector: str) -> list[etree._Element | str]:
    found = Selector(selector)(root)
    return found[:MOST_LINKS] if isinstance(found, list) else []


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
