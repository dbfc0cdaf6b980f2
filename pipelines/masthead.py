"""What stands above the text in plain text and in wide containers: title and section again, the date line."""

from __future__ import annotations

import re
from dataclasses import replace

from crawler.article import Block, Draft
from pipelines.patterns import opening, whole_line

_DAY = r"(?:senin|selasa|rabu|kamis|jum.?at|sabtu|minggu|ahad)"
_MONTH = r"(?:jan|feb|mar|apr|mei|jun|jul|agu|ags|agt|sep|okt|nov|des|may|aug|oct|dec)[a-z]*\.?"
_DATE = rf"(?:\d{{1,2}}[\s-]+{_MONTH}[\s-]+\d{{4}}|\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{4}}|\d{{4}}-\d\d-\d\d)"
_TIME = r"(?:[\s|,/–-]*(?:pukul\s+)?\d{1,2}[.:]\d\d(?:[.:]\d\d)?)?\s*(?:wib|wita|wit)?"
_WHAT = r"(?:(?:diterbitkan|dipublikasikan|published|diperbarui|updated|tayang|tanggal)\s*:?\s*)?(?:pada\s+)?"
_DATE_LINE = whole_line(rf"{_WHAT}(?:{_DAY}\W+)?{_DATE}{_TIME}")


def is_date_line(text: str) -> bool:
    """Whether a line holds a day of the calendar and nothing else: "Jumat, 04 Maret 2022 | 08:45 WIB"."""
    return len(text) <= 80 and _DATE_LINE.match(text) is not None


def take_masthead(draft: Draft) -> Draft:
    """Drop title, section and date line above the text; the date line becomes `published_raw` if that is unknown."""
    article, end = draft.article, opening(draft.blocks)
    known = {_letters(article.title), _letters(article.section or "")} - {""}
    kept: list[Block] = []
    raw = None
    for block in draft.blocks[:end]:
        if is_date_line(block.text):
            raw = raw or block.text
        elif _letters(block.text) not in known:
            kept.append(block)
    if raw and not article.published_raw and not article.published_at:
        article = replace(article, published_raw=raw, sources=article.sources | {"published_raw": "text"})
    return replace(draft, article=article, blocks=(*kept, *draft.blocks[end:]))


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text).casefold()
