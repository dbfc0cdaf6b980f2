from __future__ import annotations

import multiprocessing
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlite_utils import Database

from crawler.article import Article
from crawler.database import Archive, UrlNote, open_archive
from crawler.database.archive import pause_after
from crawler.database.migrations import VERSION, migrations
from crawler.database.reading import Filter, find_article, search
from crawler.database.rows import article_row
from crawler.errors import DatabaseError

WIB = timezone(timedelta(hours=7))
URL = "https://contoh.example/berita/12/air-surut"
FULL = Article(
    url=URL,
    requested_url="http://m.contoh.example/berita/12/air-surut?utm_source=x",
    portal="contoh",
    fetched_at=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
    article_id="12",
    title="Air Sungai Mulai Surut",
    text="Air sungai mulai surut pada pagi hari.\n\nWarga kembali ke rumah.",
    lead="Warga lega.",
    dateline="Contoh",
    authors=["Ani Wijaya", "Budi"],
    editors=["Citra"],
    published_at=datetime(2022, 3, 4, 8, 45, tzinfo=WIB),
    published_raw="Jumat, 04 Maret 2022 | 08:45 WIB",
    modified_at=datetime(2022, 3, 4, 9, 0, tzinfo=WIB),
    section="Daerah",
    tags=["banjir", "sungai"],
    image_url="https://contoh.example/a.jpg",
    image_caption="Sungai",
    language="id",
    page_count=2,
    sources={"title": "css:0", "text": "css:0"},
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.db"


@pytest.fixture
def archive(path: Path):
    with open_archive(path, create=True) as opened:
        yield opened


def stored(archive: Archive, url: str = URL) -> Article:
    found = find_article(archive, url)
    assert found
    return found


def plain_articles(first: int, count: int) -> list[Article]:
    return [
        replace(
            FULL,
            url=f"https://contoh.example/{n}",
            requested_url=f"https://contoh.example/{n}",
            article_id=str(n),
        )
        for n in range(first, first + count)
    ]


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
    edited = replace(FULL, title="Air Sungai Sudah Surut")
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
        ("rejected", 1, timedelta(days=30)),
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


def test_runs(archive: Archive):
    run = archive.begin_run(["contoh"], since=FULL.published_at, until=None)
    archive.end_run(run, {"contoh": {"new": 3}}, 0)
    row = archive.rows("SELECT id, portals, since, until, counts, exit_code FROM runs WHERE ended IS NOT NULL", {})[0]
    assert row == {
        "id": run,
        "portals": '["contoh"]',
        "since": "2022-03-04T01:45:00Z",
        "until": None,
        "counts": '{"contoh": {"new": 3}}',
        "exit_code": 0,
    }


def test_the_schema_and_its_version_agree(archive: Archive):
    database = Database(archive._connection)
    assert len(migrations.applied(database)) == VERSION
    assert archive.rows("PRAGMA user_version", {}) == [{"user_version": VERSION}]
    assert archive.rows("PRAGMA journal_mode", {}) == [{"journal_mode": "wal"}]
    assert archive.rows("PRAGMA page_size", {}) == [{"page_size": 16384}]


@pytest.fixture
def older(path: Path) -> Path:
    """An archive of the second version with an article, a run and a URL that failed."""
    with closing(sqlite3.connect(path)) as connection:
        migrations.apply(Database(connection), stop_before="m003_people_tags_revisions")
        connection.execute("PRAGMA user_version = 2")
        connection.execute("INSERT INTO runs (started, portals) VALUES ('2026-03-04T00:00:00Z', '[]')")
        connection.execute(
            "INSERT INTO urls (url, portal, status, found_at) VALUES ('https://x.example/', 'x', 'failed', '')"
        )
        row = {k: v for k, v in article_row(FULL).items() if k not in ("stems", "text_length", "first_fetched_utc")}
        names = ", ".join(row)
        connection.execute(f"INSERT INTO articles ({names}) VALUES ({', '.join(f':{name}' for name in row)})", row)
        connection.commit()
    return path


def test_an_older_archive_is_upgraded_when_it_is_opened(older: Path):
    with open_archive(older, create=False) as archive:
        assert stored(archive) == FULL
        assert [hit.url for hit in search(archive, "menyurutkan", Filter(author="ani wijaya", tag="Banjir"))] == [URL]
        assert archive.rows("SELECT (SELECT count(*) FROM runs) AS runs, count(*) AS urls FROM urls", {}) == [
            {"runs": 1, "urls": 1}
        ]
        assert archive.rows("SELECT person, role FROM bylines ORDER BY role, person", {}) == [
            {"person": "Ani Wijaya", "role": "author"},
            {"person": "Budi", "role": "author"},
            {"person": "Citra", "role": "editor"},
        ]
        assert archive.rows("PRAGMA foreign_key_check", {}) == []
        assert archive.save([FULL]) == ["unchanged"]


def test_before_an_upgrade_the_archive_is_copied_once(older: Path):
    open_archive(older, create=False).close()
    copy = older.with_name("news-before-upgrade-2.db")
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT title FROM articles").fetchall() == [(FULL.title,)]
        assert connection.execute("PRAGMA user_version").fetchone() == (2,)
    copy.unlink()
    open_archive(older, create=False).close()
    assert not copy.exists()


def test_without_room_for_the_copy_nothing_is_upgraded(older: Path):
    older.with_name("news-before-upgrade-2.db").mkdir()
    message = one_line_error(older, create=False)
    assert "make room" in message
    with closing(sqlite3.connect(older)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (2,)


def one_line_error(path: Path, **options) -> str:
    with pytest.raises(DatabaseError) as caught, open_archive(path, **{"create": True, **options}) as archive:
        archive.save([FULL])
    message = str(caught.value)
    assert str(path) in message
    assert "\n" not in message
    return message


def test_a_missing_file(path: Path):
    assert f"kliping crawl --db {path}" in one_line_error(path, create=False)
    assert "there is no database" in one_line_error(path, readonly=True)
    assert not path.exists()


def test_a_missing_folder_is_made(tmp_path: Path):
    path = tmp_path / "a" / "b" / "news.db"
    open_archive(path, create=True).close()
    assert path.is_file()


def test_a_directory(tmp_path: Path):
    assert "is a directory" in one_line_error(tmp_path)


def test_a_folder_that_is_a_file(path: Path):
    path.write_text("x")
    with pytest.raises(DatabaseError, match=f"{path} cannot be made"):
        open_archive(path / "news.db", create=True)


def test_no_sqlite_file(path: Path):
    path.write_text("bukan basis data\n" * 100)
    assert "is not a SQLite database" in one_line_error(path)
    assert path.read_text() == "bukan basis data\n" * 100


@pytest.mark.parametrize("script", ["CREATE TABLE resep (id)", "PRAGMA application_id = 7; CREATE TABLE articles (id)"])
def test_another_programs_database(path: Path, script: str):
    connection = sqlite3.connect(path)
    connection.executescript(script)
    connection.close()
    before = path.read_bytes()
    assert "another program's database" in one_line_error(path)
    assert path.read_bytes() == before


def test_an_empty_file_becomes_an_archive_only_when_asked(path: Path):
    path.touch()
    assert "empty database" in one_line_error(path, create=False)
    open_archive(path, create=True).close()


def test_a_newer_database(path: Path):
    with open_archive(path, create=True) as archive:
        archive._connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    assert "newer kliping" in one_line_error(path)


def test_a_damaged_database(path: Path):
    with open_archive(path, create=True) as archive:
        archive.save(plain_articles(0, 200))
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(16384)
        file.write(os.urandom(size - 16384))
    assert "is damaged" in one_line_error(path)


def test_a_locked_database_and_that_the_articles_can_be_saved_later(archive: Archive, path: Path):
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert "locked by another program" in one_line_error(path, busy_seconds=0.05)
    other.execute("COMMIT")
    assert archive.save([FULL]) == ["new"]


def test_a_full_disk_keeps_what_is_stored(archive: Archive):
    archive.save(plain_articles(0, 5))
    (pages,) = archive._connection.execute("PRAGMA page_count").fetchone()
    archive._connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(DatabaseError, match="disk is full"):
        archive.save(plain_articles(100, 500))
    assert archive.rows("SELECT count(*) AS n FROM articles", {}) == [{"n": 5}]


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root, to become a user without write permission")
def test_a_folder_without_write_permission_can_be_read_and_not_written(request: pytest.FixtureRequest):
    folder = tempfile.TemporaryDirectory()
    request.addfinalizer(folder.cleanup)
    path = Path(folder.name) / "news.db"
    with open_archive(path, create=True) as archive:
        archive.save([FULL])
    path.parent.chmod(0o755)
    script = (
        "import sys; from tests.test_database import *\n"
        "path = Path(sys.argv[1])\n"
        "with open_archive(path, create=False, readonly=True) as archive: assert stored(archive) == FULL\n"
        "os.setuid(65534)\n"
        "with open_archive(path, create=False, readonly=True) as archive: assert stored(archive) == FULL\n"
        "assert 'cannot be' in one_line_error(path)\n"
        "assert 'cannot be' in one_line_error(path.with_name('other.db'))\n"
        "assert 'cannot be' in one_line_error(Path('/root/x/other.db'))\n"
    )
    subprocess.run([sys.executable, "-c", script, str(path)], check=True, cwd=Path(__file__).parents[1])


def test_reading_while_another_writes(archive: Archive, path: Path):
    archive.save([FULL])
    archive._connection.execute("BEGIN IMMEDIATE")
    archive._connection.execute("UPDATE articles SET title = 'belum'")
    with open_archive(path, create=False, readonly=True, busy_seconds=0) as reader:
        assert stored(reader).title == FULL.title
        with pytest.raises(DatabaseError, match="cannot be written"):
            reader.save([FULL])


def _open_and_save(path: Path, number: int) -> None:
    with open_archive(path, create=True) as archive:
        for article in plain_articles(number * 100, 20):
            archive.save([article])


def test_four_programs_make_and_fill_one_database_at_once(path: Path):
    context = multiprocessing.get_context("fork")
    workers = [context.Process(target=_open_and_save, args=(path, number)) for number in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0] * 4
    with open_archive(path, create=False, readonly=True) as archive:
        assert archive.rows("SELECT count(*) AS n FROM articles", {}) == [{"n": 80}]


def _save_batches_for_ever(path: Path, committed) -> None:
    with open_archive(path, create=True) as archive:
        for batch in range(10**6):
            archive.save(plain_articles(batch * 50, 50))
            committed.value = (batch + 1) * 50


@pytest.mark.parametrize("batches", [1, 3, 6])
def test_kill_9_in_the_middle_of_a_batch_loses_nothing_committed(path: Path, batches: int):
    context = multiprocessing.get_context("fork")
    committed = context.Value("i", 0)
    writer = context.Process(target=_save_batches_for_ever, args=(path, committed))
    writer.start()
    while writer.is_alive() and committed.value < batches * 50:
        time.sleep(0.001)
    assert writer.is_alive()
    time.sleep(0.004)
    writer.kill()
    writer.join()
    with open_archive(path, create=True) as archive:
        (row,) = archive.rows("SELECT count(*) AS n, count(DISTINCT url) AS urls FROM articles", {})
        assert row["n"] == row["urls"] >= committed.value
        assert row["n"] % 50 == 0
        assert archive.rows("PRAGMA integrity_check", {}) == [{"integrity_check": "ok"}]
        archive.save(plain_articles(0, 50))


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
