"""Cleaning: pure steps from draft to draft. `STEPS` is the one ordered list; storing is apart, in `store`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from crawler.article import PARAGRAPH_BREAK, Article, Block, Draft
from crawler.portal import Portal
from crawler.portals import GENERIC
from pipelines.boilerplate import drop_boilerplate
from pipelines.bylines import read_bylines
from pipelines.captions import drop_captions
from pipelines.credits import take_credits
from pipelines.dateline import take_dateline
from pipelines.masthead import is_date_line, take_masthead
from pipelines.related import drop_related
from pipelines.repeated import drop_repeated
from pipelines.whitespace import normalise_whitespace

Step = Callable[[Draft], Draft]

# Tails and heads are read only once what surrounds them is gone, so the order counts.
STEPS: tuple[Step, ...] = (
    normalise_whitespace,
    drop_boilerplate,
    drop_related,
    drop_captions,
    take_masthead,
    read_bylines,
    take_credits,
    take_dateline,
    drop_repeated,
    read_bylines,
)
_MOST_ROUNDS = 4
_UNKNOWN_TIME = datetime.fromtimestamp(0, UTC)
_BYLINE = re.compile(r"(?:Laporan|Penulis|Reporter|Oleh|Pewarta|Editor)\b.{0,60}$")


def clean(draft: Draft) -> Draft:
    """The draft after every step. Clean twice is clean once; the draft given is not changed."""
    for _ in range(_MOST_ROUNDS):
        before = draft.blocks
        for step in STEPS:
            draft = step(draft)
        # what a dateline or a credit stood before may be boilerplate itself
        if draft.blocks == before:
            break
    return draft


def clean_text(text: str, portal: Portal = GENERIC) -> Draft:
    """A plain text, one paragraph or heading a line, cleaned; `article` has the fields that the text tells.

    A first line above a byline or a date line is the title. `article.text` is filled; the URL is empty.
    """
    lines = [line for line in map(str.strip, text.splitlines()) if line]
    article = Article(url="", requested_url="", portal=portal.name, fetched_at=_UNKNOWN_TIME)
    if any(is_date_line(line) or _BYLINE.match(line) for line in lines[1:4]):
        article.title = lines.pop(0)
    draft = clean(Draft(article, tuple(map(Block, lines)), portal))
    body = PARAGRAPH_BREAK.join(block.text for block in draft.blocks)
    return replace(draft, article=replace(draft.article, text=body))
