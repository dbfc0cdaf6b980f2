"""What a user types into a search -> a query that FTS5 cannot misread. Pure.

`banjir bandang`: both words, in any form. `"banjir bandang"`: the phrase as it stands. `a OR b`, `a AND b`, `NOT a` or
`-a`, brackets, `banj*`: as expected, the operators in capitals. Whatever is none of these counts for nothing; nor does
a side of OR that only says what must not be there, which FTS5 cannot look for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from crawler.database.rows import storable
from crawler.database.stemming import roots_of, words_of

_TOKEN = re.compile(r'"([^"]*)"?|([()])|((?:[^\s()"])+)')
_MOST_TERMS = 64
_DEEPEST = 12
_LONGEST = 10_000
_PLAIN = "{title text} : "


@dataclass(frozen=True, slots=True)
class Query:
    """`match` is for FTS5: what must be there; `unless`, only where `match` is empty, what must not.

    Both are empty where nothing can be looked for. `words` are the forms and roots to be shown as found.
    """

    match: str = ""
    unless: str = ""
    words: frozenset[str] = frozenset()
    phrases: tuple[tuple[str, ...], ...] = ()
    prefixes: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.match or self.unless)


def parse_query(text: str) -> Query:
    """The query that a text means. Any text will do."""
    tokens = [
        ("phrase", phrase) if not (bracket or word) else ("bracket", bracket) if bracket else ("word", word)
        for phrase, bracket, word in _TOKEN.findall(storable(text[:_LONGEST]))
    ]
    return _Reader(tokens).read()


@dataclass
class _Reader:
    """Reads tokens once, from the left; `_alternatives` -> `_group` -> `_term`, each as deep as brackets stand."""

    tokens: list[tuple[str, str]]
    position: int = 0
    terms: int = 0
    words: set[str] = field(default_factory=set)
    phrases: list[tuple[str, ...]] = field(default_factory=list)
    prefixes: list[str] = field(default_factory=list)

    def read(self) -> Query:
        wanted: list[str] = []
        unwanted: list[str] = []
        while self.position < len(self.tokens):
            found, without = self._alternatives(0)
            wanted += [found] if found else []
            unwanted += [without] if without else []
            # a closing bracket too many
            self.position += 1
        match, unless = _joined(wanted, unwanted)
        return Query(match, unless, frozenset(self.words), tuple(self.phrases), tuple(self.prefixes))

    def _next(self) -> tuple[str, str] | None:
        return self.tokens[self.position] if self.position < len(self.tokens) else None

    def _alternatives(self, depth: int) -> tuple[str, str]:
        """`a OR b OR c`; what must be there, or where there is only NOT, what must not."""
        found = [self._group(depth)]
        while self._next() == ("word", "OR"):
            self.position += 1
            found.append(self._group(depth))
        wanted = [match for match, _ in found if match]
        if wanted:
            return (f"({' OR '.join(wanted)})" if len(wanted) > 1 else wanted[0]), ""
        return "", next((unless for _, unless in found if unless), "")

    def _group(self, depth: int) -> tuple[str, str]:
        """Terms that must all be there, but for those behind a NOT."""
        wanted: list[str] = []
        unwanted: list[str] = []
        negated = False
        while (token := self._next()) and token not in (("word", "OR"), ("bracket", ")")):
            self.position += 1
            if token[0] == "word" and token[1] in ("AND", "NOT"):
                negated = negated != (token[1] == "NOT")
                continue
            if token[0] == "word" and token[1].startswith("-") and len(token[1]) > 1:
                negated, token = not negated, ("word", token[1][1:])
            marks = (len(self.phrases), len(self.prefixes), set(self.words))
            match, unless = self._term(token, depth)
            if negated:
                match, unless = unless, match
                del self.phrases[marks[0] :], self.prefixes[marks[1] :]
                self.words = marks[2]
            wanted += [match] if match else []
            unwanted += [unless] if unless else []
            negated = False
        return _joined(wanted, unwanted)

    def _term(self, token: tuple[str, str], depth: int) -> tuple[str, str]:
        kind, text = token
        if kind == "bracket":
            if text == "(" and depth < _DEEPEST:
                inside = self._alternatives(depth + 1)
                self.position += self._next() == ("bracket", ")")
                return inside
            return "", ""
        words = words_of(text)
        if not words or self.terms >= _MOST_TERMS:
            return "", ""
        self.terms += 1
        if kind == "phrase" or len(words) > 1:
            self.phrases.append(tuple(words))
            return f'({_PLAIN}"{" ".join(words)}")', ""
        word = words[0]
        if text.endswith("*"):
            self.prefixes.append(word)
            return f'({_PLAIN}"{word}"*)', ""
        forms = [word, *roots_of(word)]
        self.words.update(forms)
        quoted = [f'"{form}"' for form in forms]
        return (f"({' OR '.join(quoted)})" if len(quoted) > 1 else quoted[0]), ""


def _joined(wanted: list[str], unwanted: list[str]) -> tuple[str, str]:
    """All of `wanted` and none of `unwanted`, as FTS5 says it; without any wanted, what must not be there."""
    without = f"({' OR '.join(unwanted)})" if len(unwanted) > 1 else "".join(unwanted)
    if not wanted:
        return "", without
    match = f"({' AND '.join(wanted)})" if len(wanted) > 1 else wanted[0]
    return (f"({match} NOT {without})" if without else match), ""
