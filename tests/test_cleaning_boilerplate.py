"""Lines of the page go; sentences that quote their words stay."""

from __future__ import annotations

import pytest
from drafts import DIKSI, FIRST, LAST, LINES, SECOND, draft, link, texts

from crawler.article import Block
from pipelines import clean_text
from pipelines.boilerplate import drop_boilerplate


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


def test_what_stands_behind_a_dateline_is_cleaned_too():
    text = "JAKARTA, KOMPAS.com - Baca juga: Warga Panen Jagung"
    assert clean_text(f"{text}\nWarga memanen jagung.").article.text == "Warga memanen jagung."
