"""What the patterns of several cleaning steps are made of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crawler.article import Block

SENTENCE_MARKS = ".!?"
_AFTER_SENTENCE = '"”’)] '
_LONG = 120


def whole_line(*alternatives: str) -> re.Pattern[str]:
    """Matches a line that is one of the alternatives, in any case, whatever marks stand around it."""
    return re.compile(rf"(?i)^\W*(?:{'|'.join(alternatives)})\W*$")


def line_start(*alternatives: str, rest: str = r"(?P<rest>\S.*)") -> re.Pattern[str]:
    """Matches a line that starts with one of the alternatives, in any case, and goes on with `rest`."""
    return re.compile(rf"(?i)^\W{{0,3}}(?:{'|'.join(alternatives)}){rest}$")


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does; quotation marks and brackets may follow the full stop."""
    return text.rstrip(_AFTER_SENTENCE)[-1:] in tuple(SENTENCE_MARKS)


def is_paragraph(block: Block) -> bool:
    """Whether a block is surely text of the article: long, a sentence at its end, not mainly a link."""
    return len(block.text) >= _LONG and block.linked < 0.5 and ends_sentence(block.text)


def opening(blocks: Sequence[Block]) -> int:
    """How many blocks belong to the opening: up to the second paragraph, since a summary may stand first."""
    paragraphs = [position for position, block in enumerate(blocks) if is_paragraph(block)]
    return paragraphs[1] if len(paragraphs) > 1 else len(blocks)
