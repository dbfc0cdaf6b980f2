"""Paragraphs that stand twice: pull quotes, parts of joined pages that overlap."""

from __future__ import annotations

from crawler.article import Draft

LONG = 80
"""Characters from which on a repetition is no accident (a short line may be a refrain or a table cell)."""


def drop_repeated(draft: Draft) -> Draft:
    """Keep the first of equal long blocks. In photo stories captions may repeat, and stay."""
    if draft.article.kind == "photo":
        return draft
    seen: set[str] = set()
    kept = []
    for block in draft.blocks:
        if len(block.text) < LONG or block.text not in seen:
            kept.append(block)
        seen.add(block.text)
    return draft.with_blocks(kept)
