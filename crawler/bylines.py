"""Bylines as portals print them -> the people in them, editors apart from authors. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

Role = Literal["author", "editor", "other"]

_LABELS: dict[Role, tuple[str, ...]] = {
    "author": (
        "penulis", "pewarta", "pewarta foto", "reporter", "rep", "laporan", "jurnalis", "kontributor",
        "wartawan", "oleh", "fotografer", "photographer", "teks", "author", "writer", "by",
    ),
    "editor": ("editor", "redaktur", "red", "penyunting", "uploader"),
    "other": (
        "sumber", "source", "penerjemah", "translator", "foto", "video", "grafis", "infografis", "copyright",
    ),
}  # fmt: skip
ROLE_OF: dict[str, Role] = {word: role for role, words in _LABELS.items() for word in words}

# Longest first, or "pewarta foto:" would be read as "foto:". "SavitriEditor:" was seen glued (antaranews).
_WORDS = "|".join(sorted(ROLE_OF, key=len, reverse=True))
LABEL = re.compile(
    rf"(?:(?<![A-Za-z])|(?<=[a-z])(?=[A-Z]))(?P<label>(?i:{_WORDS}))\s*\|?\s*:\s*"
    r"|(?<![A-Za-z])(?P<slashed>Rep|Red)\s*/\s*(?=[A-Z])"
)

# Only in what the page gives as a byline: in a text "Editor Utama" may be anything.
_BARE_LABEL = re.compile(r"(?<=\s)(?P<label>Editor|Reporter|Penulis|Pewarta)\s+(?=[A-Z])")

_DAYS = r"senin|selasa|rabu|kamis|jum.?at|sabtu|minggu|ahad|mon|tues?|wednes|thurs?|fri|satur|sun"
_MONTHS = r"jan|feb|mar|apr|mei|may|jun|jul|agu|ags|agt|aug|sep|okt|oct|nov|des|dec"
_WHEN = re.compile(
    rf"(?i)[\s,|–-]*(?:\bpada\s+)?(?:\b(?:{_DAYS})(?:day)?\s*,"
    rf"|(?:\b(?:{_DAYS})(?:day)?\s+)?\b\d{{1,2}}[\s/.-]+(?:\d{{1,2}}|(?:{_MONTHS})[a-z]*)[\s/.-]+\d{{4}}"
    r"|\b\d{1,2}[:.]\d\d\b|\b(?:wib|wita|wit)\b).*$"
)
_LONGEST = 500
_CONTACT = re.compile(r"(?<![^\s@])[^\s@]+@[^\s@]+\.\w+|(?<!\w)@\w[\w.]*|https?://\S+")
_RIGHTS = re.compile(r"(?i)\s*(?:copyright|©).*")
_PREFIX = re.compile(r"^\W*(?i:(?:(?:ditulis|teks) )?oleh|by|author|laporan(?=\s+(?-i:[A-Z])))\s+")
_STRINGER = re.compile(r"(?i)^(?:laporan\s+)?(?:kontributor|wartawan|jurnalis|reporter|koresponden)\b[^,:]*,\s*(?=\S)")
_EDGES = " ,/|-–—:"
_DEGREE = re.compile(
    r"^(?:[A-Z][A-Za-z]{0,4}\.(?:\s?[A-Z][A-Za-z]{0,5}\.?)*|Ph\.?D\.?|M(?:BA|A|M|H|Si)|S(?:E|H|T|S|IP|Kom))$"
)
_PARTICLES = frozenset(("bin", "binti", "van", "von", "de", "da", "di", "der", "den", "el", "al", "la", "le", "ibn"))
_INITIALS = re.compile(r"^\W*(?:[A-Z]{1,3}|[a-z]{1,4}\d{0,3}|[A-Za-z0-9]{1,6}(?:/[A-Za-z0-9]{1,6})+|[A-Z]-\d+)\W*$")
_NOBODY = re.compile(
    r"(?i)^(?:dok\b|ist\b|istimewa|facebook|instagram|twitter|youtube|shutterstock|thinkstock\w*|pixabay|freepik|"
    r"(?!\S*\.)\w*\d\w*$)"
)
_TEAM = re.compile(r"(?i)^(?:tim|team|redaksi|admin|newsroom|desk|staff?)\b")
_ORGANISATION = re.compile(
    r"(?i)^redaksi\w+$|\.(?:com|co|id|net|tv|org)\b|"
    r"\b(?:portal|media|news|network|redaksi|indonesia|times|group|agency|wire|newswire|tv|online)$|"
    r"^(?:antara|reuters|afp|xinhua|bbc|voa|detik\w*|kompas\w*|tempo|republika|okezone|sindonews|liputan6|"
    r"merdeka|cnn|cnbc|mnc|bisnis|suara|tribun\w*|kumparan\w*|tirto|beritasatu|viva\w*|jpnn|inews)\b"
)
_HARD_BREAK = re.compile(r"\s*[;|•\n]\s*|\s+[–—-]\s+")
_SOFT_BREAK = re.compile(r"\s*[,/&]\s*|\s+(?:dan|and)\s+")


@dataclass(frozen=True, slots=True)
class Byline:
    """The people of a byline as printed, each once, in the order of the byline."""

    authors: list[str] = field(default_factory=list)
    editors: list[str] = field(default_factory=list)


def read_byline(raw: str, *, label_hint: Role = "author") -> Byline:
    """The people in a byline: "Rep: A/ Red: B", "A, A - detikNews", "Kontributor Solo, A", "Oleh A pada …".

    A name before any label gets the role `label_hint`. Names of a labelled source or translator are left out,
    and so are initials, handles, addresses and dates. A team or an agency stays only where no person of that role
    is named.
    """
    people: dict[Role, list[str]] = {"author": [], "editor": [], "other": []}
    labelled = _BARE_LABEL.sub(r"\g<label>: ", _CONTACT.sub(" ", " ".join(raw[:_LONGEST].split())))
    for role, text in _segments(labelled, label_hint):
        people[role] += _names(text)
    return Byline(persons_first(people["author"]), persons_first(people["editor"]))


def persons_first(names: Iterable[str]) -> list[str]:
    """Each name once; organisations go when a person is among them, and sites when a team is."""
    unique: dict[str, str] = {}
    for name in names:
        unique.setdefault(name.casefold(), name)
    persons = [name for name in unique.values() if not is_organisation(name)]
    return persons or list(filter(_TEAM.match, unique.values())) or list(unique.values())


def is_organisation(name: str) -> bool:
    """Whether it is a desk, team, agency or site and not a person: "Tim detikcom", "Redaksi", "Okezone"."""
    return bool(_TEAM.match(name) or _ORGANISATION.search(name))


def is_initials(name: str) -> bool:
    """Whether it is only initials: "CTR", "(fyk/ash)", "bgs", "E-2"."""
    return bool(_INITIALS.match(name))


def is_name(text: str) -> bool:
    """Whether it has the shape of a person's name: one to six capitalised words and no digits."""
    words = text.split()
    if not 1 <= len(words) <= 6 or len(text) > 60 or not re.fullmatch(r"[\w\s.,'’`-]+", text):
        return False
    if any(character.isdigit() or character == "_" for character in text):
        return False
    return words[0][0].isupper() and all(word[0].isupper() or word in _PARTICLES for word in words)


def _segments(text: str, hint: Role) -> Iterator[tuple[Role, str]]:
    """The text cut at its labels, each part with the role that its label gives."""
    role, start = hint, 0
    for found in LABEL.finditer(text):
        yield role, text[start : found.start()]
        role, start = ROLE_OF[(found["label"] or found["slashed"]).lower()], found.end()
    yield role, text[start:]


def _names(text: str) -> list[str]:
    """The names of one segment. A site beside mere initials ("CTR, CNN Indonesia") is not the author."""
    names = list(_printed_names(text))
    meant = [name for name in names if not is_initials(name)]
    return [] if len(meant) < len(names) and all(map(_ORGANISATION.search, meant)) else meant


def _printed_names(text: str) -> Iterator[str]:
    for part in _HARD_BREAK.split(_RIGHTS.sub("", text)):
        bare = _STRINGER.sub("", _PREFIX.sub("", part.lstrip(_EDGES + ".")).removesuffix(" on"))
        for name in _people(_WHEN.sub("", bare).strip(_EDGES)):
            if not _NOBODY.match(name):
                yield name


def _people(part: str) -> list[str]:
    """The people of one part, split only where every piece looks like a name. Degrees stay with names."""
    if not part or _TEAM.match(part):
        return [part] if part else []
    pieces: list[str] = []
    for piece in filter(None, _SOFT_BREAK.split(part)):
        if pieces and _DEGREE.match(piece):
            pieces[-1] += f", {piece}"
        else:
            pieces.append(piece)
    whole = len(pieces) > 1 and not all(is_name(p) or is_initials(p) or is_organisation(p) for p in pieces)
    return [part] if whole else [piece for piece in pieces if any(map(str.isalpha, piece))]
