"""Captions and photo credits that stand among the paragraphs."""

from __future__ import annotations

import re
from itertools import pairwise

from crawler.article import Block, Draft
from pipelines.patterns import ends_sentence, opening

LONGEST = 280
_SOURCE = (
    r"(?:foto|photo|dok|ist\b|istimewa|antara|reuters|afp|\bap\b|getty|epa\b|xinhua|instagram|\big\b|twitter|"
    r"youtube|facebook|tiktok|pixabay|unsplash|pexels|shutterstock|freepik|istock|wikimedia|humas|screenshot|"
    r"tangkapan layar|repro|ilustrasi|cnn indonesia|detik\w*|kompas|tempo|republika|liputan6|merdeka|okezone|"
    r"sindonews|viva|tribun\w*|\.(?:com|co|id|net)\b)"
)
_PHOTO_WORD = r"(?:foto|photo|dok|ilustrasi|ist\b|istimewa|tangkapan layar)"
_CREDITED = re.compile(
    rf"(?i)(?:\((?=[^()]*{_SOURCE})(?:{_PHOTO_WORD}|[^()]*[/@:])[^()]{{0,120}}\)"
    rf"|\((?=[^()]*{_SOURCE})[^()]*@[^()]*$"
    rf"|©\s?[^.!?]{{2,50}}(?:\.com)?[^.!?]{{0,30}}"
    rf"|/net|\bcredit\s?: ?\S.{{0,60}}|\|\s*\S*{_SOURCE}\S*)$"
)
_STARTS_AS_CREDIT = re.compile(
    r"(?i)^\W*(?:(?:foto|photo|ilustrasi|keterangan foto|caption)\s*[:/]|©"
    r"|(?:instagram|youtube|twitter|dok)/\S+$)"
)
_SIGN = re.compile(r"[©)/:|@]")


def drop_captions(draft: Draft) -> Draft:
    """Drop captions: the lead image's, those that stand twice above the text, those that end in a photo credit.

    Credits were seen as "/net" (sinpo), "©Pixabay/Took" (merdeka), "(REUTERS/Name)" (viva), "Foto: …"
    (detik), "Ramadan | pexels.com/…" (liputan6). In photo stories captions are the text, and nothing is dropped.
    """
    if draft.article.kind == "photo":
        return draft
    lead = " ".join((draft.article.image_caption or "").split())
    twice = {
        first.text
        for first, second in pairwise(draft.blocks[: opening(draft.blocks)])
        if first.text == second.text and len(first.text) > 20 and not ends_sentence(first.text)
    }
    kept = [b for b in draft.blocks if not (b.text == lead or b.text in twice or is_caption(b))]
    return draft.with_blocks(kept or list(draft.blocks))


def is_caption(block: Block) -> bool:
    """Whether a block is marked as a caption or has its shape: short, with a photo credit at its end."""
    if block.kind != "p":
        return block.kind == "caption" or (block.kind == "row" and _is_credited(block.text))
    return _is_credited(block.text)


def _is_credited(text: str) -> bool:
    if len(text) > LONGEST or not _SIGN.search(text):
        return False
    return bool(_STARTS_AS_CREDIT.match(text) or _CREDITED.search(text, max(0, len(text) - 160)))
