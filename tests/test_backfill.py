"""A site with every kind of source, backfilled by date range, interrupted and completed."""

from __future__ import annotations

import gzip
import signal
import sqlite3
import subprocess
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from news_site import COMMAND, NOON, Answer, Site, environment, kliping, listing, rows, sitemap, until, write_portal

from crawler.errors import ExitCode

DAY = timedelta(days=1)
DAYS = 30
INDEX = 'Index(url=BASE + "/indeks/{date:%Y-%m-%d}?page={page}", links="li > a")'
SEARCH = '(Index(url=BASE + "/cari?q={query}&page={page}", links="li > a"),)'
SOURCES = {
    "feeds": '(BASE + "/rss",)',
    "sitemaps": '(BASE + "/sitemap.xml", BASE + "/sitemap-news.xml")',
    "indexes": f'(Index(url=BASE + "/kanal?page={{page}}", links="li > a"), {INDEX})',
    "search": SEARCH,
}
RANGE = ("--since", "2026-02-10", "--until", "2026-02-19")
IN_RANGE = {number for n in range(13, 23) for number in (n, n + 100)}
"""Article N is of N days before 4 March, N + 100 of the same day."""


def add_archive(site: Site, wait: float = 0.0) -> dict[int, str]:
    """Thirty days with two articles each, in every kind of source, with strays; the URL of each by number."""
    when = {number: NOON - n * DAY for n in range(DAYS) for number in (n, n + 100)}
    urls = {number: site.add_article(number, day, wait=wait) for number, day in when.items()}
    # stands on every page, without a date
    stray = site.add_article(200, NOON - 60 * DAY)
    for n in range(DAYS):
        for page, number in enumerate((n, n + 100), 1):
            site.add(f"/indeks/{when[n]:%Y-%m-%d}?page={page}", listing([urls[number], stray]))
    site.add_feed("/rss", [(urls[n], when[n]) for n in (29, 0, 1, 15)])
    months = {"2026-02": range(4, DAYS), "2026-03": range(4)}
    for month, days in months.items():
        body = sitemap([(urls[number], when[number]) for n in days for number in (n, n + 100)])
        site.add(f"/peta-{month}.xml.gz", gzip.compress(body.encode()), content_type="application/x-gzip")
    below = [(site.url(f"/peta-{month}.xml.gz"), when[days[0]]) for month, days in months.items()]
    site.add("/sitemap.xml", sitemap(below, "sitemapindex", "sitemap"))
    site.add("/sitemap-news.xml", sitemap([(urls[0], when[0])]))
    for page in range(1, 4):
        site.add(f"/kanal?page={page}", listing([urls[n] for n in range(page * 5 - 5, page * 5)]))
    return urls


def stored(db: Path) -> set[int]:
    return {int(number) for (number,) in rows(db, "SELECT article_id FROM articles")}


def fetched(site: Site) -> list[int]:
    """The numbers of the articles that were asked for."""
    return [int(path.split("/")[-2]) for path in site.paths() if "/berita/" in path]


def test_a_range_is_backfilled_exactly_and_then_known(site, tmp_path):
    add_archive(site)
    portals, db = write_portal(tmp_path / "p", site, **SOURCES), tmp_path / "a.db"
    assert kliping("crawl", "uji", *RANGE, "--db", db, portals=portals).code == ExitCode.OK
    assert stored(db) == IN_RANGE
    assert len(fetched(site)) == len(set(fetched(site)))
    # read only because nothing but the page itself says when they are of
    assert set(fetched(site)) - IN_RANGE <= {200, *range(15), *range(104, 113), 23, 123}
    assert "/peta-2026-03.xml.gz" not in site.paths()
    assert sorted(day for _, day in rows(db, "SELECT source, day FROM walks")) == [
        f"2026-02-{day}" for day in range(10, 20)
    ]
    site.asked.clear()
    again = kliping("crawl", "uji", *RANGE, "--db", db, portals=portals)
    assert again.code == ExitCode.OK
    assert not fetched(site)
    assert not any(path.startswith("/indeks") for path in site.paths())
    site.asked.clear()
    kliping("crawl", "uji", *RANGE, "--again", "--db", db, portals=portals)
    assert sum(path.startswith("/indeks") for path in site.paths()) == 3 * 10
    assert not fetched(site)


@pytest.mark.parametrize("stop", [signal.SIGKILL, signal.SIGINT])
def test_stopped_in_the_middle_it_goes_on_at_the_day_where_it_was(site, tmp_path, stop):
    add_archive(site, wait=0.09)
    portals, db = write_portal(tmp_path / "p", site, indexes=f"({INDEX},)"), tmp_path / "a.db"
    args = [*COMMAND, "crawl", "uji", "--since", "2026-02-03", "--until", "2026-03-04", "--db", str(db)]
    first = subprocess.Popen(args, env=environment(portals), stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    until(lambda: "/indeks/2026-02-12?page=2" in site.paths())
    first.send_signal(stop)
    first.wait(20)
    before, done = stored(db), {day for _, day in rows(db, "SELECT source, day FROM walks")}
    assert 0 < len(before) < 2 * DAYS
    assert 0 < len(done) < 22
    site.asked.clear()
    assert subprocess.run(args, check=False, env=environment(portals), capture_output=True).returncode == ExitCode.OK
    assert stored(db) == {number for n in range(DAYS) for number in (n, n + 100)}
    assert before.isdisjoint(fetched(site))
    assert done.isdisjoint(path.split("/")[2].partition("?")[0] for path in site.paths() if "/indeks" in path)


def test_a_day_with_an_article_that_failed_is_walked_again(site, tmp_path):
    urls = add_archive(site)
    good = site.routes[urls[14].removeprefix(site.url(""))]
    site.routes[urls[14].removeprefix(site.url(""))] = Answer(status=403)
    portals, db = write_portal(tmp_path / "p", site, indexes=f"({INDEX},)"), tmp_path / "a.db"
    kliping("crawl", "uji", *RANGE, "--db", db, portals=portals)
    site.asked.clear()
    site.routes[urls[14].removeprefix(site.url(""))] = good
    with sqlite3.connect(db) as connection:
        connection.execute("UPDATE urls SET next_try = '2026-01-01T00:00:00Z' WHERE status = 'failed'")
    kliping("crawl", "uji", *RANGE, "--db", db, portals=portals)
    assert {path for path in site.paths() if "/indeks" in path} == {
        f"/indeks/2026-02-18?page={page}" for page in (1, 2, 3)
    }
    assert stored(db) == IN_RANGE


def test_an_article_that_robots_txt_refuses_keeps_no_day_open(site, tmp_path):
    add_archive(site)
    site.add("/robots.txt", "User-agent: *\nDisallow: /berita/14/\nDisallow: /berita/115/\n")
    portals, db = write_portal(tmp_path / "p", site, indexes=f"({INDEX},)"), tmp_path / "a.db"
    kliping("crawl", "uji", *RANGE, "--db", db, portals=portals)
    assert stored(db) == IN_RANGE - {14, 115}
    assert len(rows(db, "SELECT day FROM walks")) == 10


def test_a_day_that_is_only_half_in_range_or_of_yesterday_is_not_done(site, tmp_path):
    today = datetime.now(NOON.tzinfo).replace(hour=0, minute=0, second=1, microsecond=0)
    for n in range(6):
        day = today - n * DAY
        site.add(f"/indeks/{day:%Y-%m-%d}?page=1", listing([site.add_article(n, day)]))
    portals, db = write_portal(tmp_path / "p", site, indexes=f"({INDEX},)"), tmp_path / "a.db"
    since = f"{today - 5 * DAY:%Y-%m-%dT00:00:01}"
    kliping("crawl", "uji", "--since", since, "--db", db, portals=portals)
    assert stored(db) == set(range(6))
    done = [day for (day,) in rows(db, "SELECT day FROM walks ORDER BY day")]
    assert done == [f"{today - n * DAY:%Y-%m-%d}" for n in (4, 3)]


def test_a_child_sitemap_that_is_wholly_in_range_is_done_until_it_changes(site, tmp_path):
    url = site.add_article(1, NOON).replace("/berita", "/2026/03/04/berita")
    site.routes[url.removeprefix(site.url(""))] = site.routes["/berita/1/warga-kampung-1"]

    def publish(changed: datetime) -> None:
        site.add("/sitemap.xml", sitemap([(site.url("/anak.xml"), changed)], "sitemapindex", "sitemap"))
        site.add("/anak.xml", sitemap([(url, NOON)]))

    publish(NOON)
    portals, db = write_portal(tmp_path / "p", site, sitemaps='(BASE + "/sitemap.xml",)'), tmp_path / "a.db"
    args = ("crawl", "uji", "--since", "2026-03-01", "--db", db)
    for changed, asked in ((NOON, 1), (NOON, 1), (NOON + DAY, 2)):
        publish(changed)
        kliping(*args, portals=portals)
        assert site.paths().count("/anak.xml") == asked
    assert fetched(site) == [1]


def test_dates_in_addresses_spare_fetching(site, tmp_path):
    links = []
    for number, day in enumerate((5, 9, 10, 11, 19, 20, 21, 25)):
        path = f"/2026/02/{day:02}/berita/{number}/panen"
        site.add_article(number, datetime(2026, 2, day, 12, tzinfo=NOON.tzinfo))
        site.routes[path] = site.routes[f"/berita/{number}/warga-kampung-{number}"]
        links.append((site.url(path), None))
    site.add_feed("/rss", links)
    portals, db = write_portal(tmp_path / "p", site, feeds='(BASE + "/rss",)'), tmp_path / "a.db"
    kliping("crawl", "uji", *RANGE, "--db", db, portals=portals)
    assert stored(db) == {2, 3, 4}
    # a day of slack on both sides
    assert set(fetched(site)) == {1, 2, 3, 4, 5}


@pytest.mark.parametrize("validator", [{"ETag": '"satu"'}, {"Last-Modified": "Wed, 04 Mar 2026 05:00:00 GMT"}])
def test_nothing_new_costs_one_small_answer_and_an_older_range_still_sees_its_links(site, tmp_path, validator):
    links = [(site.add_article(1, NOON), NOON), (site.add_article(2, NOON - 9 * DAY), NOON - 9 * DAY)]
    site.add_feed("/rss", links, **validator)
    portals, db = write_portal(tmp_path / "p", site, feeds='(BASE + "/rss",)'), tmp_path / "a.db"
    crawl = lambda since: kliping("crawl", "uji", "--since", since, "--db", db, "--json", portals=portals)  # noqa: E731
    crawl("2026-03-01")
    assert (stored(db), site.unchanged) == ({1}, [])
    again = crawl("2026-03-01")
    assert site.unchanged == ["/rss"]
    assert again.code == ExitCode.OK
    assert {k: again.json["portals"]["uji"][k] for k in ("sources", "found", "known")} == {
        "sources": 1, "found": 1, "known": 1,
    }  # fmt: skip
    crawl("2026-02-01")
    assert (stored(db), site.unchanged) == ({1, 2}, ["/rss", "/rss"])
    site.add_feed("/rss", [*links, (site.add_article(3, NOON), NOON)], ETag='"dua"')
    crawl("2026-03-01")
    assert stored(db) == {1, 2, 3}


def test_robots_txt_names_sitemaps_and_is_asked_for_once(site, tmp_path):
    site.add("/robots.txt", f"User-agent: *\nDisallow: /x\nSitemap: {site.url('/peta.xml')}\nSitemap: /peta.xml\n")
    site.add("/peta.xml", sitemap([(site.add_article(1, NOON), NOON)]))
    index = 'Index(url=BASE + "/kanal", links="li > a")'
    portals, db = write_portal(tmp_path / "p", site, indexes=f"({index},)"), tmp_path / "a.db"
    assert kliping("crawl", "uji", "--since", "2026-03-01", "--db", db, portals=portals).code == ExitCode.OK
    assert stored(db) == {1}
    assert sorted(site.paths()) == ["/berita/1/warga-kampung-1", "/kanal", "/peta.xml", "/robots.txt"]


def test_words_are_searched_for_on_the_portals_own_page(site, tmp_path):
    urls = add_archive(site)
    site.add("/cari?q=banjir+%26+jakarta&page=1", listing([urls[3], urls[20]]))
    site.add("/cari?q=banjir+%26+jakarta&page=2", listing([urls[5], urls[20]]))
    portals, db = write_portal(tmp_path / "p", site, **SOURCES), tmp_path / "a.db"
    assert kliping("crawl", "uji", "--query", "banjir & jakarta", "--db", db, portals=portals).code == ExitCode.OK
    assert stored(db) == {3, 5, 20}
    assert not {"/rss", "/sitemap.xml", "/kanal?page=1"} & set(site.paths())
    assert {way for (way,) in rows(db, "SELECT DISTINCT way FROM urls WHERE way IS NOT NULL")} <= {"search"}


def test_a_portal_without_search_page_is_told(site, tmp_path):
    portals, db = write_portal(tmp_path / "p", site, feeds='(BASE + "/rss",)'), tmp_path / "a.db"
    for command in (("crawl", "--db", db), ("discover",)):
        result = kliping(command[0], "uji", "--query", "banjir", *command[1:], portals=portals)
        assert (result.code, len(result.err.splitlines())) == (ExitCode.USAGE, 1)
        assert "uji: no search page is known; portals that have one: " in result.err
    assert not site.asked


def test_discover_prints_links_and_where_they_were_found_and_fetches_none(site, tmp_path):
    urls = add_archive(site)
    portals = write_portal(tmp_path / "p", site, **SOURCES)
    found = kliping("discover", "uji", *RANGE, portals=portals)
    assert found.code == ExitCode.OK
    assert f"2026-02-17 12:00  feed          {urls[15]}  {site.url('/rss')}" in found.out.splitlines()
    assert f"{'-':16}  index         {urls[13]}  {site.url('/indeks/2026-02-19?page=1')}" in found.out.splitlines()
    assert f"{len(found.out.splitlines())} links in range" in found.err
    assert not fetched(site)
    rows = [line.split('"url": "')[1].split('"')[0] for line in kliping(
        "discover", "uji", *RANGE, "--json", portals=portals
    ).out.splitlines()]  # fmt: skip
    assert len(rows) == len(set(rows))
    assert {urls[n] for n in IN_RANGE} <= set(rows)
    assert not (tmp_path / "output").exists()


def test_what_was_found_out_of_range_is_told(site, tmp_path):
    site.add_feed("/rss", [(site.add_article(1), NOON)])
    portals = write_portal(tmp_path / "p", site, feeds='(BASE + "/rss", BASE + "/rss-lama")')
    result = kliping("crawl", "uji", "--since", "2026-04-01", "--db", tmp_path / "a.db", portals=portals)
    assert result.code == ExitCode.OK
    assert "nothing in range: 1 links were outside it" in result.err
