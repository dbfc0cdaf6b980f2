"""The versions of an article, and what changed between two of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from difflib import SequenceMatcher
from typing import Any, Literal

from crawler.article import PARAGRAPH_BREAK
from crawler.database.archive import Archive
from crawler.database.reading import find_row
from crawler.database.rows import LISTS, Row

Change = Literal["same", "gone", "new"]
Piece = tuple[Change, str]

CAUSES = {"found": "first seen", "edited": "edited by the portal", "reextracted": "read again by newer rules"}
"""Where a version came from, in words."""

_MOST_WORDS = 4_000
"""In longer passages whole paragraphs are compared: comparing words takes their number squared."""


@dataclass(frozen=True, slots=True)
class Version:
    """What an article said. `number` counts from 1; `fetched` (UTC) is when it was read.

    `cause`: "found" of the first version, "edited" where the portal changed it, "reextracted" where a stored page was
    read by mended rules.
    """

    number: int
    cause: str
    fetched: datetime
    title: str
    lead: str | None
    authors: list[str]
    editors: list[str]
    published_at: str | None
    section: str | None
    tags: list[str]
    text: str

    def to_dict(self) -> dict[str, Any]:
        return {**asdict(self), "fetched": self.fetched.isoformat()}


def versions(archive: Archive, url_or_id: str) -> list[Version]:
    """Every version of a stored article, the first first; none where it is not stored."""
    current = find_row(archive, url_or_id)
    if current is None:
        return []
    former = archive.rows("SELECT * FROM revisions WHERE article = :id ORDER BY number", {"id": current["id"]})
    causes = ["found", *(row["cause"] for row in former)]
    rows = [*former, {**current, "number": current["revision"]}]
    return [_version(row, cause) for row, cause in zip(rows, causes, strict=True)]


def _version(row: Row, cause: str) -> Version:
    values = {each.name: row[each.name] for each in fields(Version) if each.name in row}
    values.update({name: json.loads(row[name]) for name in LISTS})
    return Version(**{**values, "cause": cause, "fetched": datetime.fromisoformat(row["fetched_utc"])})


def changed_fields(old: Version, new: Version) -> list[str]:
    """The names of the fields in which two versions differ, the text last."""
    names = [each.name for each in fields(Version)][3:]
    return [name for name in names if getattr(old, name) != getattr(new, name)]


def word_difference(old: str, new: str) -> list[Piece]:
    """How one text becomes the other, word by word: what stays, what goes, what comes, in order.

    Put together, what stays and goes is the old text's words, what stays and comes the new one's.
    """
    pieces: list[Piece] = []
    before, after = _words(old.split(PARAGRAPH_BREAK)), _words(new.split(PARAGRAPH_BREAK))
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone = [word for paragraph in before[a:b] for word in paragraph]
        come = [word for paragraph in after[c:d] for word in paragraph]
        if kind == "equal":
            pieces.append(("same", _joined(gone)))
        elif len(gone) > _MOST_WORDS or len(come) > _MOST_WORDS:
            pieces += [("gone", _joined(gone)), ("new", _joined(come))]
        else:
            pieces += _passage(gone, come)
    return [piece for piece in pieces if piece[1]]


def _words(paragraphs: Sequence[str]) -> list[tuple[str, ...]]:
    """Each paragraph as its words, with the break behind them."""
    return [(*words, PARAGRAPH_BREAK) for paragraph in paragraphs if (words := paragraph.split())]


def _joined(words: Sequence[str]) -> str:
    """The words with blanks between and one at the end, but none beside a break."""
    return "".join(word if word == PARAGRAPH_BREAK else f"{word} " for word in words).replace(
        f" {PARAGRAPH_BREAK}", PARAGRAPH_BREAK
    )


def _passage(gone: Sequence[str], come: Sequence[str]) -> Iterator[Piece]:
    for kind, a, b, c, d in SequenceMatcher(None, gone, come, autojunk=False).get_opcodes():
        if kind == "equal":
            yield "same", _joined(gone[a:b])
        else:
            yield "gone", _joined(gone[a:b])
            yield "new", _joined(come[c:d])
