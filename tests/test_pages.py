"""The file of raw pages: what comes back, what is stored once, dictionaries, damage."""

from __future__ import annotations

import random
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from news_site import NOON, article_page, story

from crawler.article import Article, RawPage
from crawler.database.pages import Packer, open_pages, pages_path
from crawler.database.pages.compression import compress, decompress
from crawler.database.pages.writer import PageWriter
from crawler.errors import DatabaseError, NotFoundError

HOST = "https://kabar.example"


def page(number: int, at: datetime = NOON, layout: str = "biru", host: str = HOST) -> RawPage:
    """A page of about 20 kB, most of it the same in every page of a layout and none in another."""
    noise = random.Random(layout)
    frame = "".join(f"<li>{layout} {noise.getrandbits(60):x}</li>" for _ in range(600))
    body = article_page(f"Kabar {number}", story(number, 8), extra=f"<!-- {frame} -->").encode()
    url = f"{host}/berita/{number}/x"
    return RawPage(url, f"{url}?page=all", at, body, 200, "text/html; charset=utf-8", (("ETag", f'"{number}"'),))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "pages.db"


def keep(path: Path, *pages: RawPage) -> int:
    """Store pages as a program of its own would; how many were new."""
    with open_pages(path, create=True) as store:
        packer = Packer(store.dictionaries)
        return store.keep([packer.pack(each, each.url, 1) for each in pages])


def captures(path: Path, number: int) -> list[RawPage]:
    with open_pages(path, create=False, readonly=True) as store:
        return list(store.captures([f"{HOST}/berita/{number}/x"]))


def select(path: Path, sql: str) -> list[tuple]:
    with sqlite3.connect(path) as connection:
        return connection.execute(sql).fetchall()


@pytest.mark.parametrize(
    ("db", "pages"),
    [("news.db", "pages.db"), ("a.db", "a-pages.db"), ("news.sqlite", "news-pages.db"), ("x", "x-pages.db")],
)
def test_pages_stand_beside_the_database(db, pages):
    assert pages_path(Path("output") / db) == Path("output") / pages


@pytest.mark.parametrize("dictionary", [None, b"<p>panen jagung di ladang</p>" * 9])
@pytest.mark.parametrize(
    "body", [b"", b"x", b"<p>panen jagung di ladang sebelah timur</p>" * 99, bytes(range(256)) * 40]
)
def test_what_is_packed_is_unpacked(body, dictionary):
    assert decompress(compress(body, dictionary), dictionary) == body


def test_a_page_comes_back_as_it_was(path):
    pages = [page(number) for number in range(5)]
    assert keep(path, *pages) == 5
    assert [captures(path, number) for number in range(5)] == [[each] for each in pages]


def test_pages_of_a_layout_share_a_dictionary_and_are_small(path):
    for number in range(4):
        keep(path, page(number))
    assert select(path, "SELECT count(*) FROM dictionaries") == [(1,)]
    [(packed,)] = select(path, "SELECT max(length(zstd)) FROM pages")
    assert packed < len(compress(page(3).body)) / 3


def test_a_new_layout_gets_a_dictionary_and_the_old_one_is_still_used(path):
    with open_pages(path, create=True) as store:
        packer = Packer(store.dictionaries)
        for number in range(12):
            layout = ("biru", "merah muda", "hijau lumut")[number % 3]
            store.keep([packer.pack(page(number, layout=layout), f"{HOST}/{number}", 1)])
    assert select(path, "SELECT dictionary, count(*) FROM pages GROUP BY dictionary") == [(1, 4), (2, 4), (3, 4)]


def test_each_host_has_dictionaries_of_its_own(path):
    keep(path, page(1), page(2, host="https://lain.example"), page(3))
    assert select(path, "SELECT host FROM dictionaries") == [("kabar.example",), ("lain.example",)]


def test_tiny_pages_are_kept_without_a_dictionary(path):
    tiny = RawPage(f"{HOST}/berita/1/x", f"{HOST}/berita/1/x", NOON, b"<p>x")
    keep(path, tiny)
    assert captures(path, 1) == [tiny]
    assert select(path, "SELECT count(*) FROM dictionaries") == [(0,)]


def test_programs_that_make_the_same_dictionary_at_once_share_it(path):
    with open_pages(path, create=True) as one, open_pages(path, create=True) as other:
        packed = [Packer(store.dictionaries).pack(page(1), HOST, 1) for store in (one, other)]
        assert [one.keep(packed[:1]), other.keep(packed[1:])] == [1, 0]
    assert select(path, "SELECT count(*) FROM dictionaries") == [(1,)]


def test_a_dictionary_that_was_made_in_a_batch_that_failed_is_stored_with_the_next(path):
    with open_pages(path, create=True) as store:
        packer = Packer(store.dictionaries)
        packer.pack(page(1), HOST, 1)
        store.keep([packer.pack(page(2), f"{HOST}/berita/2/x", 1)])
    assert captures(path, 2) == [page(2)]


def test_a_dictionary_in_use_cannot_be_deleted(path):
    keep(path, page(1))
    with pytest.raises(sqlite3.IntegrityError, match="packed with this dictionary"):
        select(path, "DELETE FROM dictionaries")


def test_the_same_bytes_are_stored_once_and_seen_again(path):
    again = page(1, NOON + timedelta(hours=2))
    assert [keep(path, page(1)), keep(path, again), keep(path, page(1))] == [1, 0, 0]
    assert select(path, "SELECT fetched_utc, seen_utc FROM pages") == [("2026-03-04T05:00:00Z", "2026-03-04T07:00:00Z")]


def test_every_change_of_a_page_is_kept_also_back_to_what_it_was(path):
    changed = RawPage(page(1).url, page(1).url, NOON + timedelta(hours=1), b"<p>dihapus" * 200)
    back = page(1, NOON + timedelta(hours=2))
    assert keep(path, page(1), changed, back) == 3
    assert captures(path, 1) == [page(1), changed, back]
    assert keep(path, page(1), changed, back) == 0


def test_newest_gives_the_newest_of_every_part(path):
    later = RawPage(f"{HOST}/berita/1/x/2", f"{HOST}/berita/1/x/2", NOON, page(7).body)
    with open_pages(path, create=True) as store:
        packer = Packer(store.dictionaries)
        for hours in (0, 5):
            first = page(1, NOON + timedelta(hours=hours), layout=f"jam {hours}")
            store.keep([packer.pack(first, HOST, 1), packer.pack(later, HOST, 2)])
        assert store.newest([HOST, "https://lain.example/"]) == ([first, later], "2026-03-04T10:00:00Z")
        assert store.newest(["https://lain.example/"]) == ([], "")


@pytest.mark.parametrize("table", ["pages", "dictionaries"])
def test_damaged_bytes_are_told_and_never_given_out(path, table):
    keep(path, page(1), page(2))
    select(path, f"UPDATE {table} SET zstd = CAST(substr(zstd, 1, 40) || x'00ff00ff' || substr(zstd, 45) AS BLOB)")
    with pytest.raises(DatabaseError, match=r"pages\.db: .* is damaged"):
        captures(path, 2)


def test_files_that_hold_no_pages_are_one_clear_line(path, tmp_path):
    with pytest.raises(NotFoundError, match="there are no raw pages"):
        open_pages(path, create=False)
    path.write_text("bukan basis data\n" * 100)
    with pytest.raises(DatabaseError, match="is not a SQLite database"):
        open_pages(path, create=True)
    with sqlite3.connect(tmp_path / "lain.db") as other:
        other.execute("CREATE TABLE catatan (x)")
    with pytest.raises(DatabaseError, match="another program's"):
        open_pages(tmp_path / "lain.db", create=True)
    keep(tmp_path / "baru.db", page(1))
    select(tmp_path / "baru.db", "PRAGMA user_version = 99")
    with pytest.raises(DatabaseError, match="newer kliping"):
        open_pages(tmp_path / "baru.db", create=True)


def article(number: int) -> Article:
    first = page(number)
    return Article(first.url, first.url, "kabar", datetime.now(UTC), title="Kabar", text="Isi.", pages=(first,))


def test_pages_that_cannot_be_written_are_counted_and_later_ones_are_kept(path):
    writer = PageWriter(path, busy_seconds=0.01)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert writer.write([writer.pack(article(1)), writer.pack(article(2))]) == 2
    assert writer.problem
    assert writer.problem.startswith("raw pages not kept: 2; ")
    assert "locked by another program" in writer.problem
    other.execute("ROLLBACK")
    other.close()
    assert writer.write([writer.pack(article(3))]) == 0
    writer.close()
    assert [len(captures(path, number)) for number in (1, 2, 3)] == [0, 0, 1]
