"""Whether an article that was read again has been edited. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from crawler.database.rows import REVISED, Cause

_PEOPLE = ("authors", "editors")
_TIME = r"(?:[01]?\d|2[0-3])[.:][0-5]\d(?::[0-5]\d)?(?:\s*(?:WIB|WITA|WIT))?"
_DATE = r"\d{1,2}(?:\s+[A-Za-z]{3,9}\.?\s+|[/.-]\d{1,2}[/.-])\d{4}"
_STAMP = re.compile(rf"(?:[A-Z][a-z']{{3,7}},?\s+)?{_DATE}\s*[|,-]?\s*(?:pukul\s+|jam\s+)?{_TIME}")
_COUNTED = r"(?:kali|x)\s+(?:dibaca|dilihat|dibagikan)|views?|pembaca|komentar|comments?|shares?|likes?|suka"
_COUNTER = re.compile(
    rf"(?i)\b\d[\d.,]*\s*(?:rb|ribu|jt|juta|k)?\s*(?:{_COUNTED})\b|\b(?:dibaca|dilihat|views?)\s*:?\s*\d[\d.,]*(?:\s*kali)?"
)


def is_edit(old: Mapping[str, Any], new: Mapping[str, Any], cause: Cause = "edited") -> bool:
    """Whether the new row of an article is another version of the old: its title, people or text changed.

    White space, the time stamps of an update and counters (of readers, comments, shares) alone are no edit. Where a
    stored page was read anew (`reextracted`) any difference in what a former version keeps is one.
    """
    if cause == "reextracted":
        return any(old[name] != new[name] for name in REVISED)
    if any(
        sorted(json.loads(old[name])) != sorted(json.loads(new[name])) for name in _PEOPLE if old[name] != new[name]
    ):
        return True
    return any(old[name] != new[name] and settled(old[name]) != settled(new[name]) for name in ("title", "text"))


def settled(text: str) -> str:
    """The text without what changes by itself: white space as one blank, no time stamps, no counters."""
    return " ".join(_COUNTER.sub(" ", _STAMP.sub(" ", text)).split())
