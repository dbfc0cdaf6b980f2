"""The dateline: "JAKARTA, KOMPAS.com -", "Liputan6.com, Jakarta", "Mataram, NTB (ANTARA) -", "Jakarta -"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from urllib.parse import urlsplit

from crawler.article import Draft
from pipelines.places import PLACES, PREFIXES

_LONGEST = 300
LOOK_AT = 3
"""A summary may stand above the dateline (viva, otosia), so this many blocks are looked at."""

_WORD = r"[A-Z][\w.'’]*(?:-[A-Z]\w*)*"
_PLACE = rf"{_WORD}(?:[ ](?:{_WORD}|di|de|al|el)){{0,4}}(?:\s?[,/][ ]?{_WORD}(?:[ ]{_WORD}){{0,2}})?"
_PLACE_BEFORE_TEXT = (
    rf"(?:(?:{'|'.join(map(re.escape, sorted(PREFIXES)))})[ ]{_WORD}"
    rf"|{_WORD}(?:[ ](?:Barat|Timur|Utara|Selatan|Tengah|Tenggara|Pusat|Raya|City))?)"
)
_DAY = r"(?:,?\s*\(?\d{1,2}(?:[ ][A-Z][a-z]+[ ]\d{4}|/\d{1,2}(?:/\d{4})?)\)?)?"
_DASH = r"\s*(?:(?:--|[-–—―])\s*)+"
_TEXT = r"(?=[\"“”‘'(\[]?[A-Z0-9]|$)"
_BRANDS = (
    r"(?:[\w-]+\.)*[A-Za-z][\w-]*\.(?i:com|co\.id|co\.uk|or\.id|go\.id|id|net|co|tv|news|org|info)",
    r"CNN Indonesia|CNBC Indonesia|BBC(?: News)? Indonesia|IDN Times|(?i:pikiran rakyat)|VOA|Xinhua",
    r"(?i:antara)(?: ?News)?(?:/[\w. ]+?)?|(?:AFP|AP|(?i:reuters))(?:/[\w. ]+?)?",
    r"(?i:kompas|detik)[A-Z]\w+|KOMPAS(?: ?TV)?",
)
_UNBRANDED = re.compile(
    rf"(?P<place>{_PLACE}){_DAY}"
    rf"(?:\s+(?:[-–—―]+\s*)+|\s*(?:--+|[–—―])\s*|-\s+|(?P<colon>\s?:(?:\s+|$))){_TEXT}"
)
_SUFFIXES = frozenset(("id", "co", "com", "net", "org", "or", "go", "ac", "web", "tv", "news", "info", "my", "uk"))
_FIRST_WORDS = re.compile(r"\W*([A-Z][\w’']*)\s+(\S)")


def take_dateline(draft: Draft) -> Draft:
    """Take the dateline, as printed, off the first block into `article.dateline`, unless that is known.

    A branded one may also stand below a summary; there it is recorded and stays in the text.
    """
    article = draft.article
    if article.dateline:
        return draft
    portal = draft.portal
    branded = branded_dateline(portal.title, portal.domains or (urlsplit(article.url).hostname or "",))
    for position, block in enumerate(draft.blocks[:LOOK_AT]):
        found = branded.match(block.text[:_LONGEST]) if block.kind != "heading" else None
        length = found.end() if found else _unbranded(block.text[:_LONGEST]) if position == 0 else 0
        if length:
            printed = " ".join(block.text[:length].split())
            article = replace(article, dateline=printed, sources=article.sources | {"dateline": "text"})
            rest = block.text[length:].lstrip()
            opens = position == 0
            first = (replace(block, text=rest),) if rest else ()
            return replace(draft, article=article, blocks=first + draft.blocks[1:] if opens else draft.blocks)
    return draft


@cache
def branded_dateline(title: str, domains: tuple[str, ...]) -> re.Pattern[str]:
    """Matches, where a text starts, a dateline with the name of this portal, an agency or any domain."""
    names = sorted({title, *map(_site_name, domains)}, key=len, reverse=True)
    own = [rf"(?i:{re.escape(name)})(?:[A-Z]\w+)?" for name in names if len(name) > 2]
    brand = rf"(?:{'|'.join((*_BRANDS, *own))})(?!\w)"
    place = _PLACE + _DAY
    shapes = (
        rf"(?:{brand}\s+)+{brand}{_DASH}",  # Otosia.com Otosia.com -
        rf"{place}\s*[,–—-]\s*{brand}(?:{_DASH}|\s*$)",  # JAKARTA, KOMPAS.com -
        rf"{place}\s*\({brand}\)(?:{_DASH}|\s+(?=[\"“A-Z]))",  # Jakarta (ANTARA) -
        rf"{brand}{_DASH}{_PLACE}(?<!\.){_DAY}\.(?=\s|$)",  # KONTAN.CO.ID - JAKARTA.
        rf"{brand}\s*[,/|]\s*{place}{_DASH}",  # TEMPO.CO, Jakarta -
        rf"{brand}{_DASH}",  # SinPo.id -
        rf"{brand}\s*,\s*{_PLACE_BEFORE_TEXT}(?=\s+[\"“‘'(]?[A-Z0-9]|\s*$)",  # Bola.com, Jakarta
    )
    return re.compile("|".join(shapes))


def _site_name(domain: str) -> str:
    """The name in a domain: "dream" of "hijab.dream.co.id"."""
    labels = domain.split(".")
    while len(labels) > 1 and labels[-1] in _SUFFIXES:
        labels.pop()
    return labels[-1]


def _unbranded(text: str) -> int:
    """The length of a dateline without a brand, "Jakarta -", "LONDON -" or "Jakarta:", or 0."""
    found = _UNBRANDED.match(text)
    if found is None:
        return 0
    place, rest = found["place"], text[found.end() :]
    if found["colon"] and place.lower() not in PLACES:
        return 0
    return found.end() if _is_place(place) and not _is_route(place, rest) else 0


def _is_place(text: str) -> bool:
    """One word, up to three words in capitals, or a name that the list of places knows or could hold."""
    name = text.partition(",")[0].strip()
    words = name.split()
    if len(words) == 1 or name.isupper():
        return len(words) <= 3 and len(name) > 2
    if words[0] in PREFIXES or name.lower() in PLACES:
        return True
    return len(words) <= 3 and any(word.lower() in PLACES for word in words)


def _is_route(place: str, rest: str) -> bool:
    """Whether two places stand beside the dash and the sentence goes on: "Jakarta - Bogor macet"."""
    words = _FIRST_WORDS.match(rest)
    return words is not None and place.lower() in PLACES and words[1].lower() in PLACES and words[2].islower()
