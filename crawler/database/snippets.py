"""The piece of a text that shows what was searched for. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from crawler.database.query import Query
from crawler.database.stemming import WORD, roots_of

MARK_START, MARK_END = "\x02", "\x03"
"""What stands around each found word of a snippet."""

_LENGTH = 160
_BEFORE = 40
_SEARCHED = 20_000
Span = tuple[int, int]


def snippet_of(text: str, query: Query) -> str:
    """About 160 characters of the text with marks around each find, "…" where it is cut; its beginning without any."""
    text = text.replace(MARK_START, "").replace(MARK_END, "")
    finds = list(_finds(text[:_SEARCHED], query))
    first = _best_start(finds)
    start = _word_start(text, first - _BEFORE) if first > _LENGTH - _BEFORE else 0
    end = _word_end(text, start + _LENGTH)
    parts, at = ["…" if start else ""], start
    for begin, finish in finds:
        if at <= begin and finish <= end:
            parts += [text[at:begin], MARK_START, text[begin:finish], MARK_END]
            at = finish
    return "".join([*parts, text[at:end], "…" if end < len(text) else ""])


def _finds(text: str, query: Query) -> Iterator[Span]:
    """Where the words, prefixes and phrases of the query stand, in order."""
    words = [(found.start(), found.end(), found[0].lower()) for found in WORD.finditer(text)]
    for number, (start, end, word) in enumerate(words):
        if (query.words and (word in query.words or not query.words.isdisjoint(roots_of(word)))) or (
            query.prefixes and word.startswith(query.prefixes)
        ):
            yield start, end
        else:
            for phrase in query.phrases:
                if word == phrase[0] and tuple(w for _, _, w in words[number : number + len(phrase)]) == phrase:
                    yield start, words[number + len(phrase) - 1][1]
                    break


def _best_start(finds: list[Span]) -> int:
    """The find from which on the most stand within a snippet."""
    starts = [start for start, _ in finds]
    reach = _LENGTH - _BEFORE
    return max(starts, key=lambda start: bisect_left(starts, start + reach) - bisect_left(starts, start), default=0)


def _word_start(text: str, at: int) -> int:
    """The beginning of a word at `at` or soon after."""
    while 0 < at < len(text) and not text[at - 1].isspace():
        at += 1
    return at if at < len(text) else 0


def _word_end(text: str, at: int) -> int:
    """The end of the word that stands at `at`."""
    while at < len(text) and not text[at].isspace():
        at += 1
    return min(at, len(text))
