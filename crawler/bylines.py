"""Bylines as portals print them -> the people in them, editors apart from authors. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

Role = Literal["author", "editor", "other"]

_ROLES: dict[Role, str] = {
    "author": r"penulis(?: naskah)?|pewarta|reporter|rep|laporan|jurnalis|kontributor|wartawan|oleh|fotografer|"
    r"photographer|pewarta foto|author|writer|by",
    "editor": r"editor|redaktur|red|penyunting|uploader",
    "other": r"sumber|source|penerjemah|translator|foto|video|grafis|infografis|copyright",
}
ROLE_OF: dict[str, Role] = {word: role for role, words in _ROLES.items() for word in words.split("|")}
ROLE_OF["penulis naskah"] = "author"

# Longest first, or "pewarta foto:" would be read as "foto:".
LABELS = "|".join(
    sorted("|".join(_ROLES.values()).replace("(?: naskah)?", "").split("|"), key=len, reverse=True)
)
LABEL = re.compile(
    rf"(?:(?<![A-Za-z])|(?<=[a-z])(?=[A-Z]))(?P<label>(?i:{LABELS}))\s*:\s*"
    r"|(?<![A-Za-z])(?P<slashed>Rep|Red)\s*/\s*(?=[A-Z])"
)
_PREFIX = re.compile(
    r"^\W*(?:(?:oleh|by|laporan)\s+(?!:)(?=[A-Z])|(?:ditulis oleh|teks oleh)\s+)", re.IGNORECASE
)
_STAND_IN = re.compile(
    r"^(?:laporan\s+)?(?:(?i:kontributor|wartawan|jurnalis|reporter|koresponden))\b[^,:]*,\s*(?=\S)",
    re.IGNORECASE,
)
_CONTACT = re.compile(r"\S+@\S+\.\w+|(?<!\w)@\w[\w.]*|https?://\S+")
_DAYS = r"senin|selasa|rabu|kamis|jum.?at|jumat|sabtu|minggu|ahad|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_MONTHS = r"jan|feb|mar|apr|mei|may|jun|jul|agu|aug|ags|sep|okt|oct|nov|des|dec"
_WHEN = re.compile(
    rf"[\s,|–-]*(?:\bpada\s+)?(?:\b(?:{_DAYS})\b\s*,?\s*)?(?:\b\d{{1,2}}[\s/.-]+(?:\d{{1,2}}|(?:{_MONTHS})[a-z]*)[\s/.-]+\d{{4}}"
    rf"|\b(?:{_DAYS})\b\s*,|\b\d{{1,2}}[:.]\d\d\s*(?:wib|wita|wit)\b|\b(?:wib|wita|wit)\b).*$",
    re.IGNORECASE,
)
_DEGREE = re.compile(
    r"^(?:[A-Z]\.?\s?[A-Za-z]{0,5}\.?(?:\s?[A-Z][A-Za-z]{0,4}\.)*|Ph\.?\s?D\.?|MBA|MA|MM|SE|SH|ST|SS)\.?$"
)
_DEGREE_DOT = re.compile(r"\.|^(?:MBA|MA|MM|MH|MSi|SE|SH|ST|SS|SIP|SKom|PhD)$")
_WORD = re.compile(r"[^\W\d_]")
_PARTICLES = frozenset("bin binti van von de da di der den el al la le ibn ul y".split())
_INITIALS = re.compile(r"^\W*(?:[A-Z]{1,3}|[a-z]{1,4}|[A-Za-z0-9]{1,5}(?:/[A-Za-z0-9]{1,6})+|[A-Z]-\d+)\W*$")
_ORGANISATION = re.compile(
    r"(?i)^(?:tim|team|redaksi|admin|newsroom|desk|staf|staff)\b|^redaksi\w+$|\b(?:portal|media|news|network|redaksi|"
    r"indonesia|times|group|agency|wire|newswire|tv|online|bbc|reuters|xinhua|antara|afp|okezone|sindonews|tribun\w*)$|"
    r"^(?:antara|reuters|afp|xinhua|bbc|detik\w*|kompas\w*|tempo|republika|okezone|liputan6|merdeka|cnn|cnbc|mnc|"
    r"bisnis|suara|tribun\w*|kumparan\w*|tirto|beritasatu)\b|\.(?:com|co|id|net|tv|org)\b"
)
_SPLIT_HARD = re.compile(r"\s*[;|•\n]\s*|\s+[–—-]\s+")
_SPLIT_SOFT = re.compile(r"\s*[,/&]\s*|\s+(?:dan|and)\s+")


@dataclass(frozen=True, slots=True)
class Byline:
    """The people of a byline as printed, each once, in the order of the byline."""

    authors: list[str] = field(default_factory=list)
    editors: list[str] = field(default_factory=list)


def read_byline(raw: str, *, label_hint: Role = "author") -> Byline:
    """The people in a byline: "Rep: A/ Red: B", "A, A - detikNews", "Kontributor Solo, A", "Oleh A pada Senin …".

    A name before any label gets the role `label_hint`. Names of a labelled source or translator are left out, and so
    are initials, handles, addresses and dates. A team or an agency stays only where no person of that role is named.
    """
    people: dict[Role, list[str]] = {"author": [], "editor": [], "other": []}
    for role, text in _segments(_CONTACT.sub(" ", " ".join(raw.split())), label_hint):
        people[role] += _names(text)
    return Byline(persons_first(people["author"]), persons_first(people["editor"]))


def persons_first(names: Iterable[str]) -> list[str]:
    """Each name once; organisations go when a person is among them."""
    unique: dict[str, str] = {}
    for name in names:
        unique.setdefault(name.casefold(), name)
    persons = [name for name in unique.values() if not is_organisation(name)]
    return persons or list(unique.values())


def is_organisation(name: str) -> bool:
    """Whether a byline names a desk, team, agency or site and not a person ("Tim detikcom", "Redaksi", "Okezone")."""
    return bool(_ORGANISATION.search(name))


def is_initials(name: str) -> bool:
    """Whether it is only initials: "CTR", "(fyk/ash)", "bgs", "E-2"."""
    return bool(_INITIALS.match(name))


def is_name(text: str) -> bool:
    """Whether it has the shape of a person's name: one to six capitalised words without digits."""
    words = text.split()
    if not 1 <= len(words) <= 6 or any(ch.isdigit() for ch in text) or len(text) > 60:
        return False
    if any(ch in text for ch in '?!:;"“”()[]') or not _WORD.search(text):
        return False
    return all(w[0].isupper() or w in _PARTICLES for w in words) and words[0][0].isupper()


def _segments(text: str, hint: Role) -> list[tuple[Role, str]]:
    segments: list[tuple[Role, str]] = []
    role, start = hint, 0
    for found in LABEL.finditer(text):
        segments.append((role, text[start : found.start()]))
        word = (found["label"] or found["slashed"]).lower()
        role, start = ROLE_OF.get(word, "other"), found.end()
    segments.append((role, text[start:]))
    return segments


def _names(text: str) -> list[str]:
    text = re.sub(r"(?i)copyright.*|©.*", "", text)
    names: list[str] = []
    for part in _SPLIT_HARD.split(text):
        part = _WHEN.sub("", _STAND_IN.sub("", _PREFIX.sub("", part.strip(" ,/|-–—:."))))
        names += [name for name in _people(part.strip(" ,/|-–—:")) if not is_initials(name)]
    return names


def _people(part: str) -> list[str]:
    """The people of one part: split only where every piece looks like a name; degrees stay with their name."""
    if not part or re.match(r"(?i)(?:tim|team|redaksi)\b", part):
        return [part] if part else []
    pieces: list[str] = []
    for piece in filter(None, _SPLIT_SOFT.split(part)):
        if pieces and _DEGREE.match(piece) and _DEGREE_DOT.search(piece):
            pieces[-1] += f", {piece}"
        else:
            pieces.append(piece.strip())
    if len(pieces) > 1 and not all(
        is_name(p.partition(",")[0]) or is_initials(p) or is_organisation(p) for p in pieces
    ):
        return [part]
    return [piece for piece in pieces if _WORD.search(piece)]
