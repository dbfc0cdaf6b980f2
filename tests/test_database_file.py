from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from archives import FULL, URL, plain_articles, stored
from sqlite_utils import Database

from crawler.database import Archive, open_archive
from crawler.database.migrations import VERSION, migrations
from crawler.database.reading import Filter, search
from crawler.database.rows import article_row
from crawler.errors import DatabaseError


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.db"


@pytest.fixture
def archive(path: Path):
    with open_archive(path, create=True) as opened:
        yield opened


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
        columns = {column.name for column in Database(connection)["articles"].columns}
        row = {name: value for name, value in article_row(FULL).items() if name in columns}
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
        "import sys; from test_database_file import *\n"
        "path = Path(sys.argv[1])\n"
        "with open_archive(path, create=False, readonly=True) as archive: assert stored(archive) == FULL\n"
        "os.setuid(65534)\n"
        "with open_archive(path, create=False, readonly=True) as archive: assert stored(archive) == FULL\n"
        "assert 'cannot be' in one_line_error(path)\n"
        "assert 'cannot be' in one_line_error(path.with_name('other.db'))\n"
        "assert 'cannot be' in one_line_error(Path('/root/x/other.db'))\n"
    )
    subprocess.run([sys.executable, "-c", script, str(path)], check=True, cwd=Path(__file__).parent)
