"""`kliping import`: WARC files of our own and of others, saved HTML, and everything that can be wrong with either."""

from __future__ import annotations

import gzip
import json
import os
import sqlite3
import zlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import brotli
import pytest
from news_site import NOON, Result, article_page, kliping, story
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler.article import RawPage
from crawler.database.pages import open_pages
from crawler.errors import ExitCode
from crawler.warc import write_warc

URL = "https://news.detik.com/berita/d-{}/warga-panen-jagung"
HTML = "text/html; charset=utf-8"


def raw(number: int, body: str | None = None, at: datetime = NOON, url: str | None = None) -> RawPage:
    url = url or URL.format(number)
    page = body or article_page(f"Warga Kampung {number} Panen Jagung", story(number), at)
    return RawPage(url, url, at, page.encode(), 200, HTML, (("ETag", '"a"'),))


def write(path: Path, pages: Iterable[RawPage]) -> Path:
    with path.open("wb") as stream:
        write_warc(stream, pages, path.name)
    return path


def run(folder: Path, *args: object, portals: Path | None = None) -> Result:
    return kliping("import", *args, "--db", folder / "a.db", "--json", portals=portals)


def select(folder: Path, sql: str, file: str = "a.db") -> list[tuple[Any, ...]]:
    with sqlite3.connect(folder / file) as connection:
        return connection.execute(sql).fetchall()


def numbers(folder: Path) -> list[str]:
    return [number for (number,) in select(folder, "SELECT article_id FROM articles ORDER BY article_id")]


def record(writer: WARCWriter, url: str, body: bytes, kind: str = "response", **how: Any) -> None:
    """Write a record as crawlers of others do; `http` are its headers, `warc` those of the record."""
    http = StatusAndHeaders(how.get("status", "200 OK"), how.get("http", [("Content-Type", HTML)]), "HTTP/1.1")
    headers = {"WARC-Date": "2026-03-04T05:00:00Z", **how.get("warc", {})}
    made = writer.create_warc_record(
        url, kind, payload=BytesIO(body), length=len(body), http_headers=http, warc_headers_dict=headers
    )
    writer.write_record(made)


def test_a_warc_file_is_imported_once(tmp_path):
    file = write(tmp_path / "a.warc.gz", [raw(number) for number in (1, 2, 3)])
    first = run(tmp_path, file)
    assert first.code == ExitCode.OK
    assert first.err.startswith("3 pages: 3 new (in ")
    assert {name: first.json[name] for name in ("pages", "new", "changed", "unchanged")} == {
        "pages": 3, "new": 3, "changed": 0, "unchanged": 0,
    }  # fmt: skip
    again = run(tmp_path, file)
    assert (again.code, again.json["new"], again.json["unchanged"]) == (ExitCode.OK, 0, 3)
    assert select(tmp_path, "SELECT DISTINCT portal, fetched_utc, revision FROM articles") == [
        ("detik", "2026-03-04T05:00:00Z", 1)
    ]
    with open_pages(tmp_path / "a-pages.db", create=False) as store:
        assert list(store.captures([URL.format(2)])) == [raw(2)]
    assert select(tmp_path, "SELECT count(*) FROM pages", "a-pages.db") == [(3,)]


def test_no_raw_leaves_the_pages_out(tmp_path):
    assert run(tmp_path, write(tmp_path / "a.warc.gz", [raw(1)]), "--no-raw").code == ExitCode.OK
    assert numbers(tmp_path) == ["1"]
    assert not (tmp_path / "a-pages.db").exists()


def test_only_whole_html_answers_of_articles_are_taken_from_a_crawl_of_others(tmp_path):
    page, chunked = (raw(number).body for number in (1, 2))
    with (tmp_path / "cc.warc.gz").open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        writer.write_record(writer.create_warcinfo_record("cc.warc.gz", {"software": "lain"}))
        record(writer, URL.format(1), page, http=[("Content-Type", HTML), ("X-Crawler-Content-Encoding", "gzip")])
        packed = zlib.compress(chunked)
        chunks = b"%x\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n" % (9, packed[:9], len(packed) - 9, packed[9:])
        coded = [("Content-Type", HTML), ("Content-Encoding", "deflate"), ("Transfer-Encoding", "chunked")]
        record(writer, URL.format(2), chunks, http=coded)
        record(writer, URL.format(3), gzip.compress(raw(3).body), http=[*coded[:1], ("Content-Encoding", "gzip")])
        record(writer, URL.format(4), b"GET / HTTP/1.1\r\n\r\n", kind="request")
        record(writer, URL.format(5), b"", kind="revisit")
        record(writer, URL.format(6), page, status="404 Not Found")
        record(writer, URL.format(7), bytes(99), http=[("Content-Type", "image/png")])
        record(writer, URL.format(8), page[:900], warc={"WARC-Truncated": "length"})
        record(writer, URL.format(9), gzip.compress(page)[:300], http=[*coded[:1], ("Content-Encoding", "gzip")])
        record(writer, "https://news.detik.com/indeks", page)
        record(writer, "https://www.contoh.example/berita/1", page)
        brotli_coded = [*coded[:1], ("Content-Encoding", "br")]
        record(writer, URL.format(10), brotli.compress(raw(10).body), http=brotli_coded)
        record(writer, URL.format(11), brotli.compress(raw(11).body)[:150], http=brotli_coded)
    result = run(tmp_path, tmp_path / "cc.warc.gz")
    assert numbers(tmp_path) == ["1", "10", "2", "3"]
    assert select(tmp_path, "SELECT DISTINCT length(text) > 200 FROM articles") == [(1,)]
    left = result.json["left"]
    assert (left["passed over"], left["truncated"]) == (2, 3)
    assert result.json["pages"] == 9


def test_what_is_no_url_is_passed_over(tmp_path):
    with (tmp_path / "a.warc.gz").open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        for url in ("http://[rusak", "http://contoh.example:abc/x"):
            record(writer, url, raw(1).body)
        record(writer, URL.format(1), raw(1).body)
    result = run(tmp_path, tmp_path / "a.warc.gz", "--any")
    assert (numbers(tmp_path), result.json["left"]) == (["1"], {"passed over": 2})


def test_damaged_files_are_one_line_each_and_the_rest_goes_on(tmp_path):
    whole = write(tmp_path / "utuh.warc.gz", [raw(number) for number in range(10, 40)]).read_bytes()
    (tmp_path / "utuh.warc.gz").rename(tmp_path / "z-utuh.warc.gz")
    (tmp_path / "bukan.warc.gz").write_bytes(b"\x1b[31mbukan arsip\n" * 99)
    middle = len(whole) // 2
    (tmp_path / "rusak.warc.gz").write_bytes(whole[:middle] + b"\0" * 400 + whole[middle + 400 :])
    (tmp_path / "sekaligus.warc.gz").write_bytes(gzip.compress(gzip.decompress(whole)))
    (tmp_path / "kosong.warc").write_bytes(b"")
    result = run(tmp_path, tmp_path)
    assert result.code == ExitCode.PARTIAL
    assert len(numbers(tmp_path)) == 30
    assert sorted(Path(problem["file"]).name for problem in result.json["problems"]) == [
        "bukan.warc.gz",
        "rusak.warc.gz",
        "sekaligus.warc.gz",
    ]
    assert "warcio recompress" in result.err
    assert "\x1b" not in result.err
    assert len([line for line in result.err.splitlines() if line.startswith("kliping: ")]) == 3


def test_a_file_that_was_cut_off_gives_what_is_whole(tmp_path):
    whole = write(tmp_path / "a.warc.gz", [raw(number) for number in (1, 2, 3)]).read_bytes()
    (tmp_path / "a.warc.gz").write_bytes(whole[:-200])
    result = run(tmp_path, tmp_path / "a.warc.gz")
    assert (numbers(tmp_path), result.json["left"]) == (["1", "2"], {"truncated": 1})


def test_what_was_fetched_later_is_never_replaced_by_an_older_capture(tmp_path):
    old, new, newest = (
        raw(1, article_page("Warga Panen Jagung", story(number)), NOON + timedelta(hours=number))
        for number in (1, 2, 3)
    )
    run(tmp_path, write(tmp_path / "b.warc.gz", [new]))
    older = run(tmp_path, write(tmp_path / "a.warc.gz", [old]))
    assert (older.code, older.json["unchanged"], older.json["changed"]) == (ExitCode.OK, 1, 0)
    facts = "SELECT text LIKE '%cerita 2%', first_fetched_utc, fetched_utc, revision FROM articles"
    assert select(tmp_path, facts) == [(1, "2026-03-04T06:00:00Z", "2026-03-04T07:00:00Z", 1)]
    both = run(tmp_path, write(tmp_path / "c.warc.gz", [newest, old]))
    assert (both.json["changed"], both.json["unchanged"]) == (1, 1)
    assert select(tmp_path, "SELECT text LIKE '%cerita 3%', revision FROM articles") == [(1, 2)]
    assert select(tmp_path, "SELECT count(*) FROM pages", "a-pages.db") == [(3,)]


def paged(number: int, part: int, of: int) -> RawPage:
    """A part of an article whose parts are linked as detik links them."""
    url = URL.format(number) + (f"/{part}" if part > 1 else "")
    link = f'<link rel="next" href="{URL.format(number)}/{part + 1}">' if part < of else ""
    page = article_page(f"Cerita {number}", story(number * 10 + part), extra=link)
    return raw(number, page, NOON + timedelta(seconds=part), url)


def test_parts_are_joined_in_whatever_order_they_stand(tmp_path):
    pages = [paged(1, 3, 3), paged(2, 2, 3), paged(1, 1, 3), paged(3, 1, 2), paged(1, 2, 3)]
    result = run(tmp_path, write(tmp_path / "a.warc.gz", pages))
    facts = select(tmp_path, "SELECT article_id, page_count, complete FROM articles ORDER BY article_id")
    assert facts == [("1", 3, 1), ("3", 1, 0)]
    [(text,)] = select(tmp_path, "SELECT text FROM articles WHERE article_id = '1'")
    assert text.split("\n\n") == [*story(11), *story(12), *story(13)]
    assert result.json["left"] == {"first part missing": 1}
    parts = select(tmp_path, "SELECT part FROM pages WHERE article_url LIKE '%d-1/%' ORDER BY part", "a-pages.db")
    assert parts == [(1,), (2,), (3,)]


def test_saved_html_is_imported_by_an_index_or_by_its_own_address(tmp_path):
    folder = tmp_path / "halaman"
    (folder / "dalam").mkdir(parents=True)
    (folder / "a.html").write_bytes(raw(1).body)
    (folder / "dalam" / "b.html.gz").write_bytes(gzip.compress(raw(2).body))
    own = article_page("Warga Panen", story(3), extra=f'<link rel="canonical" href="{URL.format(3)}">')
    (folder / "c.htm").write_text(own)
    (folder / "d.html").write_bytes(raw(4).body)
    (folder / "e.html.gz").write_bytes(gzip.compress(raw(5).body)[:200])
    (folder / "catatan.txt").write_text("bukan halaman")
    rows = [{"id": "a", "url": URL.format(1)}, {"id": "b", "url": URL.format(2)}, {"id": "x"}, "y"]
    (folder / "index.json").write_text(json.dumps(rows))
    os.utime(folder / "a.html", (1772600400, 1772600400))
    result = run(tmp_path, folder)
    assert (result.code, numbers(tmp_path)) == (ExitCode.PARTIAL, ["1", "2", "3"])
    assert result.json["left"] == {"without address": 1}
    [problem] = result.json["problems"]
    assert (problem["file"], problem["problem"]) == (
        str(folder / "e.html.gz"),
        "the gzip file is damaged or ends too early",
    )
    assert select(tmp_path, "SELECT fetched_utc FROM articles WHERE article_id = '1'") == [("2026-03-04T05:00:00Z",)]


def test_folders_of_saved_html_may_use_the_same_ids(tmp_path):
    for number, name in enumerate(("satu", "dua"), 1):
        folder = tmp_path / "halaman" / name
        (folder / "pages").mkdir(parents=True)
        (folder / "pages" / "1.html").write_bytes(raw(number).body)
        (folder / "index.json").write_text(json.dumps([{"id": 1, "url": URL.format(number)}]))
    assert run(tmp_path, tmp_path / "halaman").json["new"] == 2
    stored = select(tmp_path, "SELECT article_id, title FROM articles ORDER BY article_id")
    assert stored == [(str(number), f"Warga Kampung {number} Panen Jagung") for number in (1, 2)]


def test_what_is_taken_can_be_chosen(tmp_path):
    other = raw(7, url="https://www.contoh.example/berita/tujuh")
    home = raw(8, url="https://www.contoh.example/")
    kompas = raw(9, url="https://nasional.kompas.com/read/2026/03/04/12000091/warga-panen")
    old = raw(6, at=NOON - timedelta(days=40))
    file = write(tmp_path / "a.warc.gz", [raw(1), other, home, kompas, old])
    result = run(tmp_path, file, "--portal", "detik", "--since", "2026-03-01", "--until", "2026-03-04")
    assert {name: result.json[name] for name in ("new", "outside", "left")} == {
        "new": 1, "outside": 1, "left": {"passed over": 3},
    }  # fmt: skip
    assert numbers(tmp_path) == ["1"]
    run(tmp_path, file, "--any")
    found = select(tmp_path, "SELECT portal FROM articles ORDER BY portal")
    assert found == [("contoh.example",), ("detik",), ("detik",), ("kompas",)]


def test_many_articles_are_read_by_processes_that_know_the_portals_of_ones_own(tmp_path):
    (tmp_path / "p").mkdir()
    (tmp_path / "p" / "uji.py").write_text(
        "from crawler.portal import Portal, Selectors\n\n"
        'PORTAL = Portal(name="uji", title="Uji", domains=("kabar.example",), article_url=(r"/berita/(?P<id>\\d+)",),\n'
        '    select=Selectors(section=("b.rubrik",)))\n'
    )
    body = article_page("Warga Panen", story(1)).replace("<h1>", '<b class="rubrik">Daerah</b><h1>')
    pages = [
        raw(n, body.replace("cerita 1", f"cerita {n}"), url=f"https://kabar.example/berita/{n}") for n in range(45)
    ]
    result = run(tmp_path, write(tmp_path / "a.warc.gz", pages), portals=tmp_path / "p")
    assert (result.code, result.json["new"]) == (ExitCode.OK, 45)
    assert select(tmp_path, "SELECT portal, section, count(*) FROM articles GROUP BY 1, 2") == [("uji", "Daerah", 45)]


@pytest.mark.parametrize(
    ("given", "said", "code"),
    [
        (("tiada.warc.gz",), "there is no", ExitCode.USAGE),
        (("catatan.txt",), "neither a WARC file", ExitCode.USAGE),
        (("kosong",), "holds no WARC file and no saved HTML", ExitCode.USAGE),
        (("a.warc.gz", "--portal", "detikk"), "did you mean detik?", ExitCode.USAGE),
        (("a.warc.gz", "--any", "--portal", "detik"), "--any takes every site", ExitCode.USAGE),
        (("a.warc.gz", "--since", "2026-03-04", "--until", "2026-03-01"), "--since must be before", ExitCode.USAGE),
        ((), "Missing argument", ExitCode.USAGE),
    ],
)
def test_misuse_is_one_clear_line(tmp_path, given, said, code):
    (tmp_path / "catatan.txt").write_text("x")
    (tmp_path / "kosong").mkdir()
    write(tmp_path / "a.warc.gz", [])
    paths = [tmp_path / each if (tmp_path / each).exists() or each.startswith("tiada") else each for each in given]
    result = kliping("import", *paths, "--db", tmp_path / "a.db")
    assert (result.code, len(result.err.splitlines()), result.out) == (code, 1, "")
    assert said in result.err


def test_a_file_without_an_article_is_told(tmp_path):
    result = kliping("import", write(tmp_path / "a.warc.gz", []), "--db", tmp_path / "a.db")
    assert result.code == ExitCode.NO_ARTICLE
    assert result.out.startswith("0 pages: 0 new (in ")
