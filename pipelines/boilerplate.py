"""What belongs to the page and not to the article: advertising, paging, channels, sharing, closing headings."""

from __future__ import annotations

import re
from dataclasses import replace

from crawler.article import Block, Draft

_LINES = re.compile(
    r"(?i)^\W*(?:"
    # advertising and scrolling
    r"advertisements?|advertorial|iklan|konten bersponsor|sponsored(?: content)?|ads? by .{1,30}|recommended by(?: .{1,30})?|"
    r"(?:advertisement\s*)?scroll to (?:continue|resume)(?: with)? content|"
    r"(?:scroll|geser) (?:ke bawah|ke atas|down)\b.{0,60}(?:membaca|baca)(?: (?:informasi|berita|artikel))?(?: selengkapnya)?|"
    r"lanjut(?:kan)? (?:membaca|baca)(?: (?:artikel|berita))?(?: di bawah(?: ini)?)?|"
    r"artikel (?:ini )?(?:berlanjut|dilanjutkan) (?:setelah|di bawah) .{1,40}|"
    r"baca (?:berita )?tanpa iklan.{0,60}|\w+\+? baca berita tanpa iklan.{0,40}|"
    # paging
    r"(?:halaman|hal\.?|page)\s*:?\s*\d{1,2}\s*(?:/|dari|of)\s*\d{1,2}|\d{1,2}\s+(?:dari|of)\s+\d{1,2}(?:\s+(?:halaman|hal|pages?))?|"
    r"\d{1,2}\s*/\s*\d{1,2}|"
    r"(?:(?:ke |lanjut(?:kan)? (?:baca )?ke |baca |next:? )?(?:halaman|hal)\s+(?:selanjutnya|berikutnya|sebelumnya|\d{1,2})|"
    r"next page|selanjutnya|sebelumnya|selengkapnya|show all|tampilkan semua|lihat semua)|"
    r"(?:berlanjut|bersambung|baca lanjutannya|lanjut) (?:ke|di) halaman (?:berikut(?:nya)?|selanjutnya|\d{1,2})|"
    r"intro|loading|memuat(?: berita| komentar| data)?|mengambil data dari server|update me|tunggu sebentar|"
    # sharing and widgets
    r"(?:bagikan|share|salin tautan|copy link|dengarkan berita|follow us|tags?|komentar|kirim komentar|"
    r"tulis komentar|estimasi\s*:?\s*\d+ menit|\d+ (?:komentar|shares?)|print|whatsapp|facebook|twitter|telegram)|"
    r"(?:bagikan|share)(?: (?:berita|artikel))?(?: ini)?(?: (?:ke|di|via))? ?:.{0,60}|"
    r"view this post on instagram|a post shared by .{1,140}|(?:lihat|see) (?:postingan|translation)(?: ini di instagram)?|"
    r"ikuti perkembangan berita ini dalam topik.{0,160}|berikan reaksimu .{1,60}|kolom opini publik|arsip berita|"
    r"belum punya akun\?.{0,60}|kategori berita|ringkasan berita|baca 10 detik"
    r")\W*$"
)
_CHANNEL = r"(?:google\s?news|whats\s?app|telegram|kanal wa\b|saluran wa\b|line today|channel \w+)"
_CHANNELS = re.compile(
    rf"(?i)^\W*(?:(?:dapatkan|ikuti|follow|gabung|join|cek|simak|temukan|baca|jangan lupa|yuk|ayo|mari|untuk|kunjungi|update)\b"
    rf"(?=.{{0,400}}{_CHANNEL}).{{0,600}}"
    rf"|dapatkan (?:update|informasi|berita)\b.{{0,60}}\b(?:pilihan|terkini|terbaru|terupdate|breaking news)\b.{{0,400}}"
    rf"|(?:ayo |yuk |segera )?(?:download|unduh|install|pasang)\b.{{0,40}}\b(?:apps?|aplikasi)\b.{{0,260}}"
    rf"|ikuti (?:terus )?(?:berita|kabar|informasi|update|perkembangan) (?:terbaru|terkini|terhangat|terpopuler|menarik)"
    rf".{{0,40}}\b(?:dari|di|hanya di|melalui)\b.{{0,160}}"
    rf"|artikel ini (?:telah|sudah|pernah) (?:tayang|terbit|dimuat|dipublikasikan)\b.{{0,400}}"
    rf"|klik tombol baca selengkapnya .{{0,300}}"
    rf"|daftarkan email anda .{{0,120}})$"
)
_PROSE_AFTER = re.compile(
    r"(?i)\b(?:kata|ujar|ucap|tutur|jelas|ungkap|imbuh|tegas|pungkas|tulis|menurut)(?:nya)?\b"
)
_CODE = re.compile(
    r"\s*\(?adsbygoogle\s*=\s*window\.adsbygoogle.{0,40}?\)?\.push\(\{.*?\}\);?\s*|\s*googletag\.cmd\.push\(.*?\}\);?\s*"
)
_SHOUTED = re.compile(
    r"\s*(?:ADVERTISEMENT\s*)?SCROLL TO (?:CONTINUE|RESUME)(?: WITH)? CONTENT\s*|\s*Scroll ke bawah untuk melanjutkan membaca\s*"
)
_PUBLISHED_BEFORE = re.compile(
    r"(?<=[.!?\"”)])\s*Artikel ini telah (?:tayang|terbit|dimuat) (?:di|pada) \S.{0,300}$"
)
_CLOSING = re.compile(r"(?i)^\W*(?:berita ?(?:lainnya|terkini|terkait)\W*)+$")
_GLUED_CLOSING = re.compile(r"(?P<end>[.!?\"”’)\]]|[a-z])(?:\s*BERITA ?(?:LAINNYA|TERKINI|TERKAIT))+\W*$")


def drop_boilerplate(draft: Draft) -> Draft:
    """Drop what frames an article: lines of the page, promos of channels, the portal's own `boilerplate` patterns.

    From a closing heading on ("BERITALAINNYA", "BERITA TERKAIT"; sinpo, okezone, merdeka) nothing is kept, if
    no prose follows it.
    """
    kept: list[Block] = []
    own = draft.portal.boilerplate_patterns
    for position, block in enumerate(draft.blocks):
        text = block.text
        if _is_line(text) or any(pattern.search(text) for pattern in own):
            continue
        if _CLOSING.match(text):
            if _only_links(draft.blocks[position + 1 :]):
                break
            continue
        text = _without_inline(text)
        glued = _GLUED_CLOSING.search(text) if "BERITA" in text else None
        if glued:
            text = text[: glued.end("end")]
        if text:
            kept.append(block if text == block.text else replace(block, text=text))
        if glued and _only_links(draft.blocks[position + 1 :]):
            break
    return draft.with_blocks(kept)


def _is_line(text: str) -> bool:
    if len(text) <= 240 and _LINES.match(text):
        return True
    return len(text) <= 620 and _CHANNELS.match(text) is not None and not _PROSE_AFTER.search(text)


def _without_inline(text: str) -> str:
    if "SCROLL TO" in text or "Scroll ke" in text:
        text = _SHOUTED.sub(" ", text).strip()
    if "adsbygoogle" in text or "googletag" in text:
        text = _CODE.sub(" ", text).strip()
    if "Artikel ini telah" in text:
        text = _PUBLISHED_BEFORE.sub("", text)
    return text


def _only_links(blocks: tuple[Block, ...]) -> bool:
    """Whether no paragraph of the article follows: nothing long that ends as a sentence and is no link."""
    return not any(
        len(b.text) > 90 and b.linked < 0.5 and b.text.rstrip('"”’) ')[-1:] in ".!?" for b in blocks
    )
