"""What a text says, as far as telling a copy from another story needs it. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from crawler.dates.vocabulary import MONTHS

IN_COMMON = 1 / 3
"""The share of all word pairs of two texts that a copy and its source have in common at least: a half of each where
they are equally long, three quarters of the shorter one where it is half as long."""
AGREEING = 0.7
"""The share of the figures in the same place of two texts that are the same in a copy at least."""

Pair = tuple[str, str]

_WORD = re.compile(r"\d+(?:[.,:/]\d+)*|[^\W\d_]+")
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})(?:/\d{2,4})?")


@dataclass(frozen=True, slots=True)
class Content:
    """The pairs of neighbouring words; the days that are named; and all other figures, by the word before or behind.

    `days`: (day, month). `figures`: {("pukul", ""): {"08.00"}, ("", "wib"): {"08.00"}}.
    """

    pairs: frozenset[Pair]
    days: frozenset[tuple[int, int]]
    figures: dict[Pair, set[str]]


def content_of(text: str) -> Content:
    """What a text says, without regard to case and punctuation: "Rp15.200, naik" is rp, 15.200, naik."""
    words = _WORD.findall(text.lower())
    figures = [place for place, word in enumerate(words) if word[0].isdecimal()]
    days = {place: day for place in figures if (day := _day_at(words, place))}
    others = [place for place in figures if place not in days]
    return Content(frozenset(pairwise(words)), frozenset(days.values()), _by_neighbour(words, others))


def similarity(one: Content, other: Content) -> float:
    """What share of the shorter text's word pairs the longer one has, if either is a copy of the other; else 0.

    Not a copy, however alike, is what gives other figures in the same words, or tells of other days: prices, weather,
    prayer times and whatever else is written every day on one pattern.
    """
    common, shorter = len(one.pairs & other.pairs), min(len(one.pairs), len(other.pairs))
    if not common or common < IN_COMMON * (len(one.pairs) + len(other.pairs) - common):
        return 0.0
    if one.days and other.days and not one.days & other.days:
        return 0.0
    return common / shorter if _agreement(one, other) >= AGREEING else 0.0


def _agreement(one: Content, other: Content) -> float:
    """How many of the figures that stand between the same words are the same, 0 to 1."""
    places = one.figures.keys() & other.figures.keys()
    if not places:
        return 1.0
    return sum(not one.figures[place].isdisjoint(other.figures[place]) for place in places) / len(places)


def _day_at(words: list[str], place: int) -> tuple[int, int] | None:
    """The day of the year that the figure at a place names: 5/11, 05/11/2026, 5 November."""
    figure, after = words[place], words[place + 1] if place + 1 < len(words) else ""
    if after in MONTHS and len(figure) <= 2:
        return int(figure), MONTHS[after]
    printed = _DAY.fullmatch(figure)
    return (int(printed[1]), int(printed[2])) if printed else None


def _by_neighbour(words: list[str], figures: list[int]) -> dict[Pair, set[str]]:
    """The figures by the word before and by the word behind. Another figure, as in a table, says nothing of them."""
    found: dict[Pair, set[str]] = {}
    for place in figures:
        before, after = words[place - 1] if place else "", words[place + 1] if place + 1 < len(words) else ""
        for neighbours in ((before, ""), ("", after)):
            if any(word and not word[0].isdecimal() for word in neighbours):
                found.setdefault(neighbours, set()).add(words[place])
    return found
