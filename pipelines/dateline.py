"""The dateline: "JAKARTA, KOMPAS.com -", "Liputan6.com, Jakarta", "Mataram, NTB (ANTARA News) -", "Jakarta -"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from crawler.article import Block, Draft
from crawler.portal import Portal
from pipelines.places import PLACES, PREFIXES

LOOK_AT = 3
"""A summary above the text may stand before the dateline (viva, otosia), so this many blocks are looked at."""

_WORD = r"[A-Z][\w.'’]*(?:-[A-Z]\w*)*"
_PLACE = rf"{_WORD}(?:[ ](?:{_WORD}|di|de|al|el)){{0,4}}(?:\s?[,/][ ]?{_WORD}(?:[ ]{_WORD}){{0,2}})?"
_ONE_PLACE = rf"(?:(?:{'|'.join(map(re.escape, sorted(PREFIXES)))})[ ]{_WORD}|{_WORD}(?:[ ](?:Barat|Timur|Utara|Selatan|Tengah|Pusat|Raya|City|Tenggara))?)"
_DASH = r"\s*(?:(?:--|[-–—―])\s*)+:?"
_DATE = r"(?:,?\s*\(?\d{1,2}(?:[ ][A-Z][a-z]+[ ]\d{4}|/\d{1,2}(?:/\d{4})?)\)?)?"
_BRANDS = (
    r"(?:[\w-]+\.)*[A-Za-z][\w-]*\.(?i:com|co\.id|id|net|co|tv|news|org|info|co\.uk|or\.id|go\.id)(?!\w)",
    r"CNN Indonesia", r"CNBC Indonesia", r"IDN Times", r"PIKIRAN RAKYAT", r"Pikiran Rakyat", r"BBC(?: News)? Indonesia",
    r"(?i:ANTARA)(?: ?News)?(?:/[\w. ]+?)?", r"(?i:kompas)[A-Z]\w+", r"KOMPAS(?: ?TV)?", r"(?i:detik)[A-Z]\w+", r"VOA", r"Xinhua",
    r"(?:AFP|AP|Reuters|REUTERS)(?:/[\w. ]+?)?",
)  # fmt: skip
_UNBRANDED = re.compile(
    rf"(?P<place>{_PLACE}{_DATE})(?P<dash>\s+(?:[-–—―]+\s*)+|\s*(?:--+|[–—―])\s*|-\s+)(?=[\"“‘'(\[]?[A-Z0-9“\"]|$)"
)
_FIRST_WORD = re.compile(r"\W*([A-Z][\w’']*)(?:\s+(\S+))?")
_ALONE = re.compile(rf"^(?P<place>{_PLACE}{_DATE}){_DASH}$")


@cache
def _branded(title: str, domains: tuple[str, ...]) -> re.Pattern[str]:
    names = {title, *(domain.partition(".")[0] for domain in domains)} - {""}
    own = [
        rf"(?i:{re.escape(name)})(?:[A-Z]\w+)?"
        for name in sorted(names, key=len, reverse=True)
        if len(name) > 2
    ]
    brand = rf"(?:{'|'.join([*_BRANDS, *own])})(?!\w)"
    shapes = (
        rf"(?:{brand}\s+){{1,2}}{brand}{_DASH}",  # doubled
        rf"{_PLACE}{_DATE}\s*[,\-–—]\s*{brand}(?:,\s*{_PLACE})?{_DASH}",  # PLACE, BRAND -
        rf"{_PLACE}{_DATE}\s*\({brand}\)(?:{_DASH}|\s+(?=[\"“A-Z]))",  # PLACE (ANTARA) -
        rf"{brand}\s*{_DASH}\s*{_PLACE}(?<![.]){_DATE}\.(?=\s)",  # BRAND - PLACE.
        rf"{brand}\s*[,/]\s*{_PLACE}{_DATE}{_DASH}",  # BRAND, PLACE -
        rf"{brand}{_DASH}",  # BRAND -
        rf"{brand}\s*,\s*{_ONE_PLACE}(?=\s+[\"“‘'(]?[A-Z0-9]|\s*$)",  # BRAND, PLACE without dash
    )
    return re.compile(rf"(?:{'|'.join(shapes)})")


def take_dateline(draft: Draft) -> Draft:
    """Take the dateline, as printed, off the first block into `article.dateline`; nothing if it is known already.

    A branded one may also stand below a summary; there it is recorded and stays in the text, which it does not open.
    """
    if draft.article.dateline or not draft.blocks:
        return draft
    pattern = _branded(draft.portal.title, draft.portal.domains)
    for position, block in enumerate(draft.blocks[:LOOK_AT]):
        if block.kind == "heading":
            continue
        found = find_dateline(block.text, pattern, unbranded=position == 0)
        if found:
            return _taken(draft, position, found)
    return draft


def find_dateline(text: str, branded: re.Pattern[str], *, unbranded: bool = True) -> int:
    """The length of the dateline that the text opens with, 0 if it opens with none."""
    if found := branded.match(text):
        return found.end()
    if not unbranded:
        return 0
    if found := _ALONE.match(text):
        return found.end() if _is_place(found["place"]) else 0
    found = _UNBRANDED.match(text)
    return (
        found.end()
        if found and _is_place(found["place"]) and not _is_route(found["place"], text[found.end() :])
        else 0
    )


def _is_place(text: str) -> bool:
    """One word, a place of the list, or up to three words in capitals ("LONDON", "BANDAR LAMPUNG")."""
    name = re.sub(r"\W*\d.*", "", text).partition(",")[0]
    words = name.split()
    if len(words) == 1 or name.isupper():
        return len(words) <= 3 and len(name) > 2
    if words[0] in PREFIXES or name.lower() in PLACES:
        return len(words) <= 4
    return any(w.lower() in PLACES for w in words) and len(words) <= 3


def _is_route(place: str, rest: str) -> bool:
    """ "Jakarta - Bogor macet": after the dash stands a second place and then no name that goes on."""
    following = _FIRST_WORD.match(rest)
    if following is None or place.isupper():
        return False
    next_word = following[2] or ""
    return following[1].lower() in PLACES and place.lower() in PLACES and next_word[:1].islower()


def _taken(draft: Draft, position: int, length: int) -> Draft:
    blocks = list(draft.blocks)
    block = blocks[position]
    article = replace(
        draft.article,
        dateline=" ".join(block.text[:length].split()),
        sources=draft.article.sources | {"dateline": "text"},
    )
    if position == 0:
        rest = block.text[length:].lstrip()
        blocks[:1] = [Block(rest, block.kind, block.linked)] if rest else []
    return replace(draft, article=article, blocks=tuple(blocks))
