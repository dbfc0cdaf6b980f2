"""Candidates: the feeds that a page names itself."""

from __future__ import annotations

from crawler.discovery.xml import absolute
from crawler.extraction.page import parse_html
from crawler.selector import Selector

_FEEDS = Selector("//link[contains(@type, 'rss') or contains(@type, 'atom')]/@href")


def alternate_feeds(body: bytes, url: str) -> list[str]:
    """The absolute URLs of the feeds in a page's link elements, each once; those of comments are left out."""
    root = parse_html(body)
    found = _FEEDS.strings(root) if root is not None else []
    addresses = [address for each in found if (address := absolute(url, each))]
    return [address for address in dict.fromkeys(addresses) if "/comments/" not in address]
