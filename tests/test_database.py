from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from archives import FULL, URL, WIB, stored

from crawler.article import Article
from crawler.database import Archive, UrlNote, open_archive
from crawler.database.archive import pause_after
from crawler.database.saving import insert_many


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.db"


@pytest.fixture
def archive(path: Path):
    with open_archive(path, create=True) as opened:
        yield opened


def test_an_article_comes_back_as_it_went_in(archive: Archive):
    assert archive.save([FULL]) == ["new"]
    assert stored(archive) == FULL
    assert stored(archive).to_dict() == FULL.to_dict()


def test_times_are_kept_as_printed_and_in_utc(archive: Archive):
    archive.save([FULL])
    row = archive.rows("SELECT published_at, published_utc FROM articles", {})[0]
    assert row == {"published_at": "2022-03-04T08:45:00+07:00", "published_utc": "2022-03-04T01:45:00Z"}


def test_saving_again_counts_new_changed_unchanged(archive: Archive):
    later = replace(FULL, fetched_at=FULL.fetched_at + timedelta(days=1), requested_url=URL)
    edited = replace(later, title="Air Sungai Sudah Surut")
    assert archive.save([FULL, later, edited, edited]) == ["new", "unchanged", "changed", "unchanged"]
    assert stored(archive).title == "Air Sungai Sudah Surut"


def test_an_upsert_never_blanks(archive: Archive):
    blank = Article(url=URL, requested_url=URL, portal="contoh", fetched_at=FULL.fetched_at, page_count=2)
    assert archive.save([FULL, blank]) == ["new", "unchanged"]
    assert stored(archive) == replace(FULL, requested_url=URL)


@pytest.mark.parametrize("lesser", [{"complete": False, "page_count": 1}, {"paywalled": True}])
def test_a_lesser_reading_keeps_the_body(archive: Archive, lesser: dict):
    archive.save([FULL])
    assert archive.save([replace(FULL, text="Air sungai.", **lesser)]) == ["unchanged"]
    assert stored(archive) == FULL


def test_a_fuller_reading_replaces_the_body(archive: Archive):
    archive.save([replace(FULL, text="Air sungai.", complete=False)])
    assert archive.save([FULL]) == ["changed"]
    assert stored(archive) == FULL


def test_text_that_sqlite_cannot_hold_does_not_cost_the_batch(archive: Archive):
    odd = replace(FULL, url=URL + "-2", title="Air \ud800 \0surut 🌊", tags=["\udcff"])
    assert archive.save([odd, FULL]) == ["new", "new"]
    assert stored(archive, URL + "-2").title == "Air ? surut 🌊"


def test_known_are_the_stored_under_both_addresses(archive: Archive):
    asked = "https://contoh.example/lama/12"
    archive.save([replace(FULL, requested_url="http://m.contoh.example/lama/12?utm_source=x")])
    assert archive.known([URL, asked, "https://contoh.example/lain"]) == {URL, asked}
    assert archive.waiting([URL, asked]) == set()


def test_many_urls_are_asked_for_at_once(archive: Archive):
    archive.save([FULL])
    assert archive.known([URL, *(f"https://contoh.example/{n}" for n in range(50_000))]) == {URL}


def note(**values) -> UrlNote:
    return UrlNote(**{"url": "https://contoh.example/a", "portal": "contoh", "status": "failed"} | values)


def test_a_failure_is_known_until_it_is_due_and_each_puts_it_further_off(archive: Archive):
    archive.note_urls([note(reason="503", way="feed", found_in="https://contoh.example/rss")])
    assert archive.known(["https://contoh.example/a"]) == archive.waiting(["https://contoh.example/a"]) != set()
    archive._connection.execute("UPDATE urls SET next_try = '2020-01-01T00:00:00Z'")
    assert not archive.known(["https://contoh.example/a"]) | archive.waiting(["https://contoh.example/a"])
    archive.note_urls([note(reason="504")])
    row = archive.rows("SELECT attempts, reason, way, next_try FROM urls", {})[0]
    pause = datetime.fromisoformat(row.pop("next_try")) - datetime.now(UTC)
    assert row == {"attempts": 2, "reason": "504", "way": "feed"}
    assert timedelta(minutes=19) < pause <= timedelta(minutes=20)


@pytest.mark.parametrize(
    ("status", "attempts", "pause"),
    [
        ("failed", 1, timedelta(minutes=5)),
        ("failed", 2, timedelta(minutes=20)),
        ("failed", 10_000, timedelta(days=7)),
        ("rejected", 1, timedelta(hours=1)),
        ("rejected", 2, timedelta(days=1)),
        ("rejected", 3, timedelta(days=30)),
        ("rejected", 9, timedelta(days=30)),
        ("outside", 1, None),
        ("found", 0, None),
    ],
)
def test_pause(status, attempts, pause):
    assert pause_after(status, attempts) == pause


def test_found_urls_are_not_known_and_rejected_are(archive: Archive):
    archive.note_urls(
        [note(url="https://a.example/", status="found"), note(url="https://b.example/", status="rejected")]
    )
    archive.note_urls([note(url="https://b.example/", status="found")])
    assert archive.known(["https://a.example/", "https://b.example/"]) == {"https://b.example/"}


@pytest.mark.parametrize(
    ("since", "until", "known"),
    [
        (None, None, False),
        (datetime(2022, 3, 5, tzinfo=WIB), None, True),
        (datetime(2022, 3, 4, 8, 45, tzinfo=WIB), None, False),
        (None, datetime(2022, 3, 4, 8, 45, tzinfo=WIB), True),
        (None, datetime(2022, 3, 5, tzinfo=WIB), False),
    ],
)
def test_out_of_range_is_known_only_to_a_run_that_it_is_out_of_range_of(archive: Archive, since, until, known):
    archive.note_urls([note(status="outside", published_at=FULL.published_at)])
    assert bool(archive.known(["https://contoh.example/a"], since=since, until=until)) == known


def test_a_stored_article_is_not_forgotten_when_a_later_fetch_fails(archive: Archive):
    archive.note_urls([note(url=URL)])
    archive.save([FULL])
    archive.note_urls([note(url=URL, reason="404"), note(url=URL, status="rejected")])
    row = archive.rows("SELECT status, reason, next_try, article_url FROM urls WHERE url = :url", {"url": URL})[0]
    assert row == {"status": "ok", "reason": None, "next_try": None, "article_url": URL}


def test_old_and_new_address_of_one_article_are_one_where_ids_are_unique(archive: Archive):
    old = "https://news.detik.com/read/2018/05/17/190129/4025797/10/penumpang-diamankan"
    new = "https://news.detik.com/berita/d-4025797/penumpang-diamankan-petugas"
    first = replace(FULL, portal="detik", url=old, requested_url=old, article_id="4025797")
    assert archive.save([first]) == ["new"]
    assert archive.known({new, "https://news.detik.com/berita/d-4025798/lain"}) == {new}
    assert archive.save([replace(first, url=new, requested_url=new, title="Judul yang Diganti")]) == ["changed"]
    assert archive.rows("SELECT url, title FROM articles", {}) == [{"url": old, "title": "Judul yang Diganti"}]
    assert stored(archive, new).url == old


def test_the_same_id_at_another_portal_or_where_ids_repeat_is_another_article(archive: Archive):
    urls = ("https://bali.antaranews.com/berita/527615/a", "https://jateng.antaranews.com/berita/527615/b")
    rows = [replace(FULL, portal="antara", url=url, requested_url=url, article_id="527615") for url in urls]
    assert archive.save(rows) == ["new", "new"]


def test_two_addresses_of_one_article_read_without_the_portals_rules_are_stored(archive: Archive):
    urls = ("https://news.detik.com/berita/d-4025797/a", "https://news.detik.com/berita/d-4025797/b")
    rows = [replace(FULL, portal="news.detik.com", url=url, requested_url=url, article_id=None) for url in urls]
    assert archive.save(rows) == ["new", "new"]


class Recording(sqlite3.Connection):
    statements: set[str]

    def execute(self, sql: str, *values: object) -> sqlite3.Cursor:
        self.statements.add(sql)
        return super().execute(sql, *values)


def test_batches_of_any_size_need_few_statements_since_each_stays_in_memory():
    connection = sqlite3.connect(":memory:", factory=Recording)
    connection.statements = set()
    connection.execute("CREATE TABLE numbers (one, two)")
    sizes = [*range(300), 20_001]
    for size in sizes:
        insert_many(connection, "INSERT INTO numbers", [(size, number) for number in range(size)])
    assert connection.execute("SELECT one, count(*), sum(two) FROM numbers GROUP BY 1").fetchall() == [
        (size, size, sum(range(size))) for size in sizes if size
    ]
    assert len(connection.statements) < 20
