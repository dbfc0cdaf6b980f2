"""Page: the bytes of one answer, decoded and parsed once, with its structured data read when asked for."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, cast

from lxml import etree
from w3lib.encoding import html_to_unicode, http_content_type_encoding, resolve_encoding

from crawler.canonical import canonical_url
from crawler.extraction.body import text_of
from crawler.extraction.structured import json_ld_objects, meta_values, news_object
from crawler.portal import Portal
from crawler.selector import Places, Selector, elements_of

LARGEST = 5 * 1024 * 1024
MOST_TAGS = 25_000
"""Six times what the largest pages of portals have. Some steps compare every element with every other."""
DEEPEST = 60
"""How deep elements nest; pages of portals go 22 deep. What stands deeper is read as bare text."""
_TOO_DEEP = etree.XPath("/*" * (DEEPEST + 1))
MOST_ATTRIBUTES = 300
"""libxml2 compares each attribute of a tag with all before it, so that 100,000 of them take minutes."""
_LONG_TAG = 2 * MOST_ATTRIBUTES
_TAG = re.compile(rb"""[a-zA-Z][^>=]*+(?:=\s*+(?:"[^"]*+"|'[^']*+')?+[^>=]*+)*+""")
_QUOTED = re.compile(rb"""=\s*+(?:"[^"]*+"|'[^']*+')""")
_TEXTS = Selector("//body//text()")
_RELATED = Selector("//*/@rel/..")
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
NOT_HTML = (
    "image/",
    "video/",
    "audio/",
    "font/",
    "application/pdf",
    "application/zip",
    "application/octet-stream",
)


@dataclass
class Page:
    """One parsed page. `root` is the html element, `fetched_at` aware; `portal` is GENERIC for a site without rules."""

    url: str
    root: etree._Element
    portal: Portal
    fetched_at: datetime

    @cached_property
    def address(self) -> str:
        """The canonical URL of where the page was fetched."""
        return canonical_url(self.url, self.portal)

    @cached_property
    def places(self) -> Places:
        """Where the classes and ids of the page stand."""
        return Places(self.root)

    @cached_property
    def dropped(self) -> set[etree._Element]:
        """What the portal's rules take out of bodies, wherever it stands."""
        return {e for selector in self.portal.drop_selectors for e in elements_of(selector.on(self.places))}

    @cached_property
    def texts(self) -> list[str]:
        """Every text node of the body; each knows its element (`parent_of`)."""
        return cast(list[str], _TEXTS(self.root))

    @cached_property
    def text_starts(self) -> str:
        """The texts one after the other, each with a NUL before it: one search finds those that start in some way."""
        return "\0" + "\0".join(self.texts)

    @cached_property
    def related(self) -> dict[str, list[str]]:
        """What `rel` says ("canonical", "next") -> the addresses of the elements that say it, in order."""
        found: dict[str, list[str]] = {}
        for element in _RELATED.elements(self.root):
            if (address := element.get("href")) is not None:
                found.setdefault(element.get("rel") or "", []).append(address)
        return found

    @cached_property
    def lower_text(self) -> str:
        """All text of the page in lower case, scripts included."""
        return etree.tostring(self.root, method="text", encoding="unicode").lower()

    @cached_property
    def json_ld(self) -> list[dict[str, Any]]:
        return json_ld_objects(self.root)

    @cached_property
    def news(self) -> dict[str, Any]:
        """The JSON-LD object that describes the article, or {}."""
        return news_object(self.json_ld)

    @cached_property
    def meta(self) -> dict[str, str]:
        """Lower-case name, property or itemprop of each meta element -> its first non-empty content."""
        return meta_values(self.root)


def decode(body: bytes, content_type: str | None = None) -> str:
    """Text of a page. UTF-8 is read as UTF-8 whatever the label says (kapanlagi 2016 says iso-8859-1)."""
    if body.startswith(_MARKS):
        return html_to_unicode(None, body)[1].replace("\0", "")
    try:
        return body.decode("utf-8").replace("\0", "")
    except UnicodeDecodeError as error:
        truncated = error.start >= len(body) - 3
    charset = resolve_encoding(http_content_type_encoding(content_type) or "") if content_type else None
    if truncated or charset == "utf-8":
        return body.decode("utf-8", "replace").replace("\0", "")
    text: str = html_to_unicode(content_type, body, default_encoding="cp1252")[1]
    return text.replace("\0", "")


def is_too_large(body: bytes) -> bool:
    """Whether a page is larger than any article, in bytes, in tags, or in the attributes of one tag."""
    if len(body) > LARGEST:
        return True
    return body.count(b"<") > MOST_TAGS or any(_attributes(tag) > MOST_ATTRIBUTES for tag in _long_tags(body))


def _long_tags(body: bytes) -> Iterator[bytes]:
    """What stands between a "<" and the next one, where that is long; whatever is shorter is leapt over."""
    start = body.find(b"<") + 1
    while start:
        following = body.rfind(b"<", start, start + _LONG_TAG + 1) + 1
        if not following:
            following = body.find(b"<", start) + 1
            tag = body[start : following - 1 if following else None]
            if len(tag) > _LONG_TAG:
                yield tag
        start = following


def _attributes(tag: bytes) -> int:
    """About how many attributes stand in a tag without its "<" and with what follows it."""
    inside = _TAG.match(tag)
    return len(_QUOTED.sub(b" ", inside.group()).replace(b"/", b" ").split()) if inside else 0


def parse_html(body: bytes, content_type: str | None = None) -> etree._Element | None:
    """The root of the parsed page, or None where the bytes hold no HTML element (an image, nothing) or far too many."""
    if is_too_large(body):
        return None
    if content_type and content_type.lower().startswith(NOT_HTML):
        return None
    if b"<" not in body[:100_000] and b"<\0" not in body[:100_000]:
        return None
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        markup = body if _is_plain_utf8(body) else decode(body, content_type).encode("utf-8", "replace")
        root = etree.fromstring(markup, parser)
    except (etree.ParseError, ValueError, LookupError):
        return None
    if root is not None:
        _flatten(root)
    return root


def _flatten(root: etree._Element) -> None:
    """Let what stands too deep be bare text: selectors compare what nests with all that it nests in."""
    for element in cast(list[etree._Element], _TOO_DEEP(root)):
        if len(element):
            text = text_of(element)
            del element[:]
            with suppress(ValueError):
                element.text = text


def _is_plain_utf8(body: bytes) -> bool:
    """Whether the bytes are what `decode` would make of them."""
    if body.startswith(_MARKS) or b"\0" in body:
        return False
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
