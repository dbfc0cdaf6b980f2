"""Structured data of a page: JSON-LD objects and meta elements."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from itertools import islice
from typing import Any

from lxml import etree

_WRAPPING = re.compile(
    r"^(?:<!--|/\*\s*<!\[CDATA\[\s*\*/|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|/\*\s*\]\]>\s*\*/|//\s*\]\]>|\]\]>)$"
)
_TRAILING_COMMA = re.compile(r",\s*(?=[}\]])")
_MAX_SCRIPT = 1_000_000
_MAX_OBJECTS = 500
_MAX_SCRIPTS = 200
_MAX_CONTENT = 20_000
ARTICLE_TYPES = (
    "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle", "LiveBlogPosting", "Article",
    "BlogPosting", "MediaGallery", "ImageGallery", "VideoObject",
)  # fmt: skip


def json_ld_objects(root: etree._Element) -> list[dict[str, Any]]:
    """Every typed JSON-LD object of the page, nested ones and @graph included, in document order.

    What does not parse after mending (comments around it, raw line breaks in strings, trailing commas) is left out.
    """
    found: list[dict[str, Any]] = []
    scripts = (s for s in root.iter("script") if "ld+json" in (s.get("type") or "").lower())
    for script in islice(scripts, _MAX_SCRIPTS):
        text = script.text or ""
        if text and len(text) <= _MAX_SCRIPT:
            found.extend(_typed(_load(text)))
        if len(found) > _MAX_OBJECTS:
            break
    return found[:_MAX_OBJECTS]


def _load(text: str) -> Any:
    text = _WRAPPING.sub("", text.strip().rstrip("; \t\r\n")).strip().rstrip(";")
    for attempt in (text, _TRAILING_COMMA.sub("", text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _typed(value: Any) -> Iterator[dict[str, Any]]:
    """Depth first, outer objects before the ones inside them."""
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, list):
            waiting.extend(reversed(item))
        elif isinstance(item, dict):
            if "@type" in item:
                yield item
            waiting.extend(v for v in reversed(item.values()) if isinstance(v, dict | list))


def types_of(item: dict[str, Any]) -> list[str]:
    """The object's types without their vocabulary's address."""
    declared = item.get("@type")
    names = declared if isinstance(declared, list) else [declared]
    return [n.rsplit("/", 1)[-1] for n in names if isinstance(n, str)]


def news_object(objects: list[dict[str, Any]]) -> dict[str, Any]:
    """The object that describes the page's article: the best of ARTICLE_TYPES, with a headline or name; else {}."""
    for wanted in ARTICLE_TYPES:
        for item in objects:
            if wanted in types_of(item) and (item.get("headline") or item.get("datePublished")):
                return item
    return {}


def strings(value: Any, key: str = "name") -> list[str]:
    """The texts in a JSON-LD value: a string, an object's `key`, or a list of either; entities are resolved."""
    if isinstance(value, str):
        text = unescape(value).strip()
        return [text] if text else []
    if isinstance(value, dict):
        return strings(value.get(key), key) if not isinstance(value.get(key), dict) else []
    if isinstance(value, list):
        return [text for item in value[:200] if not isinstance(item, list) for text in strings(item, key)]
    return []


def meta_values(root: etree._Element) -> dict[str, str]:
    """Lower-case name, property or itemprop -> first non-empty content."""
    values: dict[str, str] = {}
    for element in root.iter("meta"):
        if content := (element.get("content") or "")[:_MAX_CONTENT].strip():
            for attribute in ("property", "name", "itemprop"):
                if name := element.get(attribute):
                    values.setdefault(str(name).strip().lower(), content)
    return values
