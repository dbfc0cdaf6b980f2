"""What stands above the text in plain text and in wide containers: the title again, the date line."""

from __future__ import annotations

import re
from dataclasses import replace

from crawler.article import Block, Draft

_DAY = r"(?:senin|selasa|rabu|kamis|jum.?at|sabtu|minggu|ahad)"
_MONTH = r"(?:jan|feb|mar|apr|mei|jun|jul|agu|ags|agt|sep|okt|nov|des|may|aug|oct|dec)[a-z]*\.?"
DATE_LINE = re.compile(
    rf"(?i)^\W*(?:(?:diterbitkan|dipublikasikan|published|diperbarui|updated|tayang|rilis|tanggal)\s*:?\s*)?(?:pada\s+)?"
    rf"(?:{_DAY}\W+)?(?:\d{{1,2}}[\s-]+{_MONTH}[\s-]+\d{{4}}|\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{4}}|\d{{4}}-\d\d-\d\d)"
    rf"(?:[\s|,/–-]*(?:pukul\s+)?\d{{1,2}}[.:]\d\d(?:[.:]\d\d)?)?\s*(?:wib|wita|wit)?\W*$"
)


def opening(blocks: tuple[Block, ...]) -> int:
    """How many blocks stand before the first long one that ends as a sentence: there a masthead may be."""
    for position, block in enumerate(blocks):
        if len(block.text) >= 120 and block.text.rstrip('"”’) ')[-1:] in ".!?":
            return position
    return len(blocks)


def take_masthead(draft: Draft) -> Draft:
    """Drop the title and the date line above the text; the date line becomes `published_raw` if nothing else did."""
    article = draft.article
    end = opening(draft.blocks)
    title = _letters(article.title)
    kept: list[Block] = []
    raw = None
    for position, block in enumerate(draft.blocks):
        if position < end:
            if title and _letters(block.text) == title:
                continue
            if len(block.text) <= 80 and DATE_LINE.match(block.text):
                raw = raw or block.text
                continue
        kept.append(block)
    if raw and not article.published_raw and not article.published_at:
        article = replace(article, published_raw=raw, sources=article.sources | {"published_raw": "text"})
    return replace(draft, article=article, blocks=tuple(kept))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()
