"""Links to other articles and videos: "Baca juga", "Simak video", "Pilihan Editor", `[Gambas:…]` and their kin."""

from __future__ import annotations

import re
from dataclasses import replace

from crawler.article import Block, Draft

LINKED = 0.75
"""From this share of linked characters on a block is taken for a link."""

# A label alone: what it announces stands in the next blocks.
_LABEL_ALONE = re.compile(
    r"(?i)^\W*(?:(?:baca|simak|lihat|tonton|saksikan|cek)(?: juga)?|read (?:also|more)|also read|see also|baca selengkapnya|"
    r"baca artikel (?:lainnya|selengkapnya|terkait)|baca berita (?:lainnya|terkait)|"
    r"(?:simak|baca|lihat) (?:berita|artikel|juga berita) (?:lainnya|terkait)|sudah baca ini(?: belum)?|"
    r"jangan lewatkan|pilihan (?:editor|redaksi)|recommended by editor|rekomendasi(?: untuk anda)?|"
    r"(?:artikel|berita) (?:lain(?:nya)?|terkait|menarik lainnya|rekomendasi|pilihan)|topik terkait|tag terkait|"
    r"(?:simak |lihat |tonton |saksikan )?video (?:pilihan|terkait)(?: (?:di bawah |berikut )?ini)?|selanjutnya)\W*$"
)
# A label and what it announces in one block.
_COLON_LABEL = re.compile(
    r"(?i)^\W{0,3}(?:baca(?: juga| lagi| pula| selengkapnya)?|baca (?:juga )?(?:artikel|berita)(?: \w+)?|"
    r"(?:simak|lihat|tonton|saksikan|cek)(?: juga| pula)?|"
    r"read (?:also|more)|also read|see also|pilihan (?:editor|redaksi)|(?:artikel|berita) (?:lainnya|terkait)|"
    r"jangan lewatkan|topik terkait)(?: ?(?:video|foto|photo|infografis|berita|artikel)){0,2} ?[:–] ?(?P<rest>\S.*)$"
)
_BARE_LABEL = re.compile(
    r"(?i)^\W{0,3}(?:baca juga|lihat juga|simak juga|pilihan (?:editor|redaksi)|read also)\s+(?P<rest>\S.*)$"
)
_WATCH = re.compile(
    r"(?i)^\W{0,3}(?:(?:yuk|ayo|mari|jangan lupa)[,!]? )?(?:simak|lihat|tonton|saksikan|cek)(?: (?:juga|pula|selengkapnya))?"
    r" (?:videonya|video|foto|photo|live streaming|infografis|berita selengkapnya|artikel selengkapnya|"
    r"tayangan(?: video)?|cuplikan(?: video)?|informasi selengkapnya)\b(?P<rest>.*)$"
)
_WATCH_REST = re.compile(
    r"^\W*(?:$|[:\"“'‘(|]|(?-i:[A-Z0-9])|(?i:(?:pilihan|menarik|terbaru|lengkap|lainnya|terkait|populer|"
    r"selengkapnya|(?:di|pada) (?:bawah|halaman)|dibawah|berikut|di sini|dari|soal|tentang|detik\S*)\b))"
)
_WHOLE = re.compile(
    r"(?i)^\W*(?:telusuri berita .{1,120} lainnya|lihat artikel saya lainnya|cek berita lainnya|"
    r"(?:.{0,80}\b)?selengkapnya,? ?(?:silakan |bisa )?(?:klik|baca|simak) ?(?:di ?sini|halaman selanjutnya)|"
    r"(?:baca |simak |cek )?(?:berita |artikel |info |informasi )?selengkapnya(?: ada)?(?: di ?sini| di halaman .{0,40})?|"
    r"(?:untuk .{0,60})?klik (?:di ?sini|untuk baca\b.{0,200}|link ini)|"
    r"baca (?:artikel|berita) (?:selengkapnya|lengkapnya|asli(?:nya)?).{0,60}|"
    r"(?:artikel|berita) ini (?:juga )?(?:ada|bisa dibaca) di .{1,60})\W*$"
)
_EMBED = re.compile(r"\s*\[Gambas:[^\]]*\]\s*", re.IGNORECASE)
_BRACKETED = re.compile(
    r"\s*[(\[]\s*(?i:baca(?: juga)?|lihat juga|simak juga|read also)\s*[:;]?\s*(?-i:[\"“‘'A-Z0-9])[^()\[\]]{3,220}[)\]]"
    r"|\s*[(\[]\s*(?i:baca(?: juga)?|lihat juga|simak juga)\s*:[^()\[\]]{3,220}[)\]]"
)
_INLINE = re.compile(
    r"(?:(?<=[.!?\"”’)\]])\s*|\s*[|•]\s*)(?:Baca|BACA|Lihat|LIHAT|Simak|SIMAK)(?: [Jj]uga| JUGA)? ?: ?(?P<rest>\S.*)$"
)
_SENTENCE_END = re.compile(r"[.!?][\"”’)]?$")
_CAPITAL = re.compile(r"[\"“‘'(]?[A-Z0-9]")
_SMALL_WORDS = frozenset(
    "di ke dari dan yang untuk dengan pada atau oleh dalam akan tak tidak ini itu saat usai soal jadi bisa sudah tapi "
    "agar demi bagi sebagai karena hingga vs ada juga para the of in to and".split()
)


def drop_related(draft: Draft) -> Draft:
    """Drop blocks that only point elsewhere, with the links below a bare label, and cut such pointers out of a text.

    Seen on every portal; 1106 times in 478 bodies of kompas.com. A sentence that quotes the words stays.
    """
    kept: list[Block] = []
    after_label = after_promo = False
    for block in draft.blocks:
        if _is_label(block):
            after_label = after_promo = True
            continue
        if is_promo(block) or (after_promo and _is_link(block)) or (after_label and _is_headline(block)):
            after_promo = True
            continue
        after_label = after_promo = False
        text = _without_inline(block.text)
        if text:
            kept.append(block if text == block.text else replace(block, text=text))
    return draft.with_blocks(_without_closing_links(kept))


def is_promo(block: Block) -> bool:
    """Whether the whole block points to another article, a video or a page."""
    text = block.text
    if len(text) > 320:
        return False
    if found := _COLON_LABEL.match(text):
        return block.linked > 0.3 or not _is_prose(found["rest"])
    if found := _BARE_LABEL.match(text):
        return block.linked > 0.3 or (
            _CAPITAL.match(found["rest"]) is not None and not _is_prose(found["rest"])
        )
    if found := _WATCH.match(text):
        return block.linked > 0.3 or _WATCH_REST.match(found["rest"]) is not None
    return _WHOLE.match(text) is not None


def _is_label(block: Block) -> bool:
    return len(block.text) <= 60 and _LABEL_ALONE.match(block.text) is not None


def _is_link(block: Block) -> bool:
    return block.linked >= LINKED and (len(block.text) < 200)


def _is_headline(block: Block) -> bool:
    """In plain text, where links are not known: a line in title case without a full stop."""
    words = [w for w in block.text.split() if w.lower() not in _SMALL_WORDS]
    if not 3 <= len(words) <= 22 or block.linked or _SENTENCE_END.search(block.text):
        return False
    return sum(w[:1].isupper() or not w[:1].isalpha() for w in words) >= 0.8 * len(words)


def _is_prose(rest: str) -> bool:
    """Whether what follows a label reads on as a sentence: it starts small, or is a sentence with a speaker."""
    if not _CAPITAL.match(rest):
        return True
    return _SENTENCE_END.search(rest) is not None and rest[-1] == "." and not rest.endswith("...")


def _without_inline(text: str) -> str:
    lowered = text.lower()
    if "[gambas" in lowered:
        text = _EMBED.sub(" ", text).strip()
    if not any(word in lowered for word in ("baca", "juga", "read also", "simak", "lihat")):
        return text
    text = _BRACKETED.sub("", text).strip()
    while (found := _INLINE.search(text)) and (end := _pointer_end(found["rest"])):
        head, tail = text[: found.start()].rstrip(), found["rest"][end:].lstrip()
        text = f"{head} {tail}".strip()
    return text


def _pointer_end(rest: str) -> int:
    """How much of the text after an inline label is the title it points to; 0 if that cannot be told."""
    stop = re.search(r"[.!?][\"”’]?\s+(?=[A-Z\"“])", rest)
    if stop is None:
        return len(rest) if len(rest) <= 200 and not _is_prose(rest) else 0
    words = rest[: stop.start()].split()
    titled = sum(w[:1].isupper() or w.lower() in _SMALL_WORDS or not w[:1].isalpha() for w in words)
    return stop.end() if len(words) <= 20 and titled >= 0.9 * len(words) else 0


def _without_closing_links(blocks: list[Block]) -> list[Block]:
    """Tags and lists of links that stand below the text (detik, okezone)."""
    while len(blocks) > 1 and blocks[-1].linked >= 0.85 and not re.search(r"[.:@]|https?", blocks[-1].text):
        blocks.pop()
    return blocks
