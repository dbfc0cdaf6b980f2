"""Bylines as portals print them. The names are invented; the forms were seen."""

from __future__ import annotations

import pytest

from crawler.bylines import is_initials, is_name, is_organisation, read_byline

FORMS = [
    ("Sari Wulandari", ["Sari Wulandari"], []),
    ("Laporan: Sari Wulandari", ["Sari Wulandari"], []),
    ("Rep: Sari Wulandari/ Red: Bagus Pranoto", ["Sari Wulandari"], ["Bagus Pranoto"]),
    ("Oleh redaksicontoh", ["redaksicontoh"], []),
    ("Sari Wulandari on", ["Sari Wulandari"], []),
    ("Sari Wulandari Editor Bagus Pranoto", ["Sari Wulandari"], ["Bagus Pranoto"]),
    ("Penulis | : Kontributor Lhokseumawe, Sari", ["Sari"], []),
    ("dok.Polisi", [], []),
    ("kazo30", [], []),
    ("Liputan6.com", ["Liputan6.com"], []),
    ("Rep: c14/ Red: Bagus Pranoto", [], ["Bagus Pranoto"]),
    ("Red: Bagus Pranoto", [], ["Bagus Pranoto"]),
    ("Penulis : Kontributor Lhokseumawe, Sari", ["Sari"], []),
    ("Kontributor Solo, Sari Wulandari", ["Sari Wulandari"], []),
    ("Penulis: Sari Wulandari | Editor: Bagus Pranoto", ["Sari Wulandari"], ["Bagus Pranoto"]),
    ("Pewarta: Sari Wulandari Editor: Bagus Pranoto", ["Sari Wulandari"], ["Bagus Pranoto"]),
    ("Pewarta : Sari WulandariEditor : Bagus Pranoto COPYRIGHT © ANTARA 2026", ["Sari Wulandari"], ["Bagus Pranoto"]),
    ("Sari Wulandari, Sari Wulandari - detikNews", ["Sari Wulandari"], []),
    ("Sari Wulandari - detikNews", ["Sari Wulandari"], []),
    ("Oleh Sari Wulandari", ["Sari Wulandari"], []),
    ("Oleh : Sari Wulandari", ["Sari Wulandari"], []),
    ("Oleh Sari Wulandari pada 16 Feb 2016, 09:10 WIB", ["Sari Wulandari"], []),
    ("Oleh Sari Wulandari pada Selasa, 16 Februari 2016", ["Sari Wulandari"], []),
    ("Sari Wulandari | 2020-12-15 07:30", ["Sari Wulandari"], []),
    ("Sari Wulandari, Okezone", ["Sari Wulandari"], []),
    ("Sari Wulandari, , MNC Portal", ["Sari Wulandari"], []),
    ("Sari Wulandari, CNN Indonesia | Selasa, 01/05/2018 05:27 WIB", ["Sari Wulandari"], []),
    ("Sari Wulandari - Bisnis.com", ["Sari Wulandari"], []),
    ("CTR, CNN Indonesia | Selasa, 01/05/2018 05:27 WIB", [], []),
    ("Jurnalis :Usman", ["Usman"], []),
    ("Reporter : Sari Wulandari, Bagus Pranoto dan Citra Ayu", ["Sari Wulandari", "Bagus Pranoto", "Citra Ayu"], []),
    ("Sari Wulandari & Bagus Pranoto", ["Sari Wulandari", "Bagus Pranoto"], []),
    ("Sari Wulandari / Bagus Pranoto", ["Sari Wulandari", "Bagus Pranoto"], []),
    ("Sari Wulandari; Bagus Pranoto", ["Sari Wulandari", "Bagus Pranoto"], []),
    ("Laporan wartawan Tribunnews.com, Sari Wulandari", ["Sari Wulandari"], []),
    ("Photographer: Sari Wulandari", ["Sari Wulandari"], []),
    ("Editor : Bagus Pranoto", [], ["Bagus Pranoto"]),
    ("Editor: Bagus Pranoto, Citra Ayu", [], ["Bagus Pranoto", "Citra Ayu"]),
    ("SARI WULANDARI", ["SARI WULANDARI"], []),
    ("Tim detikcom - detikNews", ["Tim detikcom"], []),
    ("Tim Riset dan Data", ["Tim Riset dan Data"], []),
    ("redaksicontoh", ["redaksicontoh"], []),
    ("Antara", ["Antara"], []),
    ("Sari Wulandari, Antara", ["Sari Wulandari"], []),
    ("Dr. Sari Wulandari, M.Si.", ["Dr. Sari Wulandari, M.Si."], []),
    ("Dr. Sari Wulandari, S.H., M.H.", ["Dr. Sari Wulandari, S.H., M.H."], []),
    ("Sari Wulandari, dosen di Solo", ["Sari Wulandari, dosen di Solo"], []),
    ("Sari Wulandari @sariwulan sari@contoh.id", ["Sari Wulandari"], []),
    ("Penulis: Sari Wulandari Sumber: Reuters", ["Sari Wulandari"], []),
    ("(fyk/ash)", [], []),
    ("bgs", [], []),
    ("", [], []),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "authors", "editors"), FORMS)
def test_form(raw: str, authors: list[str], editors: list[str]) -> None:
    byline = read_byline(raw)
    assert (byline.authors, byline.editors) == (authors, editors)


@pytest.mark.parametrize(("raw", "authors", "editors"), FORMS)
def test_names_read_again_are_the_same(raw: str, authors: list[str], editors: list[str]) -> None:
    again = [name for author in authors for name in read_byline(author).authors]
    assert again == authors


def test_the_hint_is_the_role_of_names_without_a_label() -> None:
    byline = read_byline("Bagus Pranoto", label_hint="editor")
    assert (byline.authors, byline.editors) == ([], ["Bagus Pranoto"])


@pytest.mark.parametrize("text", ["Usman", "Sari R. Wulandari", "B Kunto", "Ludwig van Dijk", "D'Angelo Putra"])
def test_is_name(text: str) -> None:
    assert is_name(text)


@pytest.mark.parametrize("text", ["bukan sekadar jabatan", "Sari 2", "Polisi menangkap pelaku", "", "Apa Benar?"])
def test_is_no_name(text: str) -> None:
    assert not is_name(text)


def test_organisations_and_initials() -> None:
    assert all(map(is_organisation, ["Tim detikcom", "Redaksi Contoh", "Liputan6.com", "MNC Portal", "ANTARA"]))
    assert not any(map(is_organisation, ["Sari Wulandari", "Usman", "Timothy Tempong", "Adminta"]))
    assert all(map(is_initials, ["CTR", "(fyk/ash)", "[ian]", "E-2", "bgs"]))
    assert not any(map(is_initials, ["Ade", "Usman", "SARI WULANDARI"]))
