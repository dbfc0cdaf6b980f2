"""`kliping scrape`, whole: URLs of a site on 127.0.0.1, saved files, and everything that can be wrong with either."""

from __future__ import annotations

import gzip
import json
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from news_site import (
    NOON,
    Answer,
    Site,
    article_page,
    kliping,
    serving,
    story,
    truncated_gzip,
    write_portal,
)

from crawler.errors import ExitCode

LISTING = "".join(f'<div><a href="/berita/{n}/x">Judul berita nomor {n} hari ini</a></div>' for n in range(60))


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with serving() as running:
        running.add("/robots.txt", "User-agent: *\nDisallow: /rahasia/\n")
        for number in (1, 2, 3):
            running.add_article(number)
        running.add("/berita/4/x", "", status=403)
        running.add("/berita/5/x", b"\x89PNG\r\n\x1a\n" + bytes(400), content_type="image/png")
        running.add("/berita/6/x", "")
        running.add("/berita/7/x", truncated_gzip("<p>x</p>"), headers={"Content-Encoding": "gzip"})
        running.add("/berita/8/x", "", status=500)
        running.add("/berita/9/x", article_page("Lambat", story(9)), wait=20)
        running.add("/tag/panen", f"<html><head><title>Panen</title></head><body><h1>Panen</h1>{LISTING}</body></html>")
        running.add("/pindah", "", status=302, headers={"Location": "/tag/panen"})
        running.add("/berita/10/x", "%PDF-1.4\n1 0 obj << >>", content_type="application/pdf")
        running.add(
            "/berita/11/x",
            article_page("Café di Ujung Désa", story(11)).replace("utf-8", "iso-8859-1"),
            content_type="text/html; charset=iso-8859-1",
        )
        yield running


@pytest.fixture(scope="module")
def portals(site, tmp_path_factory) -> Path:
    return write_portal(tmp_path_factory.mktemp("portals"), site, feeds='(BASE + "/rss",)')


def test_one_article_reads_like_one(site, portals):
    result = kliping("scrape", site.url("/berita/1/warga-kampung-1"), portals=portals)
    assert (result.code, result.err) == (ExitCode.OK, "")
    lines = result.out.splitlines()
    assert lines[0] == "Warga Kampung 1 Panen Jagung"
    assert "Rabu, 4 Maret 2026 12.00 WIB" in lines[1]
    assert [line for line in lines if line.startswith("Paragraf")] == story(1)


def test_json_is_what_a_crawl_stores(site, portals, tmp_path):
    url = site.url("/berita/1/warga-kampung-1")
    site.add_feed("/rss", [(url, NOON)])
    assert kliping("crawl", "uji", "--db", tmp_path / "a.db", portals=portals).code == ExitCode.OK
    scraped = kliping("scrape", url, "--json", portals=portals).json
    shown = kliping("show", url, "--json", "--db", tmp_path / "a.db", portals=portals).json
    assert scraped.pop("fetched_at")
    assert shown.pop("fetched_at")
    assert scraped == shown
    assert scraped["portal"] == "uji"


def test_many_urls_come_from_standard_input_a_line_each(site, portals):
    urls = [site.url(f"/berita/{n}/warga-kampung-{n}") for n in (1, 2, 3)]
    result = kliping("scrape", "-", "--json", portals=portals, stdin="\n".join([*urls, "", urls[0]]).encode())
    assert result.code == ExitCode.OK
    assert sorted(json.loads(line)["url"] for line in result.out.splitlines()) == urls


def test_the_good_ones_are_printed_and_the_bad_ones_told(site, portals, tmp_path):
    good, bad = site.url("/berita/2/warga-kampung-2"), site.url("/berita/404/x")
    result = kliping("scrape", bad, good, tmp_path / "tiada.html", portals=portals)
    assert result.code == ExitCode.PARTIAL
    assert result.out.startswith("Warga Kampung 2")
    assert result.err.splitlines() == [
        f"kliping: {tmp_path}/tiada.html: cannot be read: No such file or directory",
        f"kliping: {bad}: there is no such page (HTTP 404)",
    ]


FAILURES = {
    "/berita/404/x": "there is no such page (HTTP 404)",
    "/berita/4/x": "the site keeps programs out (a bot wall)",
    "/berita/8/x": "the server answered HTTP 500",
    "/berita/9/x": "the server did not answer in time",
    "/berita/7/x": "the answer ended too early",
    "/rahasia/berita/1/x": "robots.txt does not allow it",
    "/berita/5/x": "it is not a web page",
    "/berita/10/x": "it is not a web page",
    "/berita/6/x": "no article text found on the page",
    "/tag/panen": "it is a list of articles, not an article",
    "/pindah": "",
}


@pytest.mark.parametrize(
    ("rules", "moved"),
    [("uji", "redirected to {}"), ("generic", "it is a list of articles, not an article")],
)
def test_each_failure_of_a_page_is_one_clear_line(site, portals, rules, moved):
    result = kliping("scrape", *map(site.url, FAILURES), "--timeout", 0.5, "--portal", rules, portals=portals)
    expected = {**FAILURES, "/pindah": moved.format(site.url("/tag/panen"))}
    assert sorted(result.err.splitlines()) == sorted(f"kliping: {site.url(p)}: {why}" for p, why in expected.items())
    assert (result.code != 0, result.out) == (True, "")


@pytest.mark.parametrize(("path", "code"), [("/berita/404/x", ExitCode.FAILED), ("/tag/panen", ExitCode.NO_ARTICLE)])
def test_exit_code_tells_no_page_from_no_article(site, portals, path, code):
    assert kliping("scrape", site.url(path), portals=portals).code == code


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("http://tidak-ada.invalid/berita/1/x", "there is no such host"),
        ("http://127.0.0.1:9/berita/1/x", "the connection was refused"),
        ("bukan alamat", "neither a file nor a URL"),
        ("ftp://127.0.0.1/x", "neither a file nor a URL"),
        ("https://", "neither a file nor a URL"),
        ("tiada.html", "cannot be read"),
        (".", "cannot be read"),
    ],
)
def test_what_cannot_be_reached_or_read_is_one_clear_line(given, said):
    result = kliping("scrape", given)
    assert result.code in (ExitCode.FAILED, ExitCode.USAGE)
    assert (result.out, len(result.err.splitlines())) == ("", 1)
    assert said in result.err


def test_a_wrong_charset_label_is_seen_through(site, portals):
    result = kliping("scrape", site.url("/berita/11/x"), "--json", portals=portals)
    assert result.json["title"] == "Café di Ujung Désa"


def test_portal_generic_turns_the_rules_off(site, portals):
    article = kliping(
        "scrape", site.url("/berita/1/warga-kampung-1"), "--json", "--portal", "generic", portals=portals
    ).json
    assert (article["portal"], article["article_id"]) == ("127.0.0.1", None)
    assert article["title"] == "Warga Kampung 1 Panen Jagung"


def test_save_stores_pages_and_files(site, portals, tmp_path):
    page = tmp_path / "simpan.html"
    page.write_text(article_page("Dari Berkas", story(77)))
    address = site.url("/berita/77/dari-berkas")
    assert kliping("scrape", page, "--url", address, "--save", "--db", tmp_path / "a.db", portals=portals).code == 0
    kliping("scrape", site.url("/berita/1/warga-kampung-1"), "--save", "--db", tmp_path / "a.db", portals=portals)
    with sqlite3.connect(tmp_path / "a.db") as connection:
        assert connection.execute("SELECT article_id, portal FROM articles ORDER BY id").fetchall() == [
            ("77", "uji"),
            ("1", "uji"),
        ]


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_saved_page_with_its_address(tmp_path, pack):
    page = tmp_path / "halaman.html.gz"
    page.write_bytes(pack(article_page("Dari Berkas", story(5)).encode()))
    os.utime(page, (1772600400, 1772600400))
    article = kliping("scrape", page, "--url", "https://contoh.example/5", "--json").json
    assert (article["title"], article["url"]) == ("Dari Berkas", "https://contoh.example/5")
    assert article["text"].split("\n\n") == story(5)
    assert article["fetched_at"] == "2026-03-04T05:00:00+00:00"


@pytest.mark.parametrize(
    "extra",
    [
        '<link rel="canonical" href="https://contoh.example/5">',
        '<meta property="og:url" content="https://contoh.example/5">',
    ],
)
def test_a_saved_page_that_says_its_address(tmp_path, extra):
    page = tmp_path / "halaman.html"
    page.write_text(article_page("Dari Berkas", story(5), extra=extra))
    assert kliping("scrape", page, "--json").json["url"] == "https://contoh.example/5"


@pytest.mark.parametrize(
    ("body", "args", "said", "code"),
    [
        (article_page("A", story(1)).encode(), (), "give its address with --url", ExitCode.USAGE),
        (truncated_gzip("<p>x</p>"), ("--url", "https://contoh.example/5"), "ends too early", ExitCode.FAILED),
        (b"", ("--url", "https://contoh.example/5"), "no article text", ExitCode.NO_ARTICLE),
        (b"\x89PNG\r\n" + bytes(99), ("--url", "https://contoh.example/5"), "not a web page", ExitCode.NO_ARTICLE),
        (LISTING.encode(), ("--url", "https://contoh.example/"), "a list of articles", ExitCode.NO_ARTICLE),
        (b"<p>x", ("--url", "contoh"), "is no web address", ExitCode.USAGE),
        (b"<p>x", ("--portal", "ujii"), "unknown portal", ExitCode.USAGE),
    ],
)
def test_a_saved_page_that_is_no_use_is_one_clear_line(tmp_path, body, args, said, code):
    page = tmp_path / "halaman.html"
    page.write_bytes(body)
    result = kliping("scrape", page, *args)
    assert (result.code, result.out, len(result.err.splitlines())) == (code, "", 1)
    assert said in result.err


def test_a_page_on_standard_input(tmp_path):
    page = article_page("Dari Pipa", story(6)).encode()
    result = kliping("scrape", "-", "--url", "https://contoh.example/6", "--json", stdin=page)
    assert result.json["title"] == "Dari Pipa"


def test_escape_codes_of_a_page_do_not_reach_the_terminal(site, portals):
    site.routes["/berita/12/x"] = Answer(article_page("Judul \x1b[31mMerah\x1b]0;x\x07", story(12)).encode())
    assert "\x1b" not in kliping("scrape", site.url("/berita/12/x"), portals=portals).out
