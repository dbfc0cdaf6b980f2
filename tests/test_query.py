from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace

import pytest
from archives import FULL
from hypothesis import given
from hypothesis import strategies as st

from crawler.database import Archive, open_archive
from crawler.database.query import parse_query
from crawler.database.reading import Filter, search
from crawler.database.snippets import MARK_END, MARK_START, snippet_of
from crawler.database.stemming import roots_of, stems_of

TEXTS = {
    "flood": "Ratusan rumah kebanjiran. Gempa bumi tidak terjadi.",
    "inquiry": "Penyelidikan perkara korupsi dimulai kemarin.",
    "fire": "Kebakaran menghanguskan perumahan; bumi gempa kata orang.",
    "fish": "Harga ikan teri naik di pasar.",
    "cabinet": "Kementerian mengatakan anggaran cukup.",
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with open_archive(tmp_path_factory.mktemp("query") / "news.db", create=True) as opened:
        opened.save(
            replace(
                FULL, url=f"https://contoh.example/{name}", requested_url="", title=name, text=text, article_id=None
            )
            for name, text in TEXTS.items()
        )
        yield opened


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("banjir", "flood"),
        ("menyelidiki", "inquiry"),
        ("selidik", "inquiry"),
        ("dikorupsi menyelidiki", "inquiry"),
        ("membakar", "fire"),
        ("rumah", "flood fire"),
        ("menteri", "cabinet"),
        ("kata", "fire cabinet"),
        ("BANJIR", "flood"),
        ('"gempa bumi"', "flood"),
        ("gempa bumi", "flood fire"),
        ('"rumah kebanjiran"', "flood"),
        ('"banjir"', ""),
        ("banjir OR korupsi", "flood inquiry"),
        ("rumah AND bumi", "flood fire"),
        ("rumah NOT kebakaran", "flood"),
        ("rumah -kebakaran", "flood"),
        ("(banjir OR korupsi) NOT gempa", "inquiry"),
        ("NOT rumah", "inquiry fish cabinet"),
        ("meng*", "fire cabinet"),
        ("peny*", "inquiry"),
        ("and or not", ""),
    ],
)
def test_what_words_find(archive: Archive, words: str, found: str):
    assert {hit.title for hit in search(archive, words)} == set(found.split())


@pytest.mark.parametrize("words", ["*", "()", "-", '""', "🌊", "!?", "AND", "NOT"])
def test_words_without_a_letter_find_nothing(archive: Archive, words: str):
    assert search(archive, words) == []


@given(st.text(st.sampled_from("ab*\"() -+:^{}',.") | st.characters(), max_size=60) | st.text(max_size=60))
def test_any_text_is_a_query_that_fts5_takes(text: str):
    query = parse_query(text)
    with sqlite3.connect(":memory:") as connection:
        connection.execute("CREATE VIRTUAL TABLE found USING fts5 (title, text, stems)")
        for expression in filter(None, (query.match, query.unless)):
            connection.execute("SELECT 1 FROM found WHERE found MATCH ?", (expression,)).fetchall()


@pytest.mark.parametrize("text", ["(" * 10_000, "a OR " * 5_000, "a* " * 5_000, "NOT (" * 5_000, '"a b" -' * 5_000])
def test_a_long_query_is_cut_short(archive: Archive, text: str):
    assert isinstance(search(archive, text), list)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Filter(portals=("contoh", "lain")), 5),
        (Filter(portals=("lain",)), 0),
        (Filter(section="daerah"), 5),
        (Filter(author="ANI wijaya"), 5),
        (Filter(author="Citra"), 0),
        (Filter(tag="Banjir", kind="article"), 5),
        (Filter(tag="lain"), 0),
        (Filter(kind="video"), 0),
        (Filter(since=FULL.published_at), 5),
        (Filter(until=FULL.published_at), 0),
    ],
)
def test_filters(archive: Archive, wanted: Filter, found: int):
    assert len(search(archive, "", wanted)) == found
    assert len(search(archive, "banjir", wanted)) == min(found, 1)
    assert len(search(archive, "banjir", wanted, newest=True)) == min(found, 1)


@pytest.mark.parametrize(
    ("word", "roots"),
    [
        ("menyelidiki", ("selidik",)),
        ("penyelidikan", ("selidik",)),
        ("kebanjiran", ("banjir",)),
        ("mengatakan", ("ata", "kata")),
        ("perumahan", ("umah", "rumah")),
        ("menerangkan", ("erang", "terang")),
        ("banjir", ()),
        ("menteri", ()),
        ("2026", ()),
        ("x" * 500, ()),
    ],
)
def test_roots(word: str, roots: tuple[str, ...]):
    assert roots_of(word) == roots


def test_stems_are_the_roots_only_once_and_in_order():
    assert stems_of("Kebanjiran", "Warga “kebanjiran”, polisi (menyelidiki).").split() == ["banjir", "selidik"]


@pytest.mark.parametrize(
    ("words", "marked"),
    [
        ("banjir", ["kebanjiran"]),
        ('"gempa bumi"', ["Gempa bumi"]),
        ("ratus* rumah", ["Ratusan", "rumah"]),
        ("banjir NOT gempa", ["kebanjiran"]),
        ("NOT gempa", []),
    ],
)
def test_a_snippet_marks_every_form(words: str, marked: list[str]):
    snippet = snippet_of(TEXTS["flood"], parse_query(words))
    assert [piece.partition(MARK_END)[0] for piece in snippet.split(MARK_START)[1:]] == marked


def test_a_snippet_is_cut_where_the_most_is_found():
    text = "banjir " + "kering " * 200 + "banjir bandang besar " + "kering " * 200
    snippet = snippet_of(text, parse_query("banjir bandang"))
    assert f"{MARK_START}banjir{MARK_END} {MARK_START}bandang{MARK_END}" in snippet
    assert snippet.startswith("…kering") and snippet.endswith("kering…")
    assert len(snippet) < 220


def test_a_text_cannot_forge_a_mark():
    assert MARK_START not in snippet_of(f"a {MARK_START}b{MARK_END}", parse_query("c"))
