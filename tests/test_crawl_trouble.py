"""A crawl of a site on which much goes wrong: what is stored, remembered and counted."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from news_site import (
    Answer,
    Result,
    Site,
    article_page,
    kliping,
    noted,
    rows,
    serving,
    stored,
    story,
    truncated_gzip,
    write_portal,
)

from crawler.errors import ExitCode


@pytest.fixture(scope="module")
def trouble(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, Path, Path, Result]]:
    """One crawl of a site on which much goes wrong: the site, its portals' folder, the database, and the result."""
    folder = tmp_path_factory.mktemp("trouble")
    with serving() as site:
        good = site.add_article(1)
        site.add("/robots.txt", "User-agent: *\nDisallow: /berita/2/\n")
        refused = site.add_article(2)
        for number, how in {
            4: {"body": b"", "status": 403},
            5: {"body": b"\x89PNG\r\n\x1a\n" + bytes(500), "content_type": "image/png"},
            6: {"body": b"<html><head><title>Kosong</title></head><body></body></html>"},
            7: {"body": truncated_gzip("<p>x</p>"), "headers": {"Content-Encoding": "gzip"}},
            8: {"body": b"", "status": 302, "headers": {"Location": "/"}},
            9: {"body": b"", "status": 301, "headers": {"Location": "/berita/1/warga-kampung-1"}},
            10: {"body": b"", "status": 302, "headers": {"Location": "/berita/10/x"}},
        }.items():
            site.routes[f"/berita/{number}/x"] = Answer(**how)
        site.add("/", article_page("Beranda", story(0)))
        site.add_article(11)
        healthy, tries = site.routes["/berita/11/warga-kampung-11"], itertools.count(1)
        site.routes["/berita/11/warga-kampung-11"] = lambda: healthy if next(tries) > 2 else Answer(status=503)
        parts = [story(number) for number in (121, 122, 123)]
        for part, paragraphs in enumerate(parts, 1):
            more = f'<a class="lanjut" href="/berita/12/cerita/{part + 1}">Lanjut</a>' if part < 3 else ""
            page = article_page("Cerita Bersambung", paragraphs).replace("</body>", f"{more}</body>")
            site.add("/berita/12/cerita" + (f"/{part}" if part > 1 else ""), page)
        more = '<a class="lanjut" href="/berita/13/putus/2">Lanjut</a></body>'
        site.add("/berita/13/putus", article_page("Cerita Terputus", story(13)).replace("</body>", more))
        links = [good, refused, site.url("/berita/3/x"), *(site.url(f"/berita/{n}/x") for n in range(4, 11))]
        links += [site.url("/berita/11/warga-kampung-11"), site.url("/berita/12/cerita"), site.url("/berita/13/putus")]
        links += [f"{good}?utm_source=rss#atas", site.url("/tag/panen"), "https://lain.example/berita/99/x"]
        site.add_feed("/rss", [(link, None) for link in links])
        portals = write_portal(folder / "portals", site, feeds='(BASE + "/rss", BASE + "/rss-lama")')
        db = folder / "news.db"
        yield site, portals, db, kliping("crawl", "uji", "--db", db, "--json", portals=portals)


def test_good_articles_are_stored_each_once(trouble):
    _, _, db, _ = trouble
    assert stored(db) == {"warga-kampung-1", "warga-kampung-11", "cerita", "putus"}


def test_what_went_wrong_is_remembered_with_its_reason(trouble):
    _, _, db, _ = trouble
    remembered = noted(db)
    assert remembered.pop("8")[1].startswith("redirected to http://127.0.0.1")
    assert remembered == {
        "2": ("rejected", "robots"),
        "3": ("rejected", "404"),
        "4": ("failed", "bot wall"),
        "5": ("rejected", "not html"),
        "6": ("rejected", "empty"),
        "7": ("failed", "truncated"),
        "10": ("failed", "redirects"),
    }


def test_counts_are_told(trouble):
    _, _, _, result = trouble
    counts = result.json["portals"]["uji"]
    assert {k: counts[k] for k in ("found", "known", "asked", "new", "rejected", "robots", "failed", "sources")} == {
        "found": 13, "known": 0, "asked": 13, "new": 4, "rejected": 3, "robots": 1, "failed": 4, "sources": 1,
    }  # fmt: skip
    assert counts["reasons"]["robots"] == 1
    assert counts["reasons"]["404"] == 2
    assert result.code == ExitCode.OK
    assert "13 found: 4 new" in result.err


def test_what_robots_forbids_is_never_asked_for(trouble):
    site, *_ = trouble
    assert "/berita/2/warga-kampung-2" not in site.paths()
    assert site.paths().count("/robots.txt") == 1
    assert len(site.agents) == 1
    assert next(iter(site.agents)).startswith("Kliping/")


def test_503_is_tried_again(trouble):
    site, *_ = trouble
    assert site.paths().count("/berita/11/warga-kampung-11") == 3


def test_parts_are_joined(trouble):
    _, _, db, _ = trouble
    [(text, pages, complete)] = rows(db, "SELECT text, page_count, complete FROM articles WHERE article_id = '12'")
    assert text.split("\n\n") == [*story(121), *story(122), *story(123)]
    assert (pages, complete) == (3, 1)


def test_a_part_that_is_missing_leaves_the_article_incomplete(trouble):
    _, _, db, _ = trouble
    assert rows(db, "SELECT page_count, complete FROM articles WHERE article_id = '13'") == [(1, 0)]


def test_second_run_fetches_nothing_again(trouble):
    site, portals, db, _ = trouble
    site.asked.clear()
    again = kliping("crawl", "uji", "--db", db, portals=portals)
    assert [p for p in site.paths() if p.startswith("/berita")] == []
    assert again.code == ExitCode.OK
    assert rows(db, "SELECT count(*) FROM articles") == [(4,)]
