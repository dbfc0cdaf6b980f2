"""Raw pages as WARC files: what others read of them, and what comes back."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
from news_site import NOON, article_page, kliping, story
from rich.console import Console
from warcio.archiveiterator import ArchiveIterator

from crawler.article import RawPage
from crawler.cli._warc import export_warc
from crawler.database import open_archive
from crawler.database.pages import open_pages
from crawler.database.reading import Filter
from crawler.database.storing import ArticleStore
from crawler.errors import ExitCode, KlipingError, NotFoundError
from crawler.extraction.captures import articles_of

DETIK = "https://news.detik.com/berita/d-{}/warga-panen"
KOMPAS = "https://nasional.kompas.com/read/2026/03/04/1200000{}/warga-panen"


def raw(url: str, number: int, hours: int = 0) -> RawPage:
    body = article_page(f"Warga Kampung {number} Panen", story(number + hours)).encode()
    headers = (("Last-Modified", "Wed, 04 Mar 2026 05:00:00 GMT"), ("ETag", '"a"'))
    return RawPage(url, url, NOON + timedelta(hours=hours), body, 200, "text/html; charset=utf-8", headers)


PAGES = [
    *(raw(DETIK.format(number), number) for number in (1, 2)),
    raw(KOMPAS.format(3), 3),
    raw(DETIK.format(1), 1, 5),
]


@pytest.fixture
def db(tmp_path: Path) -> Path:
    with ArticleStore(tmp_path / "a.db", raw=True) as store:
        for page in PAGES:
            store.save(articles_of([page]))
    return tmp_path / "a.db"


def export(db: Path, path: Path, words: str = "", wanted: Filter | None = None) -> int:
    with open_archive(db, create=False, readonly=True) as archive:
        return export_warc(archive, path, words, wanted or Filter(), Console(stderr=True))


def urls_in(path: Path) -> list[str]:
    with path.open("rb") as stream:
        records = ArchiveIterator(stream)
        return [r.rec_headers.get_header("WARC-Target-URI") for r in records if r.rec_type == "response"]


def test_others_read_it_and_every_digest_is_right(db, tmp_path):
    assert export(db, tmp_path / "a.warc.gz") == 4
    with (tmp_path / "a.warc.gz").open("rb") as stream:
        seen = {}
        for record in ArchiveIterator(stream, check_digests="raise"):
            body = record.content_stream().read()
            if record.rec_type == "response":
                date = record.rec_headers.get_header("WARC-Date")
                seen[record.rec_headers.get_header("WARC-Target-URI"), date] = (body, record.http_headers)
    first = seen[PAGES[0].url, "2026-03-04T05:00:00Z"]
    assert first[0] == PAGES[0].body
    assert first[1].get_statuscode() == "200"
    assert first[1].get_header("Content-Type") == "text/html; charset=utf-8"
    assert first[1].get_header("Content-Length") == str(len(PAGES[0].body))
    assert first[1].get_header("Last-Modified") == "Wed, 04 Mar 2026 05:00:00 GMT"
    assert sorted(seen) == sorted(
        (page.url, f"2026-03-04T{'10' if page is PAGES[3] else '05'}:00:00Z") for page in PAGES
    )


@pytest.mark.parametrize("name", ["a.warc.gz", "a.warc"])
def test_what_is_exported_and_imported_is_the_same(db, tmp_path, name):
    export(db, tmp_path / name)
    assert kliping("import", tmp_path / name, "--db", tmp_path / "b.db").code == ExitCode.OK
    both = []
    for path in (db, tmp_path / "b.db"):
        with sqlite3.connect(path) as connection:
            both.append(connection.execute("SELECT * FROM articles ORDER BY url").fetchall())
    assert [[value for value in row[1:] if value is not None] for row in both[0]] == [
        [value for value in row[1:] if value is not None] for row in both[1]
    ]
    with open_pages(tmp_path / "b-pages.db", create=False) as store:
        assert list(store.captures([page.url for page in PAGES])) == PAGES


def test_the_command_writes_only_what_was_asked_for(db, tmp_path):
    done = kliping("export", "--warc", tmp_path / "a.warc.gz", "kampung", "--portal", "kompas", "--db", db)
    assert (done.code, done.out) == (ExitCode.OK, "")
    assert done.err.startswith("exported 1 raw pages to ")
    assert urls_in(tmp_path / "a.warc.gz") == [KOMPAS.format(3)]
    assert kliping("export", "--warc", tmp_path / "b.warc", "--limit", 3, "--db", db).code == ExitCode.USAGE
    assert sorted(each.name for each in tmp_path.glob("*.warc*")) == ["a.warc.gz"]


def test_without_pages_nothing_is_written(db, tmp_path):
    with pytest.raises(NotFoundError, match="no page is kept"):
        export(db, tmp_path / "a.warc.gz", "gunung")
    (tmp_path / "a-pages.db").unlink()
    with pytest.raises(NotFoundError, match="there are no raw pages"):
        export(db, tmp_path / "a.warc.gz")
    assert not list(tmp_path.glob("*.warc*"))


def test_damaged_pages_are_told_and_the_others_written(db, tmp_path, capsys):
    with sqlite3.connect(tmp_path / "a-pages.db") as connection:
        connection.execute("UPDATE pages SET sha256 = zeroblob(32) WHERE url = ?", (DETIK.format(2),))
    with pytest.raises(KlipingError, match="3 pages are written, those of 1 articles are damaged") as raised:
        export(db, tmp_path / "a.warc.gz")
    assert raised.value.code == ExitCode.PARTIAL
    assert "is damaged" in capsys.readouterr().err
    assert DETIK.format(2) not in urls_in(tmp_path / "a.warc.gz")
