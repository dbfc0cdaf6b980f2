"""Datelines become a field; sentences that open like one stay."""

from __future__ import annotations

import pytest
from drafts import DIKSI, FIRST, SECOND, draft, texts

from pipelines.dateline import take_dateline

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
