"""Indonesian roots: what the search index holds beside the words, so that "banjir" finds kebanjiran. Pure."""

from __future__ import annotations

import re

from Stemmer import Stemmer

WORD = re.compile(r"[^\W_]+")
_STEMMER = Stemmer("indonesian")
_LONGEST = 40
_LONGEST_PIECE = 400
_MOST_REMEMBERED = 500_000
_ROOTS_THAT_LOOK_DERIVED = frozenset({"menteri"})
# meN- and peN- swallow the first letter of the root, and an r before a vowel may be its first
_SWALLOWED = (
    (re.compile(r"[mp]en(?=[aiueo])"), "t"),
    (re.compile(r"[mp]eng(?=[aiueo])"), "k"),
    (re.compile(r"(?:ber|per|ter)(?=[aiueo])"), "r"),
)


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, as the index takes them apart."""
    return WORD.findall(text.lower())


def roots_of(word: str) -> tuple[str, ...]:
    """The roots that a word in lower case may have, Snowball's first; none where it is its own root.

    `menyelidiki` -> `selidik`; `mengatakan` -> `ata`, `kata`: which letter a prefix swallowed is not told.
    """
    if len(word) > _LONGEST or word.isdigit() or word in _ROOTS_THAT_LOOK_DERIVED:
        return ()
    root: str = _STEMMER.stemWord(word)
    if root == word:
        return ()
    for prefix, letter in _SWALLOWED:
        if (found := prefix.match(word)) and word.startswith(root, found.end()):
            return root, letter + root
    return (root,)


def stems_of(title: str, text: str) -> str:
    """The roots of the words of a text that are not roots themselves, in order of the alphabet."""
    # what stands between blanks is looked up whole: taking the words apart costs more than all the rest
    pieces = set(f"{title} {text}".lower().split())
    return " ".join(sorted(set(map(_REMEMBERED.__getitem__, pieces)))).strip()


class _Remembered(dict[str, str]):
    """The roots of what stands between two blanks ("menyelidiki,"), one after the other: a text repeats others."""

    def __missing__(self, piece: str) -> str:
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        words = WORD.findall(piece[:_LONGEST_PIECE])
        self[piece] = roots = " ".join(root for word in words for root in roots_of(word))
        return roots


_REMEMBERED = _Remembered()
