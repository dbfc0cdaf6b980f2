"""Selector: a CSS selector or an XPath, compiled when made, whose result is always a list."""

from __future__ import annotations

import re
from typing import cast

from lxml import etree
from parsel.csstranslator import HTMLTranslator

Match = etree._Element | str
_CSS = HTMLTranslator()
_ATTRIBUTE = re.compile(r"\[[^\]]*\]|::?[\w-]+(?:\([^)]*\))?")
_TOKEN = re.compile(r"[.#][A-Za-z_][\w-]*")
_XPATH_START = ("/", "./", "(")


class Selector:
    """A CSS selector (`::attr(x)` and `::text` allowed), or an XPath (starts with `/`, `./` or `(`).

    Called with an element it gives what matched in document order: elements, or strings for attributes and texts.
    ValueError names a selector that is neither.
    """

    __slots__ = ("_path", "needs", "source")

    def __init__(self, source: str) -> None:
        self.source = source
        self.needs = _needed_tokens(source)
        """Classes and ids without which nothing can match; a page that lacks one need not be searched."""
        try:
            xpath = source if source.startswith(_XPATH_START) else _CSS.css_to_xpath(source)
            self._path = etree.XPath(xpath)
        except Exception as error:
            raise ValueError(f"selector {source!r}: {error}") from error

    def __call__(self, element: etree._Element) -> list[Match]:
        found = self._path(element)
        return cast(list[Match], found) if isinstance(found, list) else [str(found)]

    def elements(self, element: etree._Element) -> list[etree._Element]:
        """Only the elements that match."""
        return [match for match in self(element) if not isinstance(match, str)]

    def strings(self, element: etree._Element) -> list[str]:
        """Only the attributes and texts that match; each text node still knows its parent (`getparent`)."""
        return [match for match in self(element) if isinstance(match, str)]

    def first_string(self, element: etree._Element) -> str:
        """The first attribute or text, stripped, or ""."""
        return next((text.strip() for text in self.strings(element)), "")


def _needed_tokens(source: str) -> frozenset[str]:
    """The classes (".a") and ids ("#a") that a plain CSS selector asks for; none for alternatives and for XPath."""
    if source.startswith(_XPATH_START) or "," in source or ":not" in source or ":is" in source:
        return frozenset()
    return frozenset(_TOKEN.findall(_ATTRIBUTE.sub("", source)))
