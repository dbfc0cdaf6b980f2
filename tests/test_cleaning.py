"""The cleaning steps, one by one and together. Texts are invented; their shapes were seen on the portals."""

from __future__ import annotations

import json
import re
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from crawler.article import Article, Block, Draft
from crawler.portal import Portal
from crawler.portals import GENERIC
from pipelines import STEPS, clean, clean_text
from pipelines.boilerplate import drop_boilerplate
from pipelines.bylines import read_bylines
from pipelines.captions import drop_captions
from pipelines.credits import take_credits
from pipelines.dateline import take_dateline
from pipelines.masthead import take_masthead
from pipelines.related import drop_related
from pipelines.repeated import drop_repeated
from pipelines.whitespace import normalise, normalise_whitespace

FIRST = (
    "Warga Desa Sumberjati bergotong royong memperbaiki jembatan bambu yang hanyut diterjang banjir pada Senin (3/2), "
    "setelah dua pekan anak-anak harus memutar sejauh empat kilometer untuk sampai di sekolah."
)
SECOND = (
    "Kepala desa mengatakan biaya perbaikan ditanggung bersama, sedangkan kayu disumbang pemilik penggilingan padi "
    "yang sawahnya berada di seberang sungai itu."
)
LAST = (
    "Ia berharap pemerintah kabupaten segera membangun jembatan beton, sebab musim hujan diperkirakan berlangsung "
    "sampai akhir Maret dan arus sungai belum surut."
)
DIKSI = Portal(name="diksi", title="DiksiNews", domains=("diksi.co.id",), boilerplate=(r"^Info layanan:",))


def draft(*blocks: str | Block, portal: Portal = GENERIC, **fields: Any) -> Draft:
    article = Article("https://diksi.co.id/a", "https://diksi.co.id/a", portal.name, datetime(2025, 2, 3, tzinfo=UTC))
    return Draft(replace(article, **fields), tuple(Block(b) if isinstance(b, str) else b for b in blocks), portal)


def texts(cleaned: Draft) -> list[str]:
    return [block.text for block in cleaned.blocks]


def link(text: str, **fields: Any) -> Block:
    return Block(text, linked=1.0, **fields)


# whitespace


@pytest.mark.parametrize(
    ("raw", "normal"),
    [
        ("harga\xa0beras  naik\n lagi", "harga beras naik lagi"),
        ("pe\u00adme\u00adrintah\u200b daerah\ufeff", "pemerintah daerah"),
        ("Cafe\u0301", "Café"),
        ("bel\x00um\x07", "belum"),
        ("kata dia , lalu pergi .", "kata dia, lalu pergi."),
        ("Serikat ( SP ) menolak", "Serikat (SP) menolak"),
        ("ia berkata ... pelan", "ia berkata ... pelan"),
        ("naik .5 persen", "naik .5 persen"),
        ("keluarga 👨‍👩‍👧", "keluarga 👨‍👩‍👧"),
    ],
)
def test_normalise(raw: str, normal: str) -> None:
    assert normalise(raw) == normal
    assert normalise(normal) == normal


def test_empty_blocks_go() -> None:
    assert texts(normalise_whitespace(draft("\xa0", FIRST, " | ", "***", "—", "?"))) == [FIRST, "?"]


# related

POINTERS = [
    "Baca juga: Warga Perbaiki Jembatan dengan Uang Sendiri",
    "Baca Juga : Warga Perbaiki Jembatan dengan Uang Sendiri",
    "BACA JUGA:Warga Perbaiki Jembatan dengan Uang Sendiri",
    "BACA JUGA: Warga Perbaiki Jembatan, Bupati: Anggaran Sudah Ada",
    "Baca juga Warga Perbaiki Jembatan dengan Uang Sendiri",
    "(Baca juga: Warga Perbaiki Jembatan dengan Uang Sendiri)",
    "[Baca juga: Warga Perbaiki Jembatan dengan Uang Sendiri]",
    "| Baca juga: Warga Perbaiki Jembatan",
    "Baca: Warga Perbaiki Jembatan dengan Uang Sendiri",
    "Baca juga",
    "Baca selengkapnya",
    "Baca selengkapnya di halaman berikutnya",
    "Baca artikel selengkapnya di sini",
    'Simak Video "Detik-detik Jembatan Bambu Hanyut"',
    "Simak Video 'Detik-detik Jembatan Bambu Hanyut':",
    "Simak juga Video 'Jembatan Bambu Hanyut'",
    "Lihat juga Video: Jembatan Bambu Hanyut Diterjang Banjir",
    "Tonton juga Video: Jembatan Bambu Hanyut",
    "Saksikan Video Pilihan di Bawah Ini:",
    "Saksikan video pilihan berikut ini:",
    "Simak video berikut ini",
    "Lihat Juga :",
    "Lihat foto: Jembatan Bambu Hanyut",
    "Simak berita selengkapnya di halaman selanjutnya.",
    "Pilihan Editor: Jembatan Hanyut, Siswa Memutar",
    "Pilihan Redaksi",
    "Artikel lainnya:",
    "Jangan lewatkan!",
    "Berita Terkait",
    "SUDAH BACA INI BELUM?",
    "[Gambas:Video 20detik]",
    "[Gambas:Instagram]",
    "Telusuri berita jembatan lainnya",
    "Selengkapnya KLIK DI SINI",
    "Klik di sini",
    "Read also: Villagers rebuild bridge",
]


@pytest.mark.parametrize("pointer", POINTERS)
def test_pointers_go(pointer: str) -> None:
    assert texts(drop_related(draft(FIRST, pointer, SECOND))) == [FIRST, SECOND]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ia meminta warga baca juga aturan itu sebelum menandatangani surat pernyataan.",
        "Baca juga aturan mainnya, kata petugas kepada para peserta lomba.",
        "Baca juga petunjuk di balik kemasan sebelum memakai obat itu.",
        '"Simak juga penjelasan panitia," kata ketua lomba.',
        'Simak juga kata Bupati soal jembatan itu: "Kami siapkan anggaran."',
        "Simak penjelasan lengkapnya berikut ini.",
        "Simak video itu sampai habis, lalu catat gerakannya, kata pelatih.",
        "Lihat foto yang beredar itu baik-baik, ujarnya.",
        "Cek kondisi rem sebelum berangkat.",
        "Kelompok elite (baca: tuan tanah) menolak usul itu.",
        "Kelompok itu (baca: Partai Contoh) menolak usul warga.",
        "Aturan itu (lihat juga Pasal 5 ayat 2) belum dicabut.",
        "Pilihan editor jatuh pada foto karya pelajar itu.",
        "Jangan lewatkan sarapan agar tubuh tetap bertenaga.",
        "Berita terkait jembatan itu dibantah oleh camat.",
        "Untuk mendaftar, pemohon mengisi formulir lalu klik tombol kirim.",
        "Selanjutnya, adonan didiamkan selama satu jam.",
        "Tonton pertandingan itu bersama keluarga, pesan pelatih.",
    ],
)
def test_sentences_that_quote_a_pointer_stay(sentence: str) -> None:
    assert texts(drop_related(draft(FIRST, sentence, SECOND))) == [FIRST, sentence, SECOND]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"{SECOND} Baca juga: Warga Perbaiki Jembatan Sendiri", SECOND),
        (f"{SECOND}Baca juga: Warga Perbaiki Jembatan Sendiri", SECOND),
        (f"{SECOND} (Baca Juga: Warga Perbaiki Jembatan)", SECOND),
        (f"{SECOND} [BACA JUGA: Warga Perbaiki Jembatan]", SECOND),
        (f"{SECOND} (Baca: Warga Perbaiki Jembatan Sendiri)", SECOND),
        (f"{SECOND} Baca Juga: Warga Perbaiki Jembatan Sendiri! {LAST}", f"{SECOND} {LAST}"),
        (f"{SECOND} [Gambas:Video CNN] {LAST}", f"{SECOND} {LAST}"),
        (f"{SECOND} [Gambas:Youtube]", SECOND),
    ],
)
def test_pointers_inside_a_paragraph_go(text: str, left: str) -> None:
    assert texts(drop_related(draft(FIRST, text))) == [FIRST, left]


def test_links_below_a_label_go() -> None:
    links = [link("Jembatan hanyut"), link("Bupati tinjau lokasi", kind="item")]
    assert texts(drop_related(draft(FIRST, "Baca Juga", *links, SECOND))) == [FIRST, SECOND]
    assert texts(drop_related(draft(FIRST, Block("Lihat juga:", "heading"), *links, SECOND))) == [FIRST, SECOND]


def test_headlines_below_a_label_go_in_plain_text_too() -> None:
    lines = ["Baca juga:", "Jembatan Bambu Hanyut, Siswa Memutar", "Bupati Tinjau Lokasi di Sumberjati"]
    assert texts(drop_related(draft(FIRST, *lines, SECOND))) == [FIRST, SECOND]


def test_a_linked_paragraph_of_the_text_stays() -> None:
    assert texts(drop_related(draft(FIRST, link(SECOND), LAST))) == [FIRST, SECOND, LAST]


def test_tags_below_the_text_go() -> None:
    assert texts(drop_related(draft(FIRST, link("banjir jembatan desa"), link("#Banjir", kind="item")))) == [FIRST]


# boilerplate

LINES = [
    "ADVERTISEMENT",
    "Advertisement",
    "SCROLL TO CONTINUE WITH CONTENT",
    "SCROLL TO RESUME CONTENT",
    "Scroll ke bawah untuk melanjutkan membaca",
    "Scroll down untuk melanjutkan membaca",
    "Scroll ke bawah untuk membaca informasi selengkapnya.",
    "Lanjutkan Membaca ↓",
    "(adsbygoogle = window.adsbygoogle || []).push({});",
    "2 dari 7 halaman",
    "2 dari 20",
    "1 dari 2 Halaman",
    "Halaman 1/2",
    "Halaman 2 dari 3",
    "Halaman selanjutnya",
    "Halaman Selanjutnya: Bupati Siapkan Anggaran",
    "1/10",
    "Loading...",
    "Memuat berita...",
    "Iklan",
    "BAGIKAN :",
    "Tags:",
    "Cek berita dan artikel yg lain di Google News dan dan ikuti WhatsApp channel diksi.co.id",
    "Simak berita dan artikel lainnya di Google News",
    "Follow Berita Diksi di Google News",
    "Ikuti Whatsapp Channel Diksi",
    "Follow WhatsApp Channel Diksi untuk update berita terbaru setiap hari",
    'Dapatkan update berita pilihan setiap hari dari Diksi. Mari gabung di Grup Telegram "Diksi News Update", '
    "caranya klik link https://t.me/diksi, kemudian join.",
    "Download Apps Diksi Sekarang https://apps.diksi.co.id/",
    "Ikuti terus berita terhangat dari Diksi.co.id",
    "Artikel ini telah tayang di Diksi.co.id dengan judul \"Jembatan Hanyut\"",
    "Info layanan: hubungi redaksi",
]  # fmt: skip


@pytest.mark.parametrize("line", LINES)
def test_lines_of_the_page_go(line: str) -> None:
    assert texts(drop_boilerplate(draft(FIRST, line, SECOND, portal=DIKSI))) == [FIRST, SECOND]


@pytest.mark.parametrize(
    "sentence",
    [
        "Iklan layanan masyarakat itu tayang selama sepekan.",
        "Dua dari tujuh halaman surat itu hilang.",
        "2 dari 7 pelaku masih buron, kata polisi.",
        "Halaman selanjutnya dari buku harian itu robek.",
        "Ikuti langkah berikut untuk mengganti foto profil WhatsApp.",
        "Simak cara membuat channel WhatsApp berikut ini.",
        "Untuk mengurus izin, warga dapat menghubungi petugas melalui WhatsApp pada jam kerja.",
        "Unduh aplikasi cuaca sebelum berlayar, lalu aktifkan lokasinya.",
        "Ikuti perkembangan anak dengan mencatat berat badannya setiap bulan.",
        "Artikel ini telah membuat gaduh, ujar juru bicara.",
        "Google News menutup layanannya di negara itu.",
        "Berita terkini dari lokasi menyebut air mulai surut.",
        "Bagikan selebaran itu kepada warga, perintah camat.",
        "Nilai pertandingan 1/10 dari tahun lalu.",
        "2024",
    ],
)
def test_sentences_that_quote_boilerplate_stay(sentence: str) -> None:
    assert texts(drop_boilerplate(draft(FIRST, sentence, SECOND))) == [FIRST, sentence, SECOND]


@pytest.mark.parametrize(
    "tail",
    [
        ["BERITALAINNYA", "BERITATERKINI"],
        ["BERITA LAINNYA", "Jembatan Bambu Hanyut", "BERITA TERKINI", "Bupati Tinjau Lokasi"],
        ["BERITA TERKAIT", "Pasar malam dibuka lagi pekan ini"],
        ["Berita Terkait", link("Jembatan bambu hanyut"), "Loading..."],
    ],
)
def test_a_closing_heading_ends_the_article(tail: list[str | Block]) -> None:
    assert texts(drop_boilerplate(draft(FIRST, LAST, *tail))) == [FIRST, LAST]


@pytest.mark.parametrize("glued", ["BERITALAINNYA", " BERITALAINNYABERITATERKINI", "BERITA TERKINI", "BERITATERKAIT"])
def test_a_glued_closing_heading_ends_the_article(glued: str) -> None:
    assert texts(drop_boilerplate(draft(FIRST, LAST + glued, "Pasar malam dibuka lagi"))) == [FIRST, LAST]


def test_a_closing_heading_amid_the_text_ends_nothing() -> None:
    assert texts(drop_boilerplate(draft(FIRST, "BERITA TERKAIT", SECOND, LAST))) == [FIRST, SECOND, LAST]


def test_shouted_lines_inside_a_paragraph_go() -> None:
    glued = f"{FIRST} ADVERTISEMENT SCROLL TO CONTINUE WITH CONTENT {SECOND}"
    assert texts(drop_boilerplate(draft(glued))) == [f"{FIRST} {SECOND}"]


# credits


@pytest.mark.parametrize(
    ("tail", "authors", "editors"),
    [
        (["Pewarta: Sari Wulandari", "Editor: Bagus P", "COPYRIGHT © ANTARA 2026"], ["Sari Wulandari"], ["Bagus P"]),
        (["Pewarta: Sari Wulandari Editor: Bagus P Copyright © ANTARA 2026"], ["Sari Wulandari"], ["Bagus P"]),
        (["Sari WulandariEditor: Bagus PCOPYRIGHT © ANTARA 2026"], ["Sari Wulandari"], ["Bagus P"]),
        (["Penulis: Sari Wulandari", "Editor: Bagus Pranoto"], ["Sari Wulandari"], ["Bagus Pranoto"]),
        (["Penulis: Sari Wulandari | Editor: Bagus Pranoto"], ["Sari Wulandari"], ["Bagus Pranoto"]),
        (["Reporter : Sari Wulandari", "Sumber : Merdeka"], ["Sari Wulandari"], []),
        (["Jurnalis :Usman"], ["Usman"], []),
        (["Rep: Sari Wulandari/ Red: Bagus Pranoto"], ["Sari Wulandari"], ["Bagus Pranoto"]),
        (["Editor : Bagus Pranoto", "(E-2)"], [], ["Bagus Pranoto"]),
        (["Sumber: Kantor Desa Sumberjati"], [], []),
        (["SARI WULANDARI"], ["SARI WULANDARI"], []),
        (["DAILY STAR | EXPRESS | SARI WULANDARI"], ["SARI WULANDARI"], []),
        (["Sari Wulandari berkontribusi dalam penulisan artikel ini."], ["Sari Wulandari"], []),
        (["Oleh Sari Wulandari"], ["Sari Wulandari"], []),
        (["(Football Italia)"], [], []),
        (["(fyk/ash)"], [], []),
        (["[ian]"], [], []),
        (["(Ant/P-1)"], [], []),
        (["(*)"], [], []),
        (["(brl/guf)"], [], []),
        (["(Mg4/jpnn)", "***"], [], []),
    ],
)  # fmt: skip
def test_trailers_become_people(tail: list[str], authors: list[str], editors: list[str]) -> None:
    cleaned = take_credits(draft(FIRST, LAST, *tail))
    assert texts(cleaned) == [FIRST, LAST]
    assert (cleaned.article.authors, cleaned.article.editors) == (authors, editors)
    assert cleaned.article.sources == {
        **({"authors": "text"} if authors else {}),
        **({"editors": "text"} if editors else {}),
    }


@pytest.mark.parametrize(
    "glued", [" (fyk/ash)", "(Cas/Isk)", " (ren)", " [ian]", " (E-2)", " (*)", " (ayp/ayp)", "Editor: Bagus Pranoto"]
)
def test_glued_credits_go(glued: str) -> None:
    assert texts(take_credits(draft(FIRST, LAST + glued))) == [FIRST, LAST]


@pytest.mark.parametrize(
    "closing",
    [
        "Penghargaan itu diberikan oleh Organisasi Kesehatan Dunia (WHO).",
        "Editor: bukan sekadar jabatan, kata dia.",
        "Penulis: begitulah ia ingin dikenang.",
        "Sumber: air tanah di desa itu mulai kering, tutur warga.",
        "Upahnya dihitung per kilometer (km/jam tidak berlaku)",
        "Ia lahir di desa itu (1984)",
        "Begitulah akhir kisah jembatan (dan/atau) sungai itu",
        "Apa kata editor: tunggu saja.",
    ],
)
def test_closing_sentences_stay(closing: str) -> None:
    cleaned = take_credits(draft(FIRST, LAST, closing))
    assert texts(cleaned) == [FIRST, LAST, closing]
    assert not cleaned.article.authors + cleaned.article.editors


def test_credits_amid_the_text_stay() -> None:
    book = ["Judul: Sungai yang Pulang", "Penulis: Sari Wulandari", "Penerbit: Pustaka Contoh"]
    assert texts(take_credits(draft(FIRST, SECOND, *book, LAST))) == [FIRST, SECOND, *book, LAST]


@pytest.mark.parametrize(
    "line",
    [
        "Laporan: Sari Wulandari",
        "Laporan Sari Wulandari dari Madinah",
        "Laporan wartawan Tribunnews.com, Sari Wulandari",
    ],
)
def test_a_report_line_gives_the_author(line: str) -> None:
    cleaned = take_credits(draft(line, FIRST, LAST))
    assert texts(cleaned) == [FIRST, LAST]
    assert cleaned.article.authors == ["Sari Wulandari"]


def test_people_of_the_page_win_over_the_text_but_desks_do_not() -> None:
    page = take_credits(draft(FIRST, LAST, "Reporter: Sari Wulandari", authors=["Citra Ayu"]))
    desk = take_credits(draft(FIRST, LAST, "Reporter: Sari Wulandari", authors=["Redaksi Diksi"]))
    assert (page.article.authors, desk.article.authors) == (["Citra Ayu"], ["Sari Wulandari"])


def test_the_name_of_the_author_alone_goes() -> None:
    cleaned = take_credits(draft("Sari Wulandari", FIRST, LAST, "Sari Wulandari", authors=["Sari Wulandari"]))
    assert texts(cleaned) == [FIRST, LAST]


# captions


@pytest.mark.parametrize(
    "caption",
    [
        "Jembatan bambu di Sumberjati/net",
        "Foto: Jembatan bambu yang hanyut (Bagus-diksicom)",
        "Jembatan bambu. ©Pixabay/Took",
        "©MGM",
        "Warga menyeberang. (REUTERS/Bagus Pranoto)",
        "Warga menyeberang. (ANTARA FOTO/Bagus Pranoto/aww.)",
        "Ramadan | pexels.com/@bagus",
        "Ilustrasi jembatan. (CNN Indonesia/Bagus Pranoto)",
        "Instagram/bagus96",
        "Jembatan hanyut (dok. Humas Pemkab Sumber)",
    ],
)
def test_captions_go(caption: str) -> None:
    assert texts(drop_captions(draft(FIRST, caption, LAST))) == [FIRST, LAST]
    assert texts(drop_captions(draft(FIRST, caption, LAST, kind="photo"))) == [FIRST, caption, LAST]


@pytest.mark.parametrize(
    "sentence",
    [
        "Foto jembatan itu beredar di Instagram (29/1).",
        "Biayanya Rp 40.000/orang",
        "Kecepatan angin mencapai 60 km/jam (sekitar 37 mil/jam).",
        "Pelaku berinisial AB (29/L)",
        "Foto itu diunggah akun @bagus (bukan nama sebenarnya).",
    ],
)
def test_sentences_with_marks_of_a_caption_stay(sentence: str) -> None:
    assert texts(drop_captions(draft(FIRST, sentence, LAST))) == [FIRST, sentence, LAST]


def test_the_lead_caption_and_a_doubled_caption_go() -> None:
    twice = "Warga menyeberangi jembatan darurat"
    cleaned = drop_captions(draft("Jembatan hanyut", twice, twice, FIRST, image_caption="Jembatan  hanyut"))
    assert texts(cleaned) == [FIRST]


# masthead


def test_title_and_date_line_above_the_text_go() -> None:
    above = ["Jembatan Hanyut!", "Jumat, 04 Maret 2022 | 08:45 WIB"]
    cleaned = take_masthead(draft(*above, FIRST, SECOND, "5 Mei 2020", title="Jembatan hanyut"))
    assert texts(cleaned) == [FIRST, SECOND, "5 Mei 2020"]
    assert cleaned.article.published_raw == above[1]


# dateline

DATELINES = [
    ("JAKARTA, KOMPAS.com - ", "JAKARTA, KOMPAS.com -"),
    ("LHOKSEUMAWE, KOMPAS.com – ", "LHOKSEUMAWE, KOMPAS.com –"),
    ("KOMPAS.COM-", "KOMPAS.COM-"),
    ("JAKARTA, KOMPAS.TV  ― ", "JAKARTA, KOMPAS.TV ―"),
    ("BIAK NUMFOR, KOMPAS — ", "BIAK NUMFOR, KOMPAS —"),
    ("Jakarta, KompasOtomotif – ", "Jakarta, KompasOtomotif –"),
    ("TEMPO.CO, Jakarta - ", "TEMPO.CO, Jakarta -"),
    ("Jakarta (ANTARA) - ", "Jakarta (ANTARA) -"),
    ("Mataram, NTB (ANTARA News) - ", "Mataram, NTB (ANTARA News) -"),
    ("Liputan6.com, Jakarta - ", "Liputan6.com, Jakarta -"),
    ("Liputan6.com, Jakarta ", "Liputan6.com, Jakarta"),
    ("Fimela.com, Los Angeles ", "Fimela.com, Los Angeles"),
    ("Jakarta, CNN Indonesia -- ", "Jakarta, CNN Indonesia --"),
    ("Jakarta, CNBC Indonesia–", "Jakarta, CNBC Indonesia–"),
    ("REPUBLIKA.CO.ID, JAKARTA -- ", "REPUBLIKA.CO.ID, JAKARTA --"),
    ("TRIBUNNEWS.COM, JAKARTA - ", "TRIBUNNEWS.COM, JAKARTA -"),
    ("Suara.com - ", "Suara.com -"),
    ("SinPo.id - ", "SinPo.id -"),
    ("Otosia.com Otosia.com - ", "Otosia.com Otosia.com -"),
    ("Bisnis.com,JAKARTA—", "Bisnis.com,JAKARTA—"),
    ("KONTAN.CO.ID - JAKARTA. ", "KONTAN.CO.ID - JAKARTA."),
    ("JAKARTA, jakarta.suaramerdeka.com - ", "JAKARTA, jakarta.suaramerdeka.com -"),
    ("LENGKONG, AYOBANDUNG.COM -- ", "LENGKONG, AYOBANDUNG.COM --"),
    ("Harianjogja.com, BANTUL—", "Harianjogja.com, BANTUL—"),
    ("Jakarta, IDN Times - ", "Jakarta, IDN Times -"),
    ("PIKIRAN RAKYAT - ", "PIKIRAN RAKYAT -"),
    ("SUMBERJATI, DIKSINEWS - ", "SUMBERJATI, DIKSINEWS -"),
    ("DiksiNews - ", "DiksiNews -"),
    ("Diksi – ", "Diksi –"),
    ("Jakarta - ", "Jakarta -"),
    ("JOGJA - ", "JOGJA -"),
    ("Kota Tangerang - ", "Kota Tangerang -"),
    ("Deli Serdang - ", "Deli Serdang -"),
    ("LONDON – ", "LONDON –"),
    ("Jakarta: ", "Jakarta:"),
    ("ISTANBUL, 23 Februari 2016 (Antara/PRNewswire) -- ", "ISTANBUL, 23 Februari 2016 (Antara/PRNewswire) --"),
]


@pytest.mark.parametrize(("opening", "printed"), DATELINES)
def test_datelines_become_a_field(opening: str, printed: str) -> None:
    glued = take_dateline(draft(opening + FIRST, SECOND, portal=DIKSI))
    assert (glued.article.dateline, texts(glued)) == (printed, [FIRST, SECOND])
    alone = take_dateline(draft(opening.strip(), FIRST, SECOND, portal=DIKSI))
    assert (alone.article.dateline, texts(alone)) == (printed, [FIRST, SECOND])


@pytest.mark.parametrize(
    "sentence",
    [
        "Jakarta - Bogor macet total sejak pagi, kata petugas tol.",
        "Jakarta dan Bogor macet total sejak pagi, kata petugas tol.",
        "Presiden Direktur Bank Contoh - yang baru dilantik - menolak berkomentar.",
        "Bagus Pranoto - Citra Ayu menang di ganda campuran.",
        "Anak-anak di desa itu kembali bersekolah.",
        "Sari Wulandari, Kepala Dinas - menurut warga - jarang datang.",
        "Kompas.com melaporkan jembatan itu sudah diperbaiki.",
        "Pemerintah: Jembatan dibangun tahun depan.",
        "INTERNATIONAL School of Bridges kembali dibuka.",
    ],
)
def test_sentences_that_open_like_a_dateline_stay(sentence: str) -> None:
    kept = take_dateline(draft(sentence, SECOND))
    assert (kept.article.dateline, texts(kept)) == (None, [sentence, SECOND])


def test_a_dateline_below_a_summary_is_recorded_and_stays() -> None:
    cleaned = take_dateline(draft(SECOND, "VIVA.co.id - " + FIRST))
    assert (cleaned.article.dateline, texts(cleaned)) == ("VIVA.co.id -", [SECOND, "VIVA.co.id - " + FIRST])


def test_a_known_dateline_is_left_alone() -> None:
    assert texts(take_dateline(draft("Jakarta - " + FIRST, dateline="SOLO -"))) == ["Jakarta - " + FIRST]


# repeated


def test_a_repeated_paragraph_stays_once_but_refrains_and_photo_captions_stay() -> None:
    assert texts(drop_repeated(draft(FIRST, SECOND, FIRST))) == [FIRST, SECOND]
    assert texts(drop_repeated(draft("Hujan", FIRST, "Hujan"))) == ["Hujan", FIRST, "Hujan"]
    assert texts(drop_repeated(draft(FIRST, FIRST, kind="photo"))) == [FIRST, FIRST]


# bylines


@pytest.mark.parametrize(
    ("authors", "editors", "source", "expected"),
    [
        (["Sari Wulandari, Sari Wulandari - detikNews"], [], "css:0", (["Sari Wulandari"], [])),
        (["Rep: Sari Wulandari/ Red: Bagus Pranoto"], [], "css:0", (["Sari Wulandari"], ["Bagus Pranoto"])),
        (["Penulis : Sari Wulandari", "Editor : Bagus Pranoto"], [], "css:0", (["Sari Wulandari"], ["Bagus Pranoto"])),
        (["Bagus Pranoto", "Editor: Bagus Pranoto"], [], "css:0", ([], ["Bagus Pranoto"])),
        (["Bagus Pranoto"], ["Bagus Pranoto"], "jsonld", ([], ["Bagus Pranoto"])),
        (["Bagus Pranoto"], ["Bagus Pranoto"], "css:0", (["Bagus Pranoto"], ["Bagus Pranoto"])),
        (["DiksiNews", "Sari Wulandari"], [], "css:0", (["Sari Wulandari"], [])),
        (["DiksiNews"], [], "css:0", (["DiksiNews"], [])),
        (["CTR"], [], "css:0", ([], [])),
    ],
)
def test_people(authors: list[str], editors: list[str], source: str, expected: tuple[list[str], list[str]]) -> None:
    raw = draft(FIRST, authors=authors, editors=editors, sources={"authors": source}, portal=DIKSI)
    read = read_bylines(raw)
    assert (read.article.authors, read.article.editors) == expected
    assert read_bylines(read) == read


# all steps

PLAIN = f"""Warga Perbaiki Jembatan Sendiri

Laporan: Sari Wulandari
Jumat, 04 Maret 2022 | 08:45 WIB
Jembatan bambu di Sumberjati/net
Jembatan bambu di Sumberjati/net

SinPo.id - {FIRST}

{SECOND}

{LAST}

BERITALAINNYA
BERITATERKINI
"""


@pytest.mark.parametrize(
    "text", [PLAIN, PLAIN.replace("\n\nBERITALAINNYA\n", "BERITALAINNYA"), PLAIN.replace("\n", "\r\n")]
)
def test_plain_text(text: str) -> None:
    cleaned = clean_text(text)
    article = cleaned.article
    assert article.title == "Warga Perbaiki Jembatan Sendiri"
    assert article.text == "\n\n".join([FIRST, SECOND, LAST])
    assert (article.dateline, article.authors) == ("SinPo.id -", ["Sari Wulandari"])
    assert article.published_raw == "Jumat, 04 Maret 2022 | 08:45 WIB"


def test_plain_text_without_a_head_keeps_its_first_line() -> None:
    assert clean_text(f"{FIRST}\n{SECOND}").article.paragraphs == [FIRST, SECOND]
    assert clean_text("").article.text == ""


FULL = draft(
    link("INTRO"),
    "Jembatan bambu. (ANTARA/Bagus)",
    "Jakarta -\xa0" + FIRST,
    "ADVERTISEMENT",
    "SCROLL TO CONTINUE WITH CONTENT",
    Block("Baca juga: Jembatan Hanyut", linked=0.8),
    SECOND,
    "2 dari 2 halaman",
    LAST + " (fyk/ash)",
    "Simak Video 'Jembatan Hanyut'",
    "[Gambas:Video 20detik]",
    "Editor: Bagus Pranoto",
    link("banjir jembatan"),
    authors=["Sari Wulandari - detikNews"],
)


def test_all_steps_together() -> None:
    cleaned = clean(FULL)
    assert texts(cleaned) == [FIRST, SECOND, LAST]
    article = cleaned.article
    assert (article.dateline, article.authors, article.editors) == ("Jakarta -", ["Sari Wulandari"], ["Bagus Pranoto"])


@pytest.mark.parametrize("step", STEPS)
def test_a_step_changes_nothing_the_second_time_nor_its_input(step: Any) -> None:
    before = json.dumps(FULL.article.to_dict())
    once = step(FULL)
    assert step(once) == once
    assert json.dumps(FULL.article.to_dict()) == before


@pytest.mark.parametrize("line", [*POINTERS, *LINES, "Editor: Bagus Pranoto", "(fyk/ash)", "SARI WULANDARI"])
@pytest.mark.parametrize("position", [0, 1, 2, 3])
def test_clean_twice_is_clean_once(line: str, position: int) -> None:
    blocks = [FIRST, SECOND, LAST]
    once = clean(draft(*blocks[:position], line, *blocks[position:], portal=DIKSI))
    assert clean(once) == once
    assert texts(once)[-1] == LAST


def test_an_article_of_nothing_comes_out_empty() -> None:
    assert texts(clean(draft())) == []
    assert texts(clean(draft("ADVERTISEMENT"))) == []


def test_cleaning_is_fast() -> None:
    article = draft("Jakarta - " + FIRST, *(f"{SECOND} {n}" for n in range(28)), LAST + " (fyk/ash)")
    clean(article)
    times = []
    for _ in range(20):
        start = time.perf_counter()
        clean(article)
        times.append(time.perf_counter() - start)
    assert min(times) < 0.003


# the corpus

GOLD = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "gold"


@pytest.mark.skipif(not GOLD.is_dir(), reason="the corpus is not there: ../shared/corpus/gold")
def test_gold_bodies_lose_nothing() -> None:
    kept = words = 0
    for path in sorted(GOLD.glob("*.json")):
        gold = json.loads(path.read_text())
        cleaned = clean(draft(*gold["body"], kind=gold["kind"]))
        assert clean(cleaned) == cleaned, path.stem
        left = "\n".join([cleaned.article.dateline or "", *texts(cleaned)])
        lost = [p for p in gold["body"] if normalise(p)[-60:] not in left and p != gold.get("dateline")]
        assert not lost, path.stem
        kept += len(re.findall(r"\w+", left))
        words += len(re.findall(r"\w+", "\n".join(gold["body"])))
    assert words and kept >= 0.995 * words
