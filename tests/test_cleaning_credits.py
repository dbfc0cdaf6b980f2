"""Credits and bylines: lines go, people become fields."""

from __future__ import annotations

import pytest
from drafts import DIKSI, FIRST, LAST, SECOND, draft, texts

from pipelines.bylines import read_bylines
from pipelines.credits import take_credits


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
        (["Kompas Cyber Media"], ["Bagus Pranoto"], "meta", ([], ["Bagus Pranoto"])),
        (["Tim Diksi"], [], "css:0", (["Tim Diksi"], [])),
    ],
)
def test_people(authors: list[str], editors: list[str], source: str, expected: tuple[list[str], list[str]]) -> None:
    raw = draft(FIRST, authors=authors, editors=editors, sources={"authors": source}, portal=DIKSI)
    read = read_bylines(raw)
    assert (read.article.authors, read.article.editors) == expected
    assert read_bylines(read) == read


@pytest.mark.parametrize("closing", ["(mdk/kur)", "Jurnalis :Usman"])
def test_nothing_short_is_kept_below_the_credits(closing: str) -> None:
    assert texts(take_credits(draft(FIRST, SECOND, LAST, closing, "Pasar Malam Dibuka", "Sepekan"))) == [
        FIRST,
        SECOND,
        LAST,
    ]


@pytest.mark.parametrize(
    "line", ["Sari Wulandari | 2020-12-15 07:30", "Sari Wulandari, CNN Indonesia | Selasa, 01/05/2018 05:27 WIB"]
)
def test_a_dated_byline_above_the_text_goes(line: str) -> None:
    cleaned = take_credits(draft(line, FIRST, LAST))
    assert (texts(cleaned), cleaned.article.authors) == ([FIRST, LAST], ["Sari Wulandari"])
