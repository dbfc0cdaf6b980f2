"""Adaptive polling, visits to stored articles, and URLs that an earlier run left."""

from __future__ import annotations

import sqlite3
import subprocess
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from news_site import (
    COMMAND,
    Answer,
    Site,
    article_page,
    environment,
    kliping,
    rows,
    sitemap,
    story,
    until,
    write_portal,
)

from crawler.errors import ExitCode
from crawler.moments import parse_span
from crawler.polling import LADDER, Pace, next_visit
from crawler.spiders.news import MOST_UNDER_WAY

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)


@pytest.mark.parametrize(("age", "due"), [(0, 1), (0.5, 1), (1, 6), (5.9, 6), (30, 72), (167, 168)])
def test_an_article_is_due_at_the_next_age(age: float, due: int):
    assert next_visit(NOW - age * HOUR, NOW) == NOW - age * HOUR + due * HOUR


@pytest.mark.parametrize("published", [None, NOW - 8 * DAY, NOW - 3000 * DAY])
def test_an_old_article_and_one_without_a_time_are_not_visited(published: datetime | None):
    assert next_visit(published, NOW) is None


def test_a_source_that_brings_nothing_is_asked_less_often_and_a_busy_one_more_within_bounds():
    pace = Pace(shortest=timedelta(minutes=5), longest=6 * HOUR)
    interval, quiet = pace.next_interval(None, 0), []
    for _ in range(20):
        quiet.append(interval)
        interval = pace.next_interval(interval, 0)
    assert quiet == sorted(quiet) and quiet[0] == pace.shortest and quiet[-1] == pace.longest
    for _ in range(20):
        interval = pace.next_interval(interval, 3)
    assert interval == pace.shortest


@pytest.mark.parametrize("text", ["", "0h", "h", "5", "-1h", "1y", "1.5h"])
def test_no_span(text: str):
    with pytest.raises(ValueError, match="is no span of time"):
        parse_span(text)


def test_the_ladder_is_what_the_option_says():
    assert tuple(map(parse_span, "1h,6h,1d,3d,7d".split(","))) == LADDER


def change(db: Path, sql: str) -> None:
    with closing(sqlite3.connect(db)) as connection:
        assert connection.execute(sql).rowcount
        connection.commit()


def test_adaptive_leaves_a_quiet_feed_alone_until_it_is_due(site: Site, tmp_path: Path):
    portals, db = write_portal(tmp_path / "portals", site, feeds='(BASE + "/rss",)'), tmp_path / "news.db"
    site.add_feed("/rss", [(site.add_article(1), None)])
    for _ in range(3):
        assert kliping("crawl", "uji", "--adaptive", "--db", db, portals=portals).code == 0
    assert site.paths().count("/rss") == 1
    for _ in range(2):
        change(db, "UPDATE polls SET next_ask = '2020-01-01T00:00:00Z'")
        result = kliping("crawl", "uji", "--adaptive=5m-1h", "--json", "--db", db, portals=portals)
    assert site.paths().count("/rss") == 3
    assert result.json["portals"]["uji"]["resting"] == 0
    assert rows(db, "SELECT times_asked, times_empty, interval_seconds FROM polls") == [(3, 2, 675)]
    assert kliping("crawl", "uji", "--db", db, portals=portals).code == 0
    assert site.paths().count("/rss") == 4


def visited_site(site: Site, folder: Path) -> tuple[Path, Path, str]:
    """A stored article of two hours ago whose visit is due: portals, database and path of the article."""
    published = datetime.now(UTC) - 2 * HOUR
    portals, db = write_portal(folder / "portals", site, feeds='(BASE + "/rss",)'), folder / "news.db"
    url = site.add_article(1, published)
    path = url.removeprefix(site.url(""))
    site.routes[path].headers["ETag"] = '"a"'  # type: ignore[union-attr]
    site.add_feed("/rss", [(url, published)])
    assert kliping("crawl", "uji", "--revisit", "--db", db, portals=portals).code == 0
    (due,) = rows(db, "SELECT next_try FROM urls")[0]
    assert datetime.fromisoformat(due) == published.replace(microsecond=0) + 6 * HOUR
    change(db, "UPDATE urls SET next_try = '2020-01-01T00:00:00Z'")
    return portals, db, path


def test_an_unmodified_page_costs_a_small_answer_and_is_due_at_the_next_age(site: Site, tmp_path: Path):
    portals, db, path = visited_site(site, tmp_path)
    counts = kliping("crawl", "uji", "--revisit", "--json", "--db", db, portals=portals).json["portals"]["uji"]
    assert (counts["visits"], counts["unmodified"], counts["state"]) == (1, 1, "ok")
    assert site.unchanged == [path]
    assert rows(db, "SELECT next_try > '2026', status FROM urls") == [(1, "ok")]


def test_an_edited_page_becomes_a_version(site: Site, tmp_path: Path):
    portals, db, path = visited_site(site, tmp_path)
    moved = '<link rel="canonical" href="/berita/1/judul-lain">'
    site.add(path, article_page("Judul yang Diganti", story(1), datetime.now(UTC) - 2 * HOUR, moved))
    counts = kliping("crawl", "uji", "--revisit", "--json", "--db", db, portals=portals).json["portals"]["uji"]
    assert (counts["visits"], counts["changed"]) == (1, 1)
    assert rows(db, "SELECT title, revision FROM articles") == [("Judul yang Diganti", 2)]


def test_a_page_that_is_gone_is_marked_and_kept_and_may_come_back(site: Site, tmp_path: Path):
    portals, db, path = visited_site(site, tmp_path)
    page = site.routes[path]
    site.routes[path] = Answer(status=410)
    counts = kliping("crawl", "uji", "--revisit", "--json", "--db", db, portals=portals).json["portals"]["uji"]
    assert (counts["gone"], counts["state"]) == (1, "ok")
    assert rows(db, "SELECT gone_utc IS NOT NULL, length(text) > 100 FROM articles") == [(1, 1)]
    site.routes[path] = page
    change(db, "UPDATE urls SET next_try = '2020-01-01T00:00:00Z'")
    kliping("crawl", "uji", "--revisit", "--db", db, portals=portals)
    assert rows(db, "SELECT gone_utc FROM articles") == [(None,)]


def test_a_visit_that_fails_leaves_the_article_and_is_tried_at_the_next_age(site: Site, tmp_path: Path):
    portals, db, path = visited_site(site, tmp_path)
    site.routes[path] = Answer(status=500)
    assert kliping("crawl", "uji", "--revisit", "--db", db, portals=portals).code in (ExitCode.FAILED, 0)
    assert rows(db, "SELECT status, next_try > '2026', gone_utc FROM urls JOIN articles USING (url)") == [
        ("ok", 1, None)
    ]


def test_without_revisit_nothing_is_visited(site: Site, tmp_path: Path):
    portals, db, path = visited_site(site, tmp_path)
    kliping("crawl", "uji", "--db", db, portals=portals)
    assert site.paths().count(path) == 1


def test_what_failed_is_taken_up_when_it_is_due_though_no_source_names_it_any_more(site: Site, tmp_path: Path):
    portals, db = write_portal(tmp_path / "portals", site, feeds='(BASE + "/rss",)'), tmp_path / "news.db"
    good, bad = site.add_article(1), site.add_article(2)
    healthy = site.routes[bad.removeprefix(site.url(""))]
    site.routes[bad.removeprefix(site.url(""))] = Answer(status=500)
    site.add_feed("/rss", [(good, None), (bad, None)])
    kliping("crawl", "uji", "--db", db, portals=portals)
    site.routes[bad.removeprefix(site.url(""))] = healthy
    site.add_feed("/rss", [(good, None)])
    kliping("crawl", "uji", "--db", db, portals=portals)
    assert len(rows(db, "SELECT 1 FROM articles")) == 1
    change(db, "UPDATE urls SET next_try = '2020-01-01T00:00:00Z' WHERE status = 'failed'")
    assert kliping("crawl", "uji", "--db", db, portals=portals).code == 0
    assert len(rows(db, "SELECT 1 FROM articles")) == 2
    assert rows(db, "SELECT DISTINCT way, found_in FROM urls") == [("feed", site.url("/rss"))]


@pytest.mark.parametrize("option", ["--adaptive=1h", "--adaptive=6h-5m", "--revisit=soon", "--adaptive=a-b"])
def test_bad_spans(tmp_path: Path, option: str):
    result = kliping("crawl", "detik", option, "--db", tmp_path / "news.db")
    assert result.code == ExitCode.USAGE
    assert "Traceback" not in result.err


def test_a_feed_is_left_alone_only_when_a_kill_loses_none_of_its_links(site: Site, tmp_path: Path):
    portals, db = write_portal(tmp_path / "portals", site, feeds='(BASE + "/rss",)'), tmp_path / "news.db"
    articles = MOST_UNDER_WAY + 120
    site.add_feed("/rss", [(site.add_article(number, wait=0.03), None) for number in range(articles)])
    crawl = subprocess.Popen(
        [*COMMAND, "crawl", "uji", "--adaptive", "--db", str(db)], env=environment(portals), stderr=subprocess.DEVNULL
    )
    until(lambda: db.exists() and site.asked and rows(db, "SELECT 1 FROM urls LIMIT 1"))
    crawl.kill()
    crawl.wait()
    assert 0 < rows(db, "SELECT count(*) FROM urls")[0][0] < articles
    assert kliping("crawl", "uji", "--adaptive", "--db", db, portals=portals).code == 0
    assert rows(db, "SELECT count(*), count(DISTINCT url) FROM articles") == [(articles, articles)]
    assert rows(db, "SELECT times_asked FROM polls") == [(1,)]


def test_a_date_beyond_all_time_costs_no_link_of_the_feed(site: Site, tmp_path: Path):
    portals, db = write_portal(tmp_path / "portals", site, feeds='(BASE + "/rss",)'), tmp_path / "news.db"
    never = datetime(9999, 12, 31, 23, 59, tzinfo=UTC)
    site.add_feed("/rss", [(site.add_article(1), None), (site.add_article(2), never), (site.add_article(3), None)])
    assert kliping("crawl", "uji", "--since", "2026-03-01", "--db", db, portals=portals).code == 0
    assert rows(db, "SELECT count(*) FROM articles") == [(3,)]


def test_visits_do_not_count_towards_the_limit(site: Site, tmp_path: Path):
    portals, db = write_portal(tmp_path / "portals", site, feeds='(BASE + "/rss",)'), tmp_path / "news.db"
    site.add_feed("/rss", [(site.add_article(number), None) for number in range(12)])
    for stored in (5, 8, 11):
        kliping("crawl", "uji", "--revisit", "--limit", 5 if stored == 5 else 3, "--db", db, portals=portals)
        assert rows(db, "SELECT count(*) FROM articles") == [(stored,)]
        change(db, "UPDATE urls SET next_try = '2020-01-01T00:00:00Z' WHERE status = 'ok'")


def test_adaptive_leaves_a_sitemap_alone_that_only_robots_names(site: Site, tmp_path: Path):
    db = tmp_path / "news.db"
    site.add("/robots.txt", f"User-agent: *\nSitemap: {site.url('/peta.xml')}\n")
    site.add("/peta.xml", sitemap([(site.add_article(1), datetime.now(UTC))]), content_type="text/xml")
    portals = write_portal(tmp_path / "portals", site, indexes='(Index(url=BASE + "/indeks", links="a"),)')
    site.add("/indeks", "<html><body><p>kosong</p></body></html>")
    for _ in range(3):
        kliping("crawl", "uji", "--adaptive", "--db", db, portals=portals)
    assert site.paths().count("/peta.xml") == 1


def test_a_crawl_that_reaches_further_back_asks_sources_that_rest(site: Site, tmp_path: Path):
    portals, db = write_portal(tmp_path / "portals", site, sitemaps='(BASE + "/peta.xml",)'), tmp_path / "news.db"
    now = datetime.now(UTC)
    recent, older = site.add_article(1, now - HOUR), site.add_article(2, now - 5 * DAY)
    site.add("/peta.xml", sitemap([(recent, now - HOUR), (older, now - 5 * DAY)]), content_type="text/xml")
    assert kliping("crawl", "uji", "--adaptive", "--since", "2d", "--db", db, portals=portals).code == 0
    assert rows(db, "SELECT count(*) FROM articles") == [(1,)]
    assert kliping("crawl", "uji", "--adaptive", "--since", "7d", "--db", db, portals=portals).code == 0
    assert rows(db, "SELECT count(*) FROM articles") == [(2,)]
    for _ in range(2):
        assert kliping("crawl", "uji", "--adaptive", "--since", "2d", "--db", db, portals=portals).code == 0
    assert site.paths().count("/peta.xml") == 2


def test_what_robots_forbids_is_not_taken_up_by_every_later_run(site: Site, tmp_path: Path):
    portals, db = write_portal(tmp_path / "portals", site, feeds='(BASE + "/rss",)'), tmp_path / "news.db"
    site.add("/robots.txt", "User-agent: *\nDisallow: /berita/1\n")
    refused = []
    for number in (1, 2, 3):
        site.add_feed("/rss", [(site.add_article(each), None) for each in (10 + number, 20 + number)])
        result = kliping("crawl", "uji", "--json", "--db", db, portals=portals)
        refused.append(result.json["portals"]["uji"]["robots"])
    assert refused == [1, 1, 1]
