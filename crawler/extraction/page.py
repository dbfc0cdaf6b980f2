"""Page: the bytes of one answer, decoded and parsed once, with its structured data read when asked for."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from lxml import etree
from w3lib.encoding import html_to_unicode, http_content_type_encoding, resolve_encoding

from crawler.extraction.structured import json_ld_objects, meta_values, news_object
from crawler.portal import Portal
from crawler.selector import Selector

_CLASSES, _IDS = Selector("//@class", smart=False), Selector("//@id", smart=False)
LARGEST = 5 * 1024 * 1024
MOST_TAGS = 25_000
"""Six times what the largest pages of portals have. Some steps compare every element with every other."""
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
    def tokens(self) -> frozenset[str]:
        """Every class (".a") and id ("#a") on the page."""
        classes = {f".{name}" for name in self.classes.split()}
        return frozenset(classes | {f"#{value.strip()}" for value in _IDS.strings(self.root)})

    @cached_property
    def classes(self) -> str:
        """All class attributes, one after the other."""
        return " ".join(_CLASSES.strings(self.root))

    def may_match(self, selector: Selector) -> bool:
        """Whether the page holds the classes and ids that the selector asks for; searching costs far more."""
        return selector.may_match(self.tokens, self.classes)

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
    if body.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
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
    """Whether a page is larger than any article, in bytes or in tags."""
    return len(body) > LARGEST or body.count(b"<") > MOST_TAGS


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
        return etree.fromstring(decode(body, content_type).encode("utf-8", "replace"), parser)
    except (etree.ParseError, ValueError, LookupError):
        return None
