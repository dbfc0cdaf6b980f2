from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from archives import FULL, URL
from news_site import kliping

from crawler.database import open_archive
from crawler.database.edits import settled
from crawler.database.history import versions, word_difference
from crawler.errors import ExitCode

LATER = timedelta(days=1)
FIRST = replace(FULL, title="Banjir Tewaskan 3 Warga", text="Tiga warga tewas.\n\nAir setinggi 2 meter.")
SECOND = replace(
    FIRST,
    title="Banjir Tewaskan 5 Warga",
    text="Lima warga tewas.\n\nAir setinggi 2 meter.",
    fetched_at=FULL.fetched_at + LATER,
)
NO_EDITS = {
    "white space": {"text": "Tiga  warga tewas. \n\nAir setinggi\n2 meter."},
    "time stamp": {"text": "Tiga warga tewas.\n\nAir setinggi 2 meter. Jumat, 04 Maret 2022 | 09:45 WIB"},
    "counter": {"text": "Tiga warga tewas.\n\nAir setinggi 2 meter. Dibaca 1.204 kali"},
    "time of change": {"modified_at": FULL.fetched_at},
    "tags": {"tags": ["banjir", "sungai", "lain"]},
    "order of people": {"authors": ["Budi", "Ani Wijaya"]},
    "picture": {"image_url": "https://contoh.example/b.jpg"},
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "news.db"
    with open_archive(path, create=True) as archive:
        assert archive.save([FIRST]) == ["new"]
    return path


@pytest.mark.parametrize(
    "change", [{"title": "Lain"}, {"text": "Empat warga tewas."}, {"authors": ["Ani Wijaya"]}, {"editors": ["Dedi"]}]
)
def test_another_title_text_or_name_is_a_version_and_the_former_is_kept(path: Path, change: dict):
    with open_archive(path, create=False) as archive:
        assert archive.save([replace(FIRST, fetched_at=FULL.fetched_at + LATER, **change)]) == ["changed"]
        former, current = versions(archive, URL)
    assert (former.number, former.cause, former.title, former.text) == (1, "found", FIRST.title, FIRST.text)
    assert (current.number, current.cause, current.fetched) == (2, "edited", FULL.fetched_at + LATER)
    assert all(getattr(current, name) == value for name, value in change.items())


@pytest.mark.parametrize("change", NO_EDITS.values(), ids=NO_EDITS)
def test_what_changes_by_itself_is_no_version(path: Path, change: dict):
    with open_archive(path, create=False) as archive:
        assert archive.save([replace(FIRST, **change)]) == ["unchanged"]
        assert len(versions(archive, URL)) == 1


def test_a_number_in_a_sentence_is_no_counter():
    assert settled("Korban 12 orang") != settled("Korban 15 orang")
    assert settled("Senin (7/3/2022) pagi") != settled("Selasa (8/3/2022) pagi")


def test_a_stored_page_read_by_newer_rules_may_lose_a_field_and_the_former_is_kept(path: Path):
    with open_archive(path, create=False) as archive:
        assert archive.save([replace(FIRST, tags=[], text="")], cause="reextracted") == ["changed"]
        former, current = versions(archive, URL)
        assert archive.rows("SELECT count(*) AS n FROM article_tags", {}) == [{"n": 0}]
    assert (former.tags, current.tags, current.cause, current.text) == (FIRST.tags, [], "reextracted", FIRST.text)


def test_history_shows_words_that_went_and_came(path: Path):
    with open_archive(path, create=False) as archive:
        archive.save([SECOND])
    shown = kliping("history", URL, "--db", path)
    assert shown.code == 0
    assert "version 1 · Jumat, 2 Januari 2026 10.04 WIB · first seen" in shown.out
    assert "title: Banjir Tewaskan [-3-] {+5+} Warga" in shown.out
    assert "text: [-Tiga-] {+Lima+} warga tewas." in shown.out
    rows = kliping("history", URL, "--json", "--db", path).json
    assert [row["title"] for row in rows] == [FIRST.title, SECOND.title]


def test_history_of_what_is_not_stored(path: Path):
    shown = kliping("history", "https://contoh.example/lain", "--db", path)
    assert shown.code == ExitCode.NOT_FOUND
    assert "is not stored" in shown.err


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("", "a"),
        ("a b c", "a c"),
        ("satu dua\n\ntiga empat\n\nlima", "satu dua\n\ntiga lima empat\n\nenam\n\nlima"),
        ("x " * 9000, "y " * 9000),
    ],
)
def test_a_difference_holds_both_texts(old: str, new: str):
    pieces = word_difference(old, new)
    assert "".join(text for kind, text in pieces if kind != "new").split() == old.split()
    assert "".join(text for kind, text in pieces if kind != "gone").split() == new.split()


def test_the_index_and_the_links_follow_a_version(path: Path):
    with open_archive(path, create=False) as archive:
        archive.save([replace(SECOND, authors=["Eka"], tags=["air"])])
        assert archive.rows("SELECT person FROM bylines WHERE role = 'author'", {}) == [{"person": "Eka"}]
        assert archive.rows("SELECT name FROM tags JOIN article_tags ON tag = tags.id", {}) == [{"name": "air"}]
    with sqlite3.connect(path) as connection:
        connection.execute("INSERT INTO articles_fts (articles_fts, rank) VALUES ('integrity-check', 1)")
        assert json.loads(connection.execute("SELECT authors FROM revisions").fetchone()[0]) == FIRST.authors


def test_a_word_added_behind_the_last_leaves_the_last_as_it_was():
    assert word_difference("Air Surut", "Air Surut Lagi")[:2] == [("same", "Air Surut "), ("new", "Lagi ")]
