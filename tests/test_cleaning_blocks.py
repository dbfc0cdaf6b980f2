"""Whitespace, captions, mastheads and repeated paragraphs."""

from __future__ import annotations

import pytest
from drafts import FIRST, LAST, SECOND, draft, texts

from pipelines.captions import drop_captions
from pipelines.masthead import take_masthead
from pipelines.repeated import drop_repeated
from pipelines.whitespace import normalise, normalise_whitespace


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


def test_title_and_date_line_above_the_text_go() -> None:
    above = ["Jembatan Hanyut!", "Jumat, 04 Maret 2022 | 08:45 WIB"]
    cleaned = take_masthead(draft(*above, FIRST, SECOND, "5 Mei 2020", title="Jembatan hanyut"))
    assert texts(cleaned) == [FIRST, SECOND, "5 Mei 2020"]
    assert cleaned.article.published_raw == above[1]


def test_a_repeated_paragraph_stays_once_but_refrains_and_photo_captions_stay() -> None:
    assert texts(drop_repeated(draft(FIRST, SECOND, FIRST))) == [FIRST, SECOND]
    assert texts(drop_repeated(draft("Hujan", FIRST, "Hujan"))) == ["Hujan", FIRST, "Hujan"]
    assert texts(drop_repeated(draft(FIRST, FIRST, kind="photo"))) == [FIRST, FIRST]
