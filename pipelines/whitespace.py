"""Blanks and invisible characters: one form of each character, one blank between words, no empty block."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from crawler.article import Draft

# U+200D stays: it joins emoji and Arabic letters.
_INVISIBLE = re.compile(
    "[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]"
)
# NFC sorts the accents of a letter, and takes minutes over ten thousand of them.
_LONGEST_WORD = 500
_BEFORE_MARK = re.compile(r"(?<=[\w\"”’')\]%]) (?=[,;.!?)](?:\s|$))|(?<=\() ")
_STRAY_BLANKS = (" ,", " ;", " .", " !", " ?", " )", "( ")
_NOTHING = " |-–—_=*.•·~"


def visible(text: str) -> str:
    """The text without soft hyphens, zero-width and control characters, which may steer a terminal."""
    return text if text.isprintable() else _INVISIBLE.sub("", text)


def normalise(text: str) -> str:
    """A text on one line: NFC, no invisible characters, no blank before a mark."""
    words = visible(text).split()
    text = " ".join(words)
    if not text.isascii() and max(map(len, words), default=0) <= _LONGEST_WORD:
        text = unicodedata.normalize("NFC", text)
    return _BEFORE_MARK.sub("", text) if any(stray in text for stray in _STRAY_BLANKS) else text


def normalise_whitespace(draft: Draft) -> Draft:
    """Normalise every block and drop those of which only rules and bullets are left."""
    blocks = []
    for block in draft.blocks:
        text = normalise(block.text).strip(" |") if block.kind == "row" else normalise(block.text)
        if text.strip(_NOTHING):
            blocks.append(block if text == block.text else replace(block, text=text))
    return draft.with_blocks(blocks)
