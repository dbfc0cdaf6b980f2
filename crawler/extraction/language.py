"""The language of a text by its commonest words: id, en or ms."""

from __future__ import annotations

import re
from collections import Counter

_WORD = re.compile(r"[a-z]+")
_COMMON = {
    "id": frozenset(
        "yang dan di dengan untuk dari dalam tidak akan pada itu bahwa karena bisa kata saat telah".split()
    ),
    "en": frozenset("the and of to in for is was that with on by as from are has have said".split()),
}
_MALAY_ONLY = frozenset(
    ("kerana iaitu bahawa ialah beliau ringgit polis wang kerajaan tahun-tahun boleh jabatan hospital").split()
)
_INDONESIAN_ONLY = frozenset("karena yaitu bahwa adalah polisi uang bisa rumah sakit mengatakan".split())


def language_of(text: str, default: str | None) -> str | None:
    """ "id", "en" or "ms"; the default where the text is too short to tell."""
    words = Counter(_WORD.findall(text[:4000].lower()))
    if words.total() < 20:
        return default
    counts = {language: _count(common, words) for language, common in _COMMON.items()}
    if counts["en"] > 2 * counts["id"]:
        return "en"
    if counts["id"] < words.total() * 0.04:
        return default
    malay = _count(_MALAY_ONLY, words)
    return "ms" if malay > 2 and malay > 2 * _count(_INDONESIAN_ONLY, words) else "id"


def _count(some: frozenset[str], words: Counter[str]) -> int:
    return sum(words[word] for word in some)
