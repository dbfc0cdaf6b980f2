from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from crawler.discovery import Link
from crawler.discovery.robots import robots_sitemaps
from crawler.discovery.sources import robots_url, sources_of
from crawler.discovery.window import Window
from crawler.portal import Index, Portal

JAKARTA = ZoneInfo("Asia/Jakarta")
START = datetime(2026, 3, 4, tzinfo=JAKARTA)
DAY = timedelta(days=1)
LATER = START + 90 * DAY
DATED = Index(url="https://a.example/indeks/{date:%Y-%m-%d}", links="a")
CATEGORY = Index(url="https://a.example/kanal", links="a")
SEARCH = Index(url="https://a.example/cari?q={query}", links="a")
BASE = "https://a.example"
PORTAL = Portal(
    name="uji",
    title="Uji",
    domains=("a.example",),
    feeds=(f"{BASE}/rss",),
    sitemaps=(f"{BASE}/sitemap.xml", f"{BASE}/berita/sitemap_news.xml", f"{BASE}/news/sitemap.xml"),
    indexes=(CATEGORY, DATED),
    search=(SEARCH,),
)


def test_sources_come_best_first():
    assert [(source.way, source.url) for source in sources_of(PORTAL)] == [
        ("news sitemap", f"{BASE}/berita/sitemap_news.xml"),
        ("feed", f"{BASE}/rss"),
        ("index", DATED.url),
        ("sitemap", f"{BASE}/sitemap.xml"),
        ("sitemap", f"{BASE}/news/sitemap.xml"),
        ("category", CATEGORY.url),
    ]


def test_only_search_pages_answer_a_query():
    assert [(source.way, source.index) for source in sources_of(PORTAL, "banjir")] == [("search", SEARCH)]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"feeds": (f"{BASE}/rss",)}, None),
        ({"sitemaps": (f"{BASE}/sitemap.xml",)}, None),
        ({"indexes": (Index(url="https://www.a.example/x?{page}", links="a"),)}, "https://www.a.example/robots.txt"),
        ({}, "https://a.example/robots.txt"),
    ],
)
def test_robots_txt_is_asked_for_sitemaps_where_nothing_better_is_known(facts, expected):
    assert robots_url(Portal(name="uji", title="Uji", domains=("a.example",), **facts)) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"User-agent: *\nSitemap: https://a.example/1.xml\nsitemap:/2.xml\n", [f"{BASE}/1.xml", f"{BASE}/2.xml"]),
        (b"Sitemap: https://a.example/1.xml\r\nSitemap: https://a.example/1.xml", [f"{BASE}/1.xml"]),
        (b"\xff\xfe\x00 Sitemap", []),
        (b"", []),
    ],
)
def test_sitemaps_that_robots_txt_names(body, expected):
    assert robots_sitemaps(body, f"{BASE}/robots.txt") == expected


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("https://a.example/2026/03/02/x", False),
        ("https://a.example/2026/03/03/x", True),
        ("https://a.example/2026/03/04/x", True),
        ("https://a.example/2026/03/06/x", True),
        ("https://a.example/2026/03/07/x", False),
        ("https://a.example/read/2026/03/02/23595900/x", False),
        ("https://a.example/x-123", True),
    ],
)
def test_the_date_in_an_address_is_believed_to_a_day(url, wanted):
    window = Window(LATER, START, START + 2 * DAY)
    assert window.may_hold(Link(url, "feed", BASE), JAKARTA) is wanted
    # what the source itself says counts more
    assert window.may_hold(Link(url, "feed", BASE, START + DAY), JAKARTA)


@pytest.mark.parametrize(
    ("since", "until", "now", "covered"),
    [
        (START, None, LATER, True),
        (START, START + DAY, LATER, True),
        (START - DAY, START + 9 * DAY, LATER, True),
        (START + DAY / 24, None, LATER, False),
        (START, START + DAY / 2, LATER, False),
        (None, None, LATER, False),
        (START, None, START + 2 * DAY, False),
        (START, None, START + 3 * DAY, True),
        (START.astimezone(UTC), None, LATER, True),
    ],
)
def test_a_day_is_covered_where_all_of_it_was_asked_for_and_is_past(since, until, now, covered):
    assert Window(now, since, until).covers_day(START.date(), JAKARTA) is covered
