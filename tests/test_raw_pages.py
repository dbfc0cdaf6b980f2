"""Crawling and scraping keep the pages themselves, and never lose an article over them."""

from __future__ import annotations

import sqlite3
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from news_site import COMMAND, NOON, Site, article_page, environment, kliping, story, until, write_portal

from crawler.article import RawPage
from crawler.database.pages import open_pages
from crawler.errors import ExitCode


def select(path: Path, sql: str) -> list[tuple]:
    with sqlite3.connect(path) as connection:
        return connection.execute(sql).fetchall()


def kept(path: Path, *urls: str) -> list[RawPage]:
    with open_pages(path, create=False, readonly=True) as store:
        return list(store.captures(urls))


def portal_with_feed(site: Site, folder: Path, *urls: str) -> Path:
    site.add_feed("/rss", [(url, NOON) for url in urls])
    return write_portal(folder, site, feeds='(BASE + "/rss",)')


def test_a_crawl_keeps_the_page_of_every_article_as_it_came(site, tmp_path):
    body = article_page("Café di Ujung Désa", story(1)).replace("utf-8", "iso-8859-1").encode("latin-1")
    kind = "text/html; charset=iso-8859-1"
    site.add("/berita/1/x", body, content_type=kind, headers={"ETag": '"a"', "Set-Cookie": "siapa=aku"})
    site.add("/berita/2/lama", "", status=302, headers={"Location": "/berita/2/baru"})
    site.add("/berita/2/baru", article_page("Pindah", story(2)))
    site.add("/berita/3/x", b"\x89PNG\r\n" + bytes(99), content_type="image/png")
    urls = [site.url(path) for path in ("/berita/1/x", "/berita/2/lama", "/berita/3/x")]
    portals = portal_with_feed(site, tmp_path / "p", *urls)
    began = datetime.now(UTC).replace(microsecond=0)
    assert kliping("crawl", "uji", "--db", tmp_path / "news.db", portals=portals).code == ExitCode.OK
    [page] = kept(tmp_path / "pages.db", site.url("/berita/1/x"))
    assert (page.body, page.status, page.content_type) == (body, 200, kind)
    assert began <= page.fetched_at <= datetime.now(UTC)
    headers = dict(page.headers)
    assert headers["ETag"] == '"a"'
    assert "Set-Cookie" not in headers
    [moved] = kept(tmp_path / "pages.db", site.url("/berita/2/baru"))
    assert (moved.url, moved.requested_url) == (site.url("/berita/2/baru"), site.url("/berita/2/lama"))
    assert select(tmp_path / "pages.db", "SELECT count(*) FROM pages") == [(2,)]


def test_every_part_is_kept_with_its_article(site, tmp_path):
    for number in (1, 2, 3):
        page = article_page("Cerita Panjang", story(number))
        path = "/berita/1/x" if number == 1 else f"/berita/1/x/{number}"
        more = f'<a class="lanjut" href="/berita/1/x/{number + 1}">Lanjut</a></body>'
        site.add(path, page.replace("</body>", more) if number < 3 else page)
    portals = portal_with_feed(site, tmp_path / "p", site.url("/berita/1/x"))
    kliping("crawl", "uji", "--db", tmp_path / "a.db", portals=portals)
    [(own,)] = select(tmp_path / "a.db", "SELECT url FROM articles")
    parts = select(tmp_path / "a-pages.db", "SELECT part, url, article_url FROM pages ORDER BY part")
    urls = [site.url(path) for path in ("/berita/1/x", "/berita/1/x/2", "/berita/1/x/3")]
    assert parts == [(part, url, own) for part, url in enumerate(urls, 1)]


def test_no_raw_leaves_them_out(site, tmp_path):
    url = site.add_article(1)
    portals = portal_with_feed(site, tmp_path / "p", url)
    saved = tmp_path / "simpan.html"
    saved.write_text(article_page("Dari Berkas", story(5)))
    kliping("crawl", "uji", "--no-raw", "--db", tmp_path / "a.db", portals=portals)
    kliping("scrape", saved, "--url", site.url("/berita/5/x"), "--save", "--no-raw", "--db", tmp_path / "a.db")
    assert select(tmp_path / "a.db", "SELECT count(*) FROM articles") == [(2,)]
    assert not (tmp_path / "a-pages.db").exists()


def test_scrape_save_keeps_pages_and_files(site, tmp_path):
    url, address = site.add_article(1), "https://contoh.example/5"
    saved = tmp_path / "simpan.html"
    saved.write_text(article_page("Dari Berkas", story(5), extra=f'<link rel="canonical" href="{address}">'))
    assert kliping("scrape", url, saved, "--save", "--db", tmp_path / "a.db").code == ExitCode.OK
    [page] = kept(tmp_path / "a-pages.db", url)
    assert page.body == site.routes["/berita/1/warga-kampung-1"].body
    [page] = kept(tmp_path / "a-pages.db", address)
    assert (page.body, page.fetched_at) == (saved.read_bytes(), datetime.fromtimestamp(int(saved.stat().st_mtime), UTC))


def refusing(path: Path) -> None:
    """A file of pages into which no page can be written."""
    open_pages(path, create=True).close()
    select(path, "CREATE TRIGGER penuh BEFORE INSERT ON pages BEGIN SELECT RAISE(ABORT, 'penuh'); END")


def damaged(path: Path) -> None:
    path.write_text("bukan basis data\n" * 999)


@pytest.mark.parametrize(("spoil", "said"), [(damaged, "is not a SQLite database"), (refusing, "penuh")])
def test_articles_are_stored_where_their_pages_cannot_be(site, tmp_path, spoil, said):
    url = site.add_article(1)
    portals = portal_with_feed(site, tmp_path / "p", url)
    spoil(tmp_path / "a-pages.db")
    crawled = kliping("crawl", "uji", "--db", tmp_path / "a.db", portals=portals)
    assert crawled.code == ExitCode.PARTIAL
    assert crawled.err.splitlines()[-1].startswith("kliping: raw pages not kept: 1; ")
    assert said in crawled.err
    assert select(tmp_path / "a.db", "SELECT count(*) FROM articles") == [(1,)]
    assert select(tmp_path / "a.db", "SELECT exit_code FROM runs") == [(ExitCode.PARTIAL,)]


def test_scraped_articles_are_stored_where_their_pages_cannot_be(site, tmp_path):
    url, saved = site.add_article(1), tmp_path / "simpan.html"
    saved.write_text(article_page("Dari Berkas", story(5)))
    damaged(tmp_path / "a-pages.db")
    for given in ((url,), (saved, "--url", "https://contoh.example/5")):
        result = kliping("scrape", *given, "--save", "--db", tmp_path / "a.db")
        assert (result.code, len(result.err.splitlines())) == (ExitCode.PARTIAL, 1)
        assert "raw pages not kept: 1; " in result.err
    assert select(tmp_path / "a.db", "SELECT title FROM articles") == [
        ("Warga Kampung 1 Panen Jagung",),
        ("Dari Berkas",),
    ]


def has_articles(db: Path) -> bool:
    try:
        return bool(select(db, "SELECT 1 FROM articles LIMIT 1"))
    except sqlite3.OperationalError:
        return False


def test_killed_in_the_middle_no_stored_article_is_without_its_page(site, tmp_path):
    site.add_feed("/rss", [(site.add_article(n, wait=0.02), NOON) for n in range(150)])
    portals = write_portal(tmp_path / "p", site, feeds='(BASE + "/rss",)')
    db = tmp_path / "a.db"
    command = [*COMMAND, "crawl", "uji", "--db", str(db)]
    crawl = subprocess.Popen(command, env=environment(portals), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    until(lambda: has_articles(db), 30)
    crawl.kill()
    crawl.wait()
    articles = {url for (url,) in select(db, "SELECT url FROM articles")}
    pages = {url for (url,) in select(tmp_path / "a-pages.db", "SELECT article_url FROM pages")}
    assert articles
    assert articles <= pages
