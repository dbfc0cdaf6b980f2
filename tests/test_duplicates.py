"""Near-duplicates: what is a copy, and how copies are found among stored articles."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
from contextlib import closing
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stories import STORY, article, prose

from crawler.article import Article
from crawler.database import Archive, open_archive
from crawler.database.reading import Filter, search
from crawler.duplicates import group_new, grouping, waiting
from crawler.duplicates.content import content_of, similarity
from crawler.duplicates.grouping import FULL_BUCKET, LONGEST_LAG
from crawler.duplicates.signatures import bands_of, likeness, sign

ROOT = Path(__file__).parents[1]
GOLD = ROOT.parent / "shared" / "corpus" / "gold"
NOTICE = (
    "Harga cabai rawit di Pasar Contoh pada {day} tercatat Rp {price} per kilogram, kata pengelola pasar. Harga bawang "
    "merah di pasar yang sama berada di angka Rp {other} per kilogram. Pedagang menyebut pasokan dari petani di lereng "
    "gunung masih lancar, sedangkan ongkos angkut tidak berubah. Pembeli diminta membawa kantong belanja sendiri dan "
    "membayar di kasir yang ada di pintu sebelah barat pasar."
)


@pytest.fixture
def archive(tmp_path: Path):
    with open_archive(tmp_path / "news.db", create=True) as opened:
        yield opened


def copies(archive: Archive) -> dict[str, str]:
    """The names of the copies, each with that of its first."""
    found = archive.rows("SELECT url, first_url FROM copies", {})
    return {name_of(row["url"]): name_of(row["first_url"]) for row in found}


def name_of(url: str) -> str:
    return url.removeprefix("https://").partition(".")[0]


def grouped(archive: Archive, *articles: Article) -> dict[str, str]:
    archive.save(articles)
    group_new(archive)
    return copies(archive)


COPIES = {
    "in capitals": " ".join(STORY).upper(),
    "cut to a half": STORY[:60],
    "another intro": prose(2, 30) + STORY[20:],
    "every tenth word left out": [word for number, word in enumerate(STORY) if number % 10],
    "links": [*STORY[:50], *"Baca juga: Panen Jagung di Desa".split(), *STORY[50:]],
    "a second source": STORY[:60] + prose(3, 60) + STORY[60:],
    "halves swapped": STORY[60:] + STORY[:60],
}
OTHERS = {
    "another story": prose(4),
    "a third quoted": STORY[:40] + prose(5, 80),
    "all of a short text in a long one": [*STORY[:55], *prose(6, 400)],
}


@pytest.mark.parametrize("text", COPIES.values(), ids=COPIES)
def test_a_copy_is_found_with_its_first_and_its_lag(archive: Archive, text: list[str] | str):
    assert grouped(archive, article("antara", STORY), article("okezone", text, hours=1.5)) == {"okezone": "antara"}
    (row,) = archive.rows("SELECT * FROM copies", {})
    assert (row["portal"], row["first_portal"], row["lag_minutes"]) == ("okezone", "antara", 90)
    assert 0.6 < row["similarity"] <= 1


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS)
def test_another_story_is_no_copy(archive: Archive, text: list[str]):
    assert grouped(archive, article("antara", STORY), article("okezone", text, hours=1)) == {}


def test_a_notice_with_other_figures_or_of_another_day_is_no_copy_but_the_same_one_elsewhere_is(archive: Archive):
    monday = NOTICE.format(day="Senin (2/11/2026)", price="41.000", other="28.500")
    prices = NOTICE.format(day="hari ini", price="43.500", other="27.000")
    date = NOTICE.format(day="Selasa (3/11/2026)", price="41.000", other="28.500")
    in_words = NOTICE.format(day="Selasa 3 November 2026", price="41.000", other="28.500")
    elsewhere = NOTICE.format(day="Senin (2/11)", price="41.000", other="28.500")
    texts = {"antara": monday, "antara-2": prices, "antara-3": date, "okezone-3": in_words, "okezone": elsewhere}
    found = grouped(archive, *(article(name, text, hours=n) for n, (name, text) in enumerate(texts.items())))
    assert found == {"okezone": "antara", "okezone-3": "antara-3"}


def test_short_texts_and_pictures_are_never_copies(archive: Archive):
    short, picture = STORY[:45], {"kind": "photo"}
    articles = [article("antara", short), article("okezone", short, 1)]
    articles += [article("detik", STORY, **picture), article("viva", STORY, 1, **picture)]
    assert grouped(archive, *articles) == {}
    assert waiting(archive) == 0


def test_an_article_of_weeks_later_is_no_copy(archive: Archive):
    hours = LONGEST_LAG / 3600
    articles = [article("antara", STORY), article("viva", STORY, hours), article("detik", STORY, hours + 1)]
    assert grouped(archive, *articles) == {"viva": "antara"}


def test_an_earlier_article_that_comes_later_is_the_first(archive: Archive):
    assert grouped(archive, article("viva", STORY, 3), article("detik", STORY, 5)) == {"detik": "viva"}
    assert grouped(archive, article("antara", STORY, 1)) == {"detik": "antara", "viva": "antara"}
    lags = archive.rows("SELECT portal, lag_minutes FROM copies ORDER BY portal", {})
    assert [tuple(row.values()) for row in lags] == [("detik", 240), ("viva", 120)]


def test_two_stories_become_one_where_an_earlier_article_is_the_source_of_both(archive: Archive):
    source, first_part, last_part = prose(7, 160), prose(7, 160)[:100], prose(7, 160)[60:]
    articles = [article("viva", first_part, 3), article("detik", last_part, 4), article("bisnis", last_part, 5)]
    assert grouped(archive, *articles) == {"bisnis": "detik"}
    assert grouped(archive, article("antara", source)) == dict.fromkeys(("viva", "detik", "bisnis"), "antara")


def test_a_chain_of_copies_does_not_join_what_is_not_alike(archive: Archive):
    drifting = [prose(8, 400)[start : start + 120] for start in range(0, 281, 40)]
    found = grouped(archive, *(article(f"portal-{n}", text, hours=n) for n, text in enumerate(drifting)))
    texts = {f"portal-{n}": content_of(" ".join(text)) for n, text in enumerate(drifting)}
    assert all(similarity(one, other) for one, other in pairwise(texts.values()))
    assert len(set(found.values())) > 2
    assert all(similarity(texts[copy], texts[first]) for copy, first in found.items())


def test_who_copied_a_former_first_is_decided_on_anew(archive: Archive):
    long = prose(9, 200)
    assert grouped(archive, article("viva", long[40:160], 1), article("detik", long[80:], 2)) == {"detik": "viva"}
    assert grouped(archive, article("antara", long[:120])) == {"viva": "antara"}


def test_undated_articles_go_by_when_they_were_found_and_have_no_lag(archive: Archive):
    undated = article("viva", STORY, published_at=None, fetched_at=article("viva", STORY).published_at)
    assert grouped(archive, article("antara", STORY, -1), undated) == {"viva": "antara"}
    assert archive.rows("SELECT lag_minutes FROM copies", {}) == [{"lag_minutes": None}]


LONG = prose(12, 240)
FAMILY = (
    article("antara", STORY),
    article("viva", STORY[:70], 2),
    article("detik", STORY, 2),
    article("kompas", LONG[:120], 1),
    article("tempo", LONG[80:200], 2),
    article("bisnis", LONG[40:160], 3),
    article("okezone", LONG[100:220], 3),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(FAMILY), st.sets(st.integers(1, len(FAMILY) - 1)))
def test_the_order_of_arrival_does_not_matter(tmp_path_factory: pytest.TempPathFactory, order: list, cuts: set[int]):
    with open_archive(tmp_path_factory.mktemp("order") / "news.db", create=True) as archive:
        for first, last in pairwise([0, *sorted(cuts), len(order)]):
            grouped(archive, *order[first:last])
        found = archive.rows("SELECT url, first_url, lag_minutes FROM copies ORDER BY url", {})
    assert [(name_of(row["url"]), name_of(row["first_url"]), row["lag_minutes"]) for row in found] == [
        ("bisnis", "kompas", 120),
        ("detik", "antara", 120),
        ("okezone", "tempo", 60),
        ("viva", "antara", 120),
    ]


def test_an_edited_text_is_compared_again(archive: Archive):
    assert grouped(archive, article("antara", STORY), article("viva", prose(4), 1)) == {}
    assert grouped(archive, article("viva", STORY, 1)) == {"viva": "antara"}
    assert grouped(archive, article("antara", prose(11))) == {}
    assert grouped(archive, article("detik", STORY, 2)) == {"detik": "viva"}


def test_a_mended_date_changes_who_was_first(archive: Archive):
    assert grouped(archive, article("antara", STORY), article("viva", STORY, 1)) == {"viva": "antara"}
    assert grouped(archive, article("antara", STORY, 3)) == {"antara": "viva"}


def test_grouping_again_reads_and_changes_nothing(archive: Archive):
    grouped(archive, article("antara", STORY), article("viva", STORY, 1))
    before = archive.rows("PRAGMA data_version", {}), list(archive._connection.iterdump())
    assert group_new(archive) == 0
    assert (archive.rows("PRAGMA data_version", {}), list(archive._connection.iterdump())) == before


def test_a_new_article_is_compared_with_few(archive: Archive, monkeypatch: pytest.MonkeyPatch):
    grouped(archive, *(article(f"portal-{n}", prose(100 + n)) for n in range(300)), article("antara", STORY))
    read: list[str] = []
    monkeypatch.setattr(grouping, "content_of", lambda text: read.append(text) or content_of(text))
    assert grouped(archive, article("viva", STORY, 1)) == {"viva": "antara"}
    assert len(read) == 2


@pytest.mark.parametrize("order", ["as published", "backwards", "mixed"])
def test_a_text_that_everyone_has_does_not_fill_the_index(archive: Archive, order: str):
    articles = [article(f"portal-{hour}", STORY, hour) for hour in range(2 * FULL_BUCKET + 20)]
    if order != "as published":
        articles.reverse()
    if order == "mixed":
        random.Random(1).shuffle(articles)
    for first in range(0, len(articles), 20):
        grouped(archive, *articles[first : first + 20])
    assert copies(archive) == {f"portal-{n}": "portal-0" for n in range(1, len(articles))}
    (row,) = archive.rows("SELECT max(n) AS most FROM (SELECT count(*) AS n FROM signature_bands GROUP BY hash)", {})
    assert row["most"] == FULL_BUCKET


def test_grouping_can_be_limited_and_taken_up(archive: Archive):
    archive.save([article("antara", STORY), article("viva", STORY, 1), article("detik", STORY, 2)])
    heard: list[int] = []
    assert group_new(archive, seconds=0) == 0
    assert group_new(archive, limit=2, on_progress=heard.append) == 2
    assert (heard, waiting(archive), copies(archive)) == ([2], 1, {"viva": "antara"})
    assert group_new(archive) == 1
    assert (waiting(archive), copies(archive)) == (0, {"viva": "antara", "detik": "antara"})


def test_signatures_of_an_older_scheme_are_made_anew(archive: Archive):
    names = ("viva", "antara", "detik", "okezone")
    before = grouped(archive, *(article(name, STORY, hours) for name, hours in zip(names, (1, 0, 2, 3), strict=True)))
    tables = ("SELECT * FROM signatures", "SELECT * FROM signature_bands", "SELECT * FROM duplicates")
    fresh = [archive.rows(sql, {}) for sql in tables]
    archive.write("UPDATE signatures SET scheme = 1, minhash = :junk", [{"junk": b"\x01" * 288}])
    assert waiting(archive) == 4
    assert [group_new(archive, limit=1) for _ in range(5)] == [1, 1, 1, 1, 0]
    assert copies(archive) == before
    assert [archive.rows(sql, {}) for sql in tables] == fresh


def test_a_deleted_article_leaves_nothing_that_harms(archive: Archive):
    grouped(archive, article("antara", STORY), article("viva", STORY, 1))
    archive.write("DELETE FROM articles WHERE portal = :portal", [{"portal": "antara"}])
    assert copies(archive) == {}
    assert grouped(archive, article("detik", STORY, 2), article("antara", STORY, 5)) == {
        "detik": "viva",
        "antara": "viva",
    }


def test_an_error_leaves_the_batch_as_it_was(archive: Archive, monkeypatch: pytest.MonkeyPatch):
    archive.save([article("antara", STORY), article("viva", STORY, 1)])
    with monkeypatch.context() as broken:
        broken.setattr(grouping, "similarity", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            group_new(archive)
    assert waiting(archive) == 2
    assert grouped(archive) == {"viva": "antara"}


def test_search_can_leave_out_copies(archive: Archive):
    grouped(archive, article("antara", STORY), article("viva", STORY, 1), article("detik", prose(4), 2))
    assert {hit.portal for hit in search(archive, "")} == {"antara", "viva", "detik"}
    assert {hit.portal for hit in search(archive, "", Filter(unique=True))} == {"antara", "detik"}


def test_the_tables_open_in_plain_sqlite(archive: Archive):
    grouped(archive, article("antara", STORY), article("viva", STORY, 1))
    with closing(sqlite3.connect(archive.path)) as plain:
        assert plain.execute("SELECT portal, first_portal, lag_minutes FROM copies").fetchall() == [
            ("viva", "antara", 60)
        ]


def test_figures_and_days_are_read_with_their_neighbours():
    content = content_of(
        "Pada Kamis (5/11/2026) pukul 08.00 WIB harganya Rp15.200, naik 3 persen dari 4 Nopember. m² ²"
    )
    assert content.figures["pukul", ""] == {"08.00"}
    assert content.figures["rp", ""] == content.figures["", "naik"] == {"15.200"}
    assert content.days == {(5, 11), (4, 11)}
    assert ("kamis", "") not in content.figures


@pytest.mark.parametrize("text", ["", " ", "1", "12/13", "5 mei", "² ³ ٣", "99 mei 0/0 1/1/1"])
def test_odd_texts_are_read(text: str):
    assert similarity(content_of(text), content_of(text)) <= 1
    assert sign(content_of(text)) is None


def test_signatures_stay_as_they_are():
    # stored ones are compared with new ones: where this fails, the scheme is another and its number has to change
    signature = sign(content_of(" ".join(STORY)))
    assert signature
    assert sha256(signature).hexdigest() == "503cd03c86f564c94fa87807344454ebf0d5ab4bea27b302c9afb2ea91a5efd2"
    assert len(bands_of(signature)) == 48
    other = sign(content_of(" ".join(STORY[:60])))
    assert other
    assert likeness(signature, signature) == 1
    assert likeness(signature, other) == pytest.approx(0.5, abs=0.13)


@pytest.mark.skipif(not GOLD.exists(), reason="the corpus is not on this machine")
def test_copies_of_real_articles_are_found_and_nothing_else():
    command = [sys.executable, str(ROOT / "benchmarks" / "duplicates.py"), str(GOLD)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "in all" in done.stdout
