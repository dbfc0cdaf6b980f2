"""Candidates for authors and editors: raw bylines, which `crawler.bylines` reads in the cleaning."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml import etree

from crawler.bylines import ROLE_OF, is_organisation, read_byline
from crawler.extraction.body import parent_of, short_text_of
from crawler.extraction.fields import FoundList, as_text, believed, many
from crawler.extraction.page import Page
from crawler.extraction.structured import strings
from crawler.selector import Selector, elements_of

_WORDS = "|".join(sorted(ROLE_OF, key=len, reverse=True))
_LABEL = re.compile(rf"^\W*(?P<label>(?i:{_WORDS}))\s*(?P<colon>:)?\s*(?P<rest>.*)$", re.DOTALL)
_BEFORE_LABEL = " \t\r\n\xa0(|-–—:/"
_STARTS = {role: tuple(word for word, of in ROLE_OF.items() if of == role) for role in ("author", "editor")}
_LINE_STARTS = {
    role: re.compile(rf"(?i)\0[{re.escape(_BEFORE_LABEL)}]*(?:{'|'.join(words)})") for role, words in _STARTS.items()
}
_MARKED = {
    "author": (
        Selector(
            "//*[@rel='author' or @itemprop='author' or contains(@class, 'author') or contains(@class, 'penulis') or"
            " contains(@class, 'reporter') or contains(@class, 'writer') or contains(@class, 'byline')]"
        ),
    ),
    "editor": tuple(map(Selector, ("[itemprop=editor]", "#editor", ".editor", ".editor-name"))),
}
# What the text of a page must hold to have such a line; "red" and "by" stand in too many other words.
_SIGNS = {
    role: tuple(sign for word in words for sign in ([word] if len(word) > 4 else [f"{word}:", f"{word} :", f"{word}/"]))
    for role, words in _STARTS.items()
}
_SHORTEST, _LONGEST = 2, 150
_MOST_LINES = 100
_HIGHEST = 20
AUTHOR_META = ("author", "content_author", "dtk:author", "article:author", "og:author")
EDITOR_META = ("content_editor", "editor", "dtk:editor")


def authors(page: Page) -> Iterator[FoundList]:
    """Raw bylines: the portal's selectors, lines labelled "Penulis:" and the like, JSON-LD, meta, author elements."""
    yield from many(page, "authors")
    if not page.portal.select.authors:
        yield from _labelled(page, "author")
    if believed(page, "authors", "jsonld"):
        for key in ("author", "creator"):
            if names := [n for n in strings(page.news.get(key)) if not n.startswith("http")]:
                yield FoundList("jsonld", names)
    for name in AUTHOR_META:
        value = as_text(page.meta.get(name, ""))
        if value and not value.startswith("http") and believed(page, "authors", "meta"):
            yield FoundList("meta", [value])
    if not page.portal.select.authors:
        yield from _marked(page, "author")


def editors(page: Page) -> Iterator[FoundList]:
    """Raw editors: the portal's selectors, lines labelled "Editor:" or "Red:", JSON-LD, meta, editor elements."""
    yield from many(page, "editors")
    if not page.portal.select.editors:
        yield from _labelled(page, "editor")
    if believed(page, "editors", "jsonld") and (names := strings(page.news.get("editor"))):
        yield FoundList("jsonld", names)
    for name in EDITOR_META:
        if (value := as_text(page.meta.get(name, ""))) and believed(page, "editors", "meta"):
            yield FoundList("meta", [value])
    if not page.portal.select.editors:
        yield from _marked(page, "editor")


def choose_authors(page: Page, editor_lines: list[str]) -> FoundList | None:
    """The first byline that names a person who is not the editor; failing that, the first that names anyone else.

    JSON-LD and meta often name the editor or the company as the author (kompas, tempo, mediaindonesia).
    """
    known = {n.casefold() for line in editor_lines for n in read_byline(line, label_hint="editor").editors}
    fallback: FoundList | None = None
    for found in authors(page):
        names = [n for line in found.value for n in read_byline(line).authors if n.casefold() not in known]
        if any(not is_organisation(n) for n in names):
            return found
        if names and fallback is None:
            fallback = found
    return fallback


def _labelled(page: Page, role: str) -> Iterator[FoundList]:
    """Lines such as "Penulis : X", the label and the name in one element or in two ("Editor" | "X")."""
    if not any(sign in page.lower_text for sign in _SIGNS[role]):
        return
    lines: dict[str, None] = {}
    for text in islice(_starting(page, _LINE_STARTS[role]), _MOST_LINES):
        found = _LABEL.match(text)
        if found and ROLE_OF.get(found["label"].lower()) == role and (line := _line(found, parent_of(text))):
            lines.setdefault(line)
    if lines:
        yield FoundList("byline", list(lines)[:4])


def _starting(page: Page, pattern: re.Pattern[str]) -> Iterator[str]:
    """The short texts of the page at whose start, after a NUL, the pattern matches."""
    number = position = 0
    for start in pattern.finditer(page.text_starts):
        number += page.text_starts.count("\0", position, start.start())
        position = start.start()
        if _SHORTEST < len(text := page.texts[number]) < _LONGEST:
            yield text


def _line(found: re.Match[str], element: etree._Element) -> str | None:
    label, rest = found["label"], " ".join(found["rest"].split())
    if rest:
        return f"{label}: {rest}" if found["colon"] else None
    for outer in (element, *islice(element.iterancestors(), _HIGHEST)):
        text = short_text_of(outer, _LONGEST)
        if text is None:
            return None
        if name := text.replace(label, "", 1).strip(" :|-"):
            return f"{label}: {name}"
    return None


def _marked(page: Page, role: str) -> Iterator[FoundList]:
    marked = (e for s in _MARKED[role] for e in elements_of(s.on(page.places)[:20]))
    found = [text for e in marked if (text := short_text_of(e, _LONGEST)) and len(text) > 3]
    if found:
        yield FoundList("byline", list(dict.fromkeys(found))[:3])
