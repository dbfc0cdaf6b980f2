"""Selector: a CSS selector or an XPath, compiled when made, whose result is always a list."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Literal, NamedTuple, cast

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
_CSS_CLASS_PART = re.compile(r"""\[class\*=["']?([\w-]+)["']?\]""")
_TOKEN = re.compile(r"[.#][A-Za-z_][\w-]*")
_XPATH_START = ("/", "./", "(")
_FIRST_COMPOUND = re.compile(r"[^\s>+~:\[]*")
_FIRST_STEP = re.compile(
    r"(?P<bracket>\(?)//(?P<step>[*\w]+\[(?:"
    r"(?P<parts>contains\(@class, ?'[^']+'\)(?: or contains\(@class, ?'[^']+'\))*)"
    r"|@class ?= ?'(?P<value>[^']+)'|@id ?= ?'(?P<id>[^']+)')\])"
)
_STEP = r"[\w*-]+(?:\[(?:[^][]|\[[^][]*\])*\])+"
_STEP_WITH_DESCENDANTS = re.compile(
    rf"(?P<from>(?:^\(?|(?<= \| ))(?://|descendant-or-self::))(?P<step>{_STEP})(?=/(?:/|descendant::))"
)
_POSITION = re.compile(r"\[\s*\d+\s*\]|last\(|position\(")
_IDS = etree.XPath("//*/@id")


class Start(NamedTuple):
    """Where every match of a selector begins: at a class, an id, a whole class attribute, or a part of one.

    `names` has alternatives where it is a part. `path` is the XPath from the element on.
    """

    kind: Literal["class", "id", "value", "part"]
    names: tuple[str, ...]
    path: str


class Places:
    """Where on a page the classes and ids stand, so that most selectors need no search. The tree must not change."""

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self._values: defaultdict[str, list[etree._Element]] = defaultdict(list)
        """Class attribute -> its elements."""
        for element in root.iter():
            if value := element.get("class"):
                self._values[value].append(element)
        self._classes: defaultdict[str, list[str]] = defaultdict(list)
        """Class -> the attributes that name it."""
        for value in self._values:
            for name in set(value.split()):
                self._classes[name].append(value)

    @cached_property
    def _all_values(self) -> str:
        return " ".join(self._values)

    @cached_property
    def _ids(self) -> dict[str, list[etree._Element]]:
        found: dict[str, list[etree._Element]] = {}
        for value in cast(list[etree._ElementUnicodeResult], _IDS(self.root)):
            found.setdefault(value.strip(), []).append(cast(etree._Element, value.getparent()))
        return found

    def hold(self, tokens: Iterable[str], parts: Iterable[str]) -> bool:
        """Whether the page has all these classes (".a") and ids ("#b"), and class attributes with these parts."""
        for token in tokens:
            if token[1:] not in (self._classes if token[0] == "." else self._ids):
                return False
        return all(part in self._all_values for part in parts)

    def of(self, start: Start) -> list[etree._Element]:
        """The elements at which a selector may start, in no order."""
        names = start.names
        if start.kind == "id":
            return self._ids.get(names[0], [])
        if start.kind == "class":
            values: Iterable[str] = self._classes.get(names[0], ())
        elif start.kind == "value":
            values = names if names[0] in self._values else ()
        else:
            there = [name for name in names if name in self._all_values]
            values = [value for value in self._values if any(name in value for name in there)] if there else ()
        return [element for value in values for element in self._values[value]]


class Selector:
    """A CSS selector (`::attr(x)` and `::text` allowed), or an XPath (starts with `/`, `./` or `(`).

    Called with an element it gives what matched in document order: elements, or strings for attributes and texts.
    With `smart=False` the strings do not know their parent, which is quicker where there are many. ValueError names
    a selector that is neither.
    """

    def __init__(self, source: str, *, smart: bool = True) -> None:
        self.source = source
        self._needs = _needed_tokens(source)
        self._parts = _needed_parts(source)
        try:
            self._path = etree.XPath(_quick_path(source), smart_strings=smart)
        except Exception as error:
            raise ValueError(f"selector {source!r}: {error}") from error

    def __call__(self, element: etree._Element) -> list[Match]:
        return _as_list(self._path(element))

    def on(self, places: Places) -> list[Match]:
        """What it matches on a whole page, as called with the page's root but far quicker."""
        if not places.hold(self._needs, self._parts):
            return []
        if self._start and len(found := places.of(self._start)) < 2:
            return _as_list(self._path_from_start(found[0])) if found else []
        return self(places.root)

    def elements(self, element: etree._Element) -> list[etree._Element]:
        """Only the elements that match."""
        return elements_of(self(element))

    def strings(self, element: etree._Element) -> list[str]:
        """Only the attributes and texts that match; each text node still knows its parent (`getparent`)."""
        return [match for match in self(element) if isinstance(match, str)]

    def first_string(self, element: etree._Element) -> str:
        """The first attribute or text, stripped, or ""."""
        return next((text.strip() for text in self.strings(element)), "")

    @cached_property
    def _start(self) -> Start | None:
        return _start_of(self.source)

    @cached_property
    def _path_from_start(self) -> etree.XPath:
        assert self._start
        return etree.XPath(self._start.path)


def elements_of(matches: Iterable[Match]) -> list[etree._Element]:
    """Of what selectors matched only the elements."""
    return [match for match in matches if not isinstance(match, str)]


def _as_list(found: object) -> list[Match]:
    return cast(list[Match], found) if isinstance(found, list) else [str(found)]


def _quick_path(source: str) -> str:
    """The XPath of a selector, written so that libxml2 is quick with it."""
    if source.startswith(_XPATH_START):
        return _from_outermost(source)
    return _by_attribute(_from_outermost(_CSS.css_to_xpath(source)))


def _by_attribute(xpath: str) -> str:
    """The XPath with `*[@a = 'x']` written as `*/@a[. = 'x']/parent::*`: libxml2 takes half the time for it."""
    xpath = _ANY_WITH_CLASS.sub(
        r"*/@class[contains(., '\1')][contains(concat(' ', normalize-space(.), ' '), ' \1 ')]/parent::*", xpath
    )
    return _ANY_WITH_VALUE.sub(r"*/@\1[. = \2]/parent::*", xpath)


def _from_outermost(xpath: str) -> str:
    """The XPath with `//a//b` written as `//a[not(ancestor::a[1])]//b`, which is the same.

    Of nested elements each gives what the outer ones have given, and libxml2 compares all with all to find that out.
    """

    def outermost(found: re.Match[str]) -> str:
        start, step = found["from"], found["step"]
        return found[0] if _POSITION.search(step) else f"{start}{step}[not(ancestor::{step}[1])]"

    return _STEP_WITH_DESCENDANTS.sub(outermost, xpath)


def _start_of(source: str) -> Start | None:
    """Where its matches begin, for a selector without alternatives whose first step names a class or an id."""
    if source.startswith(_XPATH_START):
        first = _FIRST_STEP.match(source)
        if first is None or "|" in source:
            return None
        path = f"{first['bracket']}self::{first['step']}{source[first.end() :]}"
        if first["parts"]:
            return Start("part", tuple(_CLASS_PART.findall(first["parts"])), path)
        return Start("value", (first["value"],), path) if first["value"] else Start("id", (first["id"],), path)
    compound = _FIRST_COMPOUND.match(source)
    token = _TOKEN.search(compound[0]) if compound else None
    if token is None or "," in source:
        return None
    return Start("class" if token[0][0] == "." else "id", (token[0][1:],), _CSS.css_to_xpath(source, prefix="self::"))


def _needed_parts(source: str) -> tuple[str, ...]:
    """What the class attributes must contain for a plain selector to match; none for alternatives."""
    if not source.startswith(_XPATH_START):
        return () if "," in source or ":" in source else tuple(_CSS_CLASS_PART.findall(source))
    if "|" in source or " or " in source or "not(" in source:
        return ()
    return tuple(_CLASS_PART.findall(source))


def _needed_tokens(source: str) -> frozenset[str]:
    """The classes (".a") and ids ("#a") that a plain CSS selector asks for; none for alternatives and for XPath."""
    if source.startswith(_XPATH_START) or "," in source or ":not" in source or ":is" in source:
        return frozenset()
    return frozenset(_TOKEN.findall(_ATTRIBUTE.sub("", source)))
