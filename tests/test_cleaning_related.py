"""Pointers to other articles go; sentences that quote their words stay."""

from __future__ import annotations

import pytest
from drafts import FIRST, LAST, POINTERS, SECOND, draft, link, texts

from crawler.article import Block
from pipelines.related import drop_related


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
