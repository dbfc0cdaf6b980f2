"""What belongs to the page and not to the article: advertising, paging, channels, closing headings."""

from __future__ import annotations

import re
from dataclasses import replace

from crawler.article import Block, Draft
from pipelines.patterns import is_paragraph, whole_line

_ADVERTISING = (
    r"advertisements?",
    r"iklan",
    r"konten bersponsor",
    r"sponsored(?: content)?",
    r"ads? by .{1,30}",
    r"recommended by(?: (?!editor).{1,30})?",
    r"(?:advertisement\s*)?scroll to (?:continue|resume)(?: with)? content",
    r"(?:scroll|geser) (?:ke bawah|down)\b.{0,60}baca(?: (?:informasi|berita|artikel))?(?: selengkapnya)?",
    r"lanjut(?:kan)? (?:mem)?baca(?: (?:artikel|berita))?(?: di ?bawah(?: ini)?)?",
    r"(?:scroll|geser) (?:ke bawah|down) untuk (?:melanjutkan|lanjut)\b.{0,30}",
    r"artikel (?:ini )?(?:berlanjut|dilanjutkan) (?:setelah|di bawah) .{1,40}",
    r"(?:\w+\+? )?baca (?:berita )?tanpa iklan.{0,60}",
)
_PAGING = (
    r"(?:halaman|hal\.?|page)\s*:?\s*\d{1,2}\s*(?:/|dari|of)\s*\d{1,2}",
    r"\d{1,2}\s+(?:dari|of)\s+\d{1,2}(?:\s+(?:halaman|hal|pages?))?",
    r"\d{1,2}\s*/\s*\d{1,2}",
    r"(?:(?:ke|lanjut(?:kan)?(?: baca)? ke|baca|next:?) )?(?:halaman|hal) "
    r"(?:selanjutnya|berikutnya|sebelumnya|\d{1,2})",
    r"(?:baca |simak )?halaman (?:selanjutnya|berikutnya)\s*[:>»].{0,140}",
    r"(?:berlanjut|bersambung|lanjut) (?:ke|di) halaman (?:berikut(?:nya)?|selanjutnya|\d{1,2})",
    r"next page|sebelumnya|show all|tampilkan semua|lihat semua|intro",
)
_WIDGETS = (
    r"loading|memuat(?: berita| komentar| data)?|mengambil data dari server|tunggu sebentar|update me",
    r"bagikan|share|salin tautan|copy link|follow us|tags?|komentar|kirim komentar|tulis komentar|print",
    r"dengarkan berita|estimasi\s*:?\s*\d+ menit|\d+ (?:komentar|shares?)",
    r"(?:bagikan|share)(?: (?:berita|artikel))?(?: ini)?(?: (?:ke|di|via))? ?:.{0,60}",
    r"whatsapp|facebook|twitter|telegram",
    r"view this post on instagram|a post shared by .{1,140}|lihat postingan ini di instagram",
    r"ikuti perkembangan berita ini dalam topik.{0,160}",
    r"ingatlah untuk menjaga komentar .{1,80}",
    r"berikan reaksimu .{1,60}",
    r"daftarkan email anda .{1,120}",
    r"belum punya akun\?.{0,60}",
    r"komentar anda|(?:berita )?terpopuler|untuk menghubungi penulis,.{1,100}",
    r"kolom opini publik|arsip berita|kategori berita|ringkasan berita|baca 10 detik",
)
_LINE = whole_line(*_ADVERTISING, *_PAGING, *_WIDGETS)
_CHANNEL = (
    r"(?:google\s?news|whats\s?app channel|"
    r"(?:channel|kanal|saluran|grup|group)\W+(?:\w+\W+){0,2}(?:whats\s?app|telegram|wa)\b|"
    r"(?:channel|kanal|grup) \w+ di (?:whats\s?app|telegram))"
)
_PROMOTION = whole_line(
    rf"(?:ayo |yuk |mari )?(?:ikuti|follow|gabung|join)\b(?=.{{0,100}}{_CHANNEL}).{{0,140}}",
    rf"(?:dapatkan|ikuti|follow|gabung|join|cek|simak|temukan|baca|untuk|update|ayo|yuk|mari|jangan lupa)\b"
    rf"(?=.{{0,400}}\b(?:berita|artikel|konten|update|informasi|kabar)\b)(?=.{{0,400}}{_CHANNEL}).{{0,600}}",
    r"dapatkan (?:update|informasi|berita)\b.{0,60}\b(?:pilihan|terkini|terbaru|breaking news)\b.{0,400}",
    r"(?:ayo |yuk |segera )?(?:download|unduh|install|pasang)\b.{0,30}\b(?:apps?|aplikasi)\b.{0,30}"
    r"(?:\bsekarang\b|\bberita\b|\bbreaking news\b).{0,260}",
    r"ikuti (?:terus )?(?:berita|kabar|informasi|update|perkembangan) "
    r"(?:terbaru|terkini|terhangat|terpopuler|menarik).{0,40}\b(?:dari|di|melalui)\b.{0,160}",
    r"artikel ini (?:telah|sudah|pernah) (?:tayang|terbit|dimuat) (?:di|pada|sebelumnya)\b.{0,400}",
    r"klik tombol baca selengkapnya .{0,300}",
)
# Below readers' articles and comments (merdeka, tempo).
_NOTICES = (
    "Disclaimer : Komentar adalah tanggapan pribadi",
    "tidak bertanggung jawab atas hak cipta dan isi artikel ini",
    "sangat menghargai pendapat Anda",
    "Yuk daftarkan mereka",
)
_SPEAKER = re.compile(
    r"(?i)\b(?:kata|ujar|ucap|tutur|jelas|ungkap|imbuh|tegas|pungkas|tulis|terang)(?:nya)?\b|\bcara\b"
)
_CODE = re.compile(
    r"\s*\(?adsbygoogle\s*=\s*window\.adsbygoogle.{0,40}?\.push\(\{.*?\}\);?\s*"
    r"|\s*googletag\.cmd\.push\(.*?\}\);?\s*"
)
_SHOUTED = re.compile(
    r"\s*(?:ADVERTISEMENT\s*)?SCROLL TO (?:CONTINUE|RESUME)(?: WITH)? CONTENT\s*"
    r"|\s*Scroll ke bawah untuk melanjutkan membaca\.?\s*"
)
_PUBLISHED_BEFORE = re.compile(r"(?<=[.!?\"”)])\s*Artikel ini telah (?:tayang|terbit|dimuat) (?:di|pada) \S.{0,300}$")
_CLOSING = whole_line(r"(?:berita ?(?:lainnya|terkini|terkait)\W*)+")
_GLUED_CLOSING = re.compile(r"(?P<end>[.!?\"”’)\]]|[a-z])(?:\s*BERITA ?(?:LAINNYA|TERKINI|TERKAIT))+\W*$")


def drop_boilerplate(draft: Draft) -> Draft:
    """Drop what frames an article: lines of the page, promotions, the portal's own `boilerplate`.

    From a closing heading on ("BERITALAINNYA", "BERITA TERKAIT"; sinpo, okezone, otosia) nothing is kept, unless
    a paragraph follows it.
    """
    kept: list[Block] = []
    for position, block in enumerate(draft.blocks):
        text = block.text
        if _is_line(block) or any(pattern.search(text) for pattern in draft.portal.boilerplate_patterns):
            continue
        closing = len(text) <= 60 and _CLOSING.match(text) is not None
        if not closing:
            text = _without_inline(text)
            if "BERITA" in text and (glued := _GLUED_CLOSING.search(text)):
                text, closing = text[: glued.end("end")], True
            if text:
                kept.append(block if text == block.text else replace(block, text=text))
        if closing and not any(map(is_paragraph, draft.blocks[position + 1 :])):
            break
    return draft.with_blocks(kept)


def _is_line(block: Block) -> bool:
    text = block.text
    if text.isdigit():
        return block.linked > 0.5
    if len(text) <= 200 and _LINE.match(text):
        return True
    if any(notice in text for notice in _NOTICES):
        return True
    return len(text) <= 600 and _PROMOTION.match(text) is not None and not _SPEAKER.search(text)


def _without_inline(text: str) -> str:
    if "SCROLL TO" in text or "Scroll ke" in text:
        text = _SHOUTED.sub(" ", text).strip()
    if "adsbygoogle" in text or "googletag" in text:
        text = _without_code(text)
    if "Artikel ini telah" in text:
        text = _PUBLISHED_BEFORE.sub("", text)
    return text


def _without_code(text: str) -> str:
    # behind the last "})" no call ends, and to look for its end from each start takes for ever
    closed = text.rfind("})") + len("});")
    return " ".join(f"{_CODE.sub(' ', text[:closed])}{text[closed:]}".split())
