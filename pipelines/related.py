"""Pointers to other articles and videos: "Baca juga", "Simak video", "Pilihan Editor", `[Gambas:…]`."""

from __future__ import annotations

import re
from dataclasses import replace

from crawler.article import Block, Draft
from pipelines.patterns import ends_sentence, line_start, whole_line

LINKED = 0.75
"""From this share of linked characters on a block is a link."""
PARTLY_LINKED = 0.3
"""From this share on a block that starts with a label points elsewhere, whatever its words look like."""
LONGEST = 320
"""Characters of the longest pointer seen."""

_VERB = r"(?:baca|simak|lihat|tonton|saksikan|cek)"
_ALSO = r"(?:baca (?:selanjutnya|berikutnya)|(?:baca|simak|lihat|tonton|saksikan) (?:juga|pula|lagi))"
_ENGLISH = r"(?:read (?:also|more)|also read|see also)"
_CHOICE = r"(?:pilihan (?:editor|redaksi)|jangan lewatkan|topik terkait|recommended by editor)"
_OTHERS = r"(?:artikel|berita|video|tag|konten) (?:lain(?:nya)?|terkait|pilihan|rekomendasi|menarik(?: lainnya)?)"
_THING = r"(?:video|foto|photo|infografis|berita|artikel|konten)"

_STARTS = """
also artikel ayo baca berita cek info informasi jangan klik konten lihat mari pilihan read recommended rekomendasi
saksikan see selanjutnya selengkapnya simak sudah tag telusuri tonton topik untuk video yuk
"""
_FIRST_WORDS = frozenset(_STARTS.split())
_FIRST_WORD = re.compile(r"\w+")

# A label alone: what it announces stands in the next blocks.
_LABEL = whole_line(
    _ENGLISH,
    _CHOICE,
    _OTHERS,
    rf"{_VERB}(?: (?:juga|pula|lagi))?(?: {_THING})?(?: (?:lain(?:nya)?|terkait|selengkapnya|menarik))?",
    rf"{_VERB}(?: juga)? video (?:pilihan|terkait|berikut)(?: (?:di ?bawah |berikut )?ini)?",
    r"sudah baca ini(?: belum)?",
    r"rekomendasi(?: untuk anda)?",
    r"selanjutnya",
)
# A label with a colon, and what it announces in the same block.
_ALSO_COLON = line_start(rf"{_ALSO}(?: {_THING}){{0,2}}", _ENGLISH, _CHOICE, _OTHERS, rest=r" ?[:–] ?(?P<rest>\S.*)")
_VERB_COLON = line_start(rf"{_VERB}(?: (?:{_THING}|selengkapnya)){{0,2}}", rest=r" ?: ?(?P<rest>\S.*)")
_ALSO_BARE = line_start(
    r"(?:baca|simak|lihat|tonton|saksikan) juga", _ENGLISH, r"pilihan (?:editor|redaksi)", rest=r" (?P<rest>\S.*)"
)
_WATCH = line_start(
    rf"(?:(?:yuk|ayo|mari|jangan lupa)[,!]? )?{_VERB}(?: (?:juga|pula|selengkapnya))? (?:videonya|video|foto|"
    r"photo|live streaming|infografis|(?:berita|artikel|informasi) selengkapnya|(?:tayangan|cuplikan)(?: video)?)",
    rest=r"\b(?P<rest>.*)",
)
_WATCH_REST = re.compile(
    r"^\W*(?:$|[:\"“'‘(|]|[A-Z0-9]|"
    r"(?:pilihan|menarik|terbaru|lengkap|lainnya|terkait|populer|selengkapnya|"
    r"(?:di|pada) (?:bawah|halaman|sini)|dibawah|berikut|dari|soal|tentang|detik\S*)\b)"
)
_WHOLE = whole_line(
    r"telusuri berita .{1,120} lainnya",
    r"lihat artikel saya lainnya",
    r"cek berita lainnya",
    r"(?:.{0,80}\b)?selengkapnya,? ?(?:silakan |bisa )?(?:klik|baca|simak) ?(?:di ?sini|halaman selanjutnya)",
    r"(?:(?:baca|simak|cek) )?(?:(?:berita|artikel|info|informasi) )?selengkapnya(?: ada)?"
    r"(?: di ?sini| di halaman .{0,40})?",
    r"(?:untuk .{0,60})?klik (?:di ?sini|link ini|untuk baca\b.{0,200})",
    r"baca (?:artikel|berita) (?:selengkapnya|lengkapnya|asli(?:nya)?).{0,60}",
)
_EMBED = re.compile(r"\s*\[gambas:[^\]]{0,80}\]\s*", re.IGNORECASE)
_BRACKETED = re.compile(
    r"\s*[(\[]\s*(?i:(?P<also>(?:baca juga|read also)\s*:?|(?:lihat|simak) juga\s*:)|baca\s*:)"
    r"\s*(?P<rest>[^()\[\]]{3,220})[)\]]"
)
_INLINE = re.compile(
    r"(?:(?<=[.!?\"”’)\]])\s*|\s*[|•]\s*)"
    r"(?:Baca(?: [Jj]uga)?|BACA JUGA|(?:Lihat|Simak|Tonton) [Jj]uga) ?: ?(?=\S)"
)
_CAPITAL = re.compile(r"[\"“‘'(]?[A-Z0-9]")
_NEXT_SENTENCE = re.compile(r"[.!?][\"”’]?(?=\s+[A-Z\"“])")
_LONGEST_TITLE = 200
_SMALL = """
di ke dari dan yang untuk dengan pada atau oleh dalam akan tak tidak ini itu saat usai soal jadi bisa sudah tapi
agar demi bagi sebagai karena hingga vs ada juga para the of in to and
"""
_SMALL_WORDS = frozenset(_SMALL.split())


def drop_related(draft: Draft) -> Draft:
    """Drop blocks that only point elsewhere, with the links below a bare label; cut pointers out of a text.

    Seen on every portal; 1106 times in 478 bodies of kompas.com. A sentence that quotes the words stays, and
    so does the idiom "(baca: …)", which means "to be read as".
    """
    kept: list[Block] = []
    after_label = after_pointer = False
    for block in draft.blocks:
        if _is_label(block):
            after_label = after_pointer = True
        elif (
            is_pointer(block)
            or (after_pointer and _is_link(block))
            or (after_label and _is_headline(block.text, block.linked))
        ):
            after_pointer = True
        else:
            after_label = after_pointer = False
            text = _without_inline(block.text)
            if text:
                kept.append(block if text == block.text else replace(block, text=text))
    return draft.with_blocks(_without_closing_links(kept))


def is_pointer(block: Block) -> bool:
    """Whether the whole block points to another article, a video or a page."""
    text = block.text
    if len(text) > LONGEST:
        return False
    if not _starts_like_pointer(text):
        return text.endswith(("sini", "SINI", "sini.")) and _WHOLE.match(text) is not None
    linked = block.linked > PARTLY_LINKED
    if found := _ALSO_COLON.match(text):
        return linked or _CAPITAL.match(found["rest"]) is not None
    if found := _VERB_COLON.match(text) or _ALSO_BARE.match(text):
        return linked or not _is_prose(found["rest"])
    if found := _WATCH.match(text):
        return linked or _WATCH_REST.match(found["rest"]) is not None
    return _WHOLE.match(text) is not None


def _starts_like_pointer(text: str) -> bool:
    first = _FIRST_WORD.search(text)
    return first is not None and first[0].lower() in _FIRST_WORDS


def _is_label(block: Block) -> bool:
    return len(block.text) <= 60 and _starts_like_pointer(block.text) and _LABEL.match(block.text) is not None


def _is_link(block: Block) -> bool:
    return block.linked >= LINKED and len(block.text) < 200


def _is_headline(text: str, linked: float = 0.0) -> bool:
    """In plain text, where links are not known: a line in title case without a full stop."""
    words = [w for w in text.split() if w.lower() not in _SMALL_WORDS]
    if not 3 <= len(words) <= 22 or linked or ends_sentence(text):
        return False
    return sum(w[:1].isupper() or not w[:1].isalpha() for w in words) >= 0.8 * len(words)


def _is_prose(rest: str) -> bool:
    """Whether what follows a label reads on as a sentence: it starts small or has a full stop."""
    return not _CAPITAL.match(rest) or (rest.endswith(".") and not rest.endswith("..."))


def _without_inline(text: str) -> str:
    lowered = text.lower()
    if "[gambas" in lowered:
        text = _EMBED.sub(" ", text).strip()
    if "baca" not in lowered and " juga" not in lowered and "read also" not in lowered:
        return text
    text = _BRACKETED.sub(_keep_idiom, text).strip()
    kept, at = [], 0
    while (found := _INLINE.search(text, at)) and (length := _title_length(text, found.end())):
        kept.append(text[at : found.start()].strip())
        at = found.end() + length
    return " ".join(filter(None, (*kept, text[at:].strip())))


def _keep_idiom(found: re.Match[str]) -> str:
    pointer = _CAPITAL.match(found["rest"]) if found["also"] else _is_headline(found["rest"])
    return "" if pointer else found[0]


def _title_length(text: str, start: int) -> int:
    """How much of the text after an inline label is the title it points to; 0 if that cannot be told."""
    rest = text[start : start + _LONGEST_TITLE + 1]
    stop = _NEXT_SENTENCE.search(rest)
    if stop is None:
        return len(rest) if len(rest) <= _LONGEST_TITLE and not _is_prose(rest) else 0
    title = rest[: stop.start()]
    return stop.end() if len(title) <= 160 and _is_headline(title) else 0


def _without_closing_links(blocks: list[Block]) -> list[Block]:
    """Tags and links below the text (detik, okezone) go. A linked list item may be text, unless it is a tag."""
    while len(blocks) > 1 and blocks[-1].linked >= 0.85:
        text = blocks[-1].text
        if any(mark in text for mark in ".:@") or (blocks[-1].kind == "item" and not text.startswith("#")):
            break
        blocks.pop()
    return blocks
