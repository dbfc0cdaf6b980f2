"""Selector: a CSS selector or an XPath, compiled when made, whose result is always a list."""

from __future__ import annotations

import re
from typing import cast

from lxml import etree
from parsel.csstranslator import HTMLTranslator

Match = etree._Element | str

_CSS = HTMLTranslator()
_ATTRIBUTE = re.compile(r"\[[^\]]*\]|::?[\w-]+(?:\([^)]*\))?")
_ANY_WITH_CLASS = re.compile(
    r"\*\[@class and contains\(@class, '([^']+)'\)"
    r" and contains\(concat\(' ', normalize-space\(@class\), ' '\), ' \1 '\)\]"
)
_ANY_WITH_VALUE = re.compile(r"\*\[@([\w-]+) = ('[^']*')\]")
_CLASS_PART = re.compile(r"contains\(@class, ?'([^']+)'\)")
_TOKEN = re.compile(r"[.#][A-Za-z_][\w-]*")
_XPATH_START = ("/", "./", "(")


class Selector:
    """A CSS selector (`::attr(x)` and `::text` allowed), or an XPath (starts with `/`, `./` or `(`).

    Called with an element it gives what matched in document order: elements, or strings for attributes and texts.
    With `smart=False` the strings do not know their parent, which is quicker where there are many. ValueError names
    a selector that is neither.
    """

    __slots__ = ("_needs", "_parts", "_path", "source")

    def __init__(self, source: str, *, smart: bool = True) -> None:
        self.source = source
        self._needs = _needed_tokens(source)
        self._parts = _needed_parts(source)
        try:
            xpath = source if source.startswith(_XPATH_START) else _by_attribute(_CSS.css_to_xpath(source))
            self._path = etree.XPath(xpath, smart_strings=smart)
        except Exception as error:
            raise ValueError(f"selector {source!r}: {error}") from error

    def __call__(self, element: etree._Element) -> list[Match]:
        found = self._path(element)
        return cast(list[Match], found) if isinstance(found, list) else [str(found)]

    def may_match(self, tokens: frozenset[str], classes: str) -> bool:
        """Whether a page with these classes and ids (".a", "#b"), and this text of all its classes, can match."""
        return self._needs <= tokens and all(part in classes for part in self._parts)

    def elements(self, element: etree._Element) -> list[etree._Element]:
        """Only the elements that match."""
        return [match for match in self(element) if not isinstance(match, str)]

    def strings(self, element: etree._Element) -> list[str]:
        """Only the attributes and texts that match; each text node still knows its parent (`getparent`)."""
        return [match for match in self(element) if isinstance(match, str)]

    def first_string(self, element: etree._Element) -> str:
        """The first attribute or text, stripped, or ""."""
        return next((text.strip() for text in self.strings(element)), "")


def _by_attribute(xpath: str) -> str:
    """The XPath with `*[@a = 'x']` written as `*/@a[. = 'x']/..`: libxml2 goes through attributes in half the time."""
    xpath = _ANY_WITH_CLASS.sub(
        r"*/@class[contains(., '\1')][contains(concat(' ', normalize-space(.), ' '), ' \1 ')]/..", xpath
    )
    return _ANY_WITH_VALUE.sub(r"*/@\1[. = \2]/..", xpath)


def _needed_parts(source: str) -> tuple[str, ...]:
    """What the class attributes must contain for a plain XPath to match; none for CSS and for alternatives."""
    if not source.startswith(_XPATH_START) or "|" in source or " or " in source or "not(" in source:
        return ()
    return tuple(_CLASS_PART.findall(source))


def _needed_tokens(source: str) -> frozenset[str]:
    """The classes (".a") and ids ("#a") that a plain CSS selector asks for; none for alternatives and for XPath."""
    if source.startswith(_XPATH_START) or "," in source or ":not" in source or ":is" in source:
        return frozenset()
    return frozenset(_TOKEN.findall(_ATTRIBUTE.sub("", source)))
