"""Captions and photo credits that stand among the paragraphs."""

from __future__ import annotations

import re

from crawler.article import Block, Draft
from pipelines.masthead import opening

_SOURCES = (
    r"foto|photo|dok|ist\b|istimewa|antara|reuters|afp|\bap\b|getty|epa\b|xinhua|instagram|\big\b|twitter|youtube|facebook|"
    r"tiktok|pixabay|unsplash|pexels|shutterstock|freepik|istock|wikimedia|humas|screenshot|tangkapan layar|repro|"
    r"cnn indonesia|ilustrasi|\.com\b|\.co\b|\.id\b|\.net\b"
)
_ENDS_IN_CREDIT = re.compile(
    rf"(?i)(?:\((?=[^()]*(?:{_SOURCES}))(?:foto|photo|dok|ilustrasi|ist\b|istimewa|tangkapan layar|[^()]*[/@:])[^()]{{0,90}}\)"
    rf"|©\s?[^.!?]{{2,50}}(?:\.com)?[^.!?]{{0,30}}|/net|\bcredit\s?: ?\S.{{0,60}}|\|\s*\S*(?:{_SOURCES})\S*)$"
)
_STARTS_AS_CREDIT = re.compile(
    r"(?i)^\W*(?:(?:foto|photo|ilustrasi|keterangan foto|caption)\s*[:/]|©|(?:instagram|youtube|twitter|dok)/\S+$)"
)
_SIGN = re.compile(r"(?i)[©)/:|]|credit|/net")


def drop_captions(draft: Draft) -> Draft:
    """Drop captions: equal to the lead image's, standing twice in a row above the text, or ending in a photo credit.

    Credits were seen as "/net" (sinpo), "©Pixabay/Took" (merdeka), "(REUTERS/Name)" (viva), "Foto: …" (detik),
    "Ramadan | pexels.com/…" (liputan6). In photo stories captions are the text, and nothing is dropped.
    """
    if draft.article.kind == "photo":
        return draft
    blocks, end = draft.blocks, opening(draft.blocks)
    lead = " ".join((draft.article.image_caption or "").split())
    above: set[str] = set()
    twice = {b.text for b in blocks[:end] if b.text in above or above.add(b.text)}  # type: ignore[func-returns-value]
    kept = [
        block
        for position, block in enumerate(blocks)
        if not (
            block.kind == "caption"
            or block.text == lead
            or (position < end and block.text in twice)
            or is_caption(block)
        )
    ]
    return draft.with_blocks(kept or list(blocks))


def is_caption(block: Block) -> bool:
    """Whether a short block has the shape of a caption with its photo credit."""
    text = block.text
    if len(text) > 260 or block.kind in ("heading", "quote") or not _SIGN.search(text):
        return False
    return bool(_STARTS_AS_CREDIT.match(text) or _ENDS_IN_CREDIT.search(text))
