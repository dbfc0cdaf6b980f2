"""Feeds: RSS 2, RSS 1 (RDF) and Atom -> links."""

from __future__ import annotations

from datetime import UTC, tzinfo
from itertools import islice

from lxml import etree

from crawler.discovery import MOST_LINKS, Link, Way
from crawler.discovery.xml import absolute, children, local_name, moment, parse_xml, text_of

ROOTS = ("rss", "rdf", "feed")
_ITEMS = ("item", "entry")
_DATES = ("pubdate", "published", "issued", "date", "updated")


def feed_links(body: bytes, url: str, zone: tzinfo = UTC) -> list[Link]:
    """The links of a feed, in its order. Empty for what is no feed. `zone` is that of times without an offset."""
    root = parse_xml(body)
    return [] if root is None or local_name(root) not in ROOTS else links_of(root, url, "feed", zone)


def links_of(root: etree._Element, url: str, way: Way, zone: tzinfo) -> list[Link]:
    """The links of a feed that is parsed already; a sitemap may be one."""
    links = []
    for item in islice(root.iter("{*}item", "{*}entry"), MOST_LINKS):
        if address := absolute(url, _address(item)):
            links.append(Link(address, way, url, moment(text_of(item, *_DATES), zone), text_of(item, "title")))
    return links


def _address(item: etree._Element) -> str:
    """Where an item leads: the publisher's own link before a redirecting one, a permanent guid where no link stands."""
    if original := text_of(item, "origlink"):
        return original
    for link in children(item, "link"):
        if link.get("rel", "alternate") == "alternate" and (found := (link.text or "").strip() or link.get("href")):
            return found
    if about := item.get("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"):
        return about
    for guid in children(item, "guid"):
        text = (guid.text or "").strip()
        if guid.get("isPermaLink", "true").lower() != "false" and text.startswith("http"):
            return text
    return ""
