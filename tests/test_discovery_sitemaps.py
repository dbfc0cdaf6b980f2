from __future__ import annotations

import gzip
from datetime import UTC, datetime, timedelta, timezone

import pytest

from crawler.discovery import Link
from crawler.discovery.sitemaps import MOST_UNDATED, children_to_follow, newest_links, sitemap_links
from crawler.discovery.window import SLACK, Window
from crawler.discovery.xml import unpacked

URL = "https://www.contoh.example/sitemap.xml"
WIB = timezone(timedelta(hours=7))
NOON = datetime(2026, 3, 4, 12, tzinfo=WIB)
DAY = timedelta(days=1)
NS = "http://www.sitemaps.org/schemas/sitemap/0.9"


def news(prefix: str) -> bytes:
    return (
        f'<urlset xmlns="{NS}" xmlns:{prefix}="http://www.google.com/schemas/sitemap-news/0.9"><url>'
        f"<loc>\n https://a.example/1 </loc><lastmod>2026-03-05</lastmod><{prefix}:news><{prefix}:publication>"
        f"<{prefix}:name>C</{prefix}:name></{prefix}:publication>"
        f"<{prefix}:publication_date>2026-03-04T12:00:00+07:00</{prefix}:publication_date>"
        f"<{prefix}:title>Satu</{prefix}:title></{prefix}:news></url></urlset>"
    ).encode()


@pytest.mark.parametrize("prefix", ["news", "n", "google"])
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_news_sitemap(prefix, pack):
    [link] = sitemap_links(pack(news(prefix)), URL, WIB).articles
    assert (link.url, link.title, link.published_at) == ("https://a.example/1", "Satu", NOON)
    assert link.changed_at == datetime(2026, 3, 5, tzinfo=WIB)


def test_lastmod_is_no_publication_time():
    body = f'<urlset xmlns="{NS}"><url><loc>/1</loc><lastmod>2026-03-04T12:00:00+07:00</lastmod></url><url/></urlset>'
    [link] = sitemap_links(body.encode(), URL).articles
    assert (link.url, link.published_at, link.changed_at) == ("https://www.contoh.example/1", None, NOON)


def test_sitemap_index():
    body = (
        f'<sitemapindex xmlns="{NS}"><sitemap><loc>/a.xml</loc><lastmod>2026-03-04T12:00:00+07:00</lastmod></sitemap>'
        "<sitemap><loc>https://a.example/b.xml.gz</loc></sitemap></sitemapindex>"
    )
    sitemap = sitemap_links(body.encode(), URL)
    assert sitemap.articles == []
    assert sitemap.children == [("https://www.contoh.example/a.xml", NOON), ("https://a.example/b.xml.gz", None)]


@pytest.mark.parametrize(
    "body",
    [
        b"https://a.example/1\n\nhttps://a.example/2\nbukan alamat\x20://\n",
        b"<urlset><url><loc>https://a.example/1</loc></url><url><loc>https://a.example/2</loc></url>",
        b"<rss><channel><item><link>https://a.example/1</link></item><item><link>https://a.example/2</link></item></channel></rss>",
    ],
    ids=["text", "no namespace, no end", "feed"],
)
def test_other_forms(body):
    links = sitemap_links(body, URL).articles
    assert [link.url for link in links][:2] == ["https://a.example/1", "https://a.example/2"]
    assert {link.way for link in links} == {"sitemap"}


@pytest.mark.parametrize("body", [b"", b"<html></html>", b"\x1f\x8bkaput", b"\x1f\x8b"])
def test_what_is_no_sitemap_is_empty(body):
    sitemap = sitemap_links(body, URL)
    assert (sitemap.articles, sitemap.children) == ([], [])


def test_gzip_is_bounded():
    assert unpacked(gzip.compress(bytes(5000)), largest=4999) == bytes(4999)
    assert unpacked(gzip.compress(bytes(5000)), largest=5001) == bytes(5000)


def test_children_newest_first_and_only_those_since_then():
    below = [("old", NOON - 9 * DAY), ("undated", None), ("new", NOON), ("newer", NOON + DAY)]
    names = lambda window, **how: [name for name, _ in children_to_follow(below, window, **how)]  # noqa: E731
    assert names(Window(NOON, NOON - DAY)) == ["newer", "new", "undated"]
    assert names(Window(NOON), most=2) == ["newer", "new"]
    assert names(Window(NOON, NOON - 99 * DAY), most=0) == ["newer", "new", "old"]


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("sitemap-2026-02.xml", False),
        ("sitemap-2026-03.xml", True),
        ("sitemap-2026-05.xml", False),
        ("sitemap_20260308.xml.gz", False),
        ("2026/03/10/sitemap.xml", True),
        ("sitemap-20260312.xml", True),
        ("post-20260315.xml", False),
        ("sitemap-post-type-post.2026-03.xml", True),
        ("sitemap-2026-13.xml", True),
        ("sitemap202603051.xml", True),
    ],
)
def test_children_named_by_a_day_or_month_are_followed_where_it_is_in_range(name, wanted):
    window = Window(NOON, datetime(2026, 3, 11, 6, tzinfo=WIB), datetime(2026, 3, 12, 6, tzinfo=WIB))
    assert bool(children_to_follow([(f"https://a.example/{name}", NOON + 30 * DAY)], window)) is wanted


def test_newest_links_keep_what_is_dated_since_then_and_few_undated():
    def link(url: str, **when: datetime) -> Link:
        return Link(url, "sitemap", URL, **when)

    links = [link("old", published_at=NOON - 9 * DAY), link("changed", changed_at=NOON)]
    links += [link(f"undated-{n}") for n in range(500)]
    found = newest_links(links, NOON - DAY)
    assert [x.url for x in found][:2] == ["changed", "undated-0"]
    assert len(found) == 1 + MOST_UNDATED


@pytest.mark.parametrize(
    ("published", "changed", "wanted"),
    [
        (None, None, True),
        (NOON, None, True),
        (NOON - DAY - SLACK / 2, None, True),
        (NOON - DAY - 2 * SLACK, None, False),
        (NOON + DAY + SLACK / 2, None, True),
        (NOON + DAY + 2 * SLACK, None, False),
        (None, NOON - DAY - 2 * SLACK, False),
        (None, NOON + 9 * DAY, True),
    ],
)
def test_window_goes_by_what_the_source_says_with_some_slack(published, changed, wanted):
    window = Window(NOON, NOON - DAY, NOON + DAY)
    assert window.may_hold(Link("u", "feed", URL, published, changed_at=changed)) is wanted


@pytest.mark.parametrize(
    ("published", "held"), [(None, True), (NOON - DAY, True), (NOON + DAY, False), (NOON - DAY - DAY / 99, False)]
)
def test_window_is_open_at_its_end(published, held):
    assert Window(NOON, NOON - DAY, NOON + DAY).holds(published) is held
    assert Window(datetime.now(UTC)).holds(published)


def test_lines_that_only_begin_like_addresses_are_none():
    listed = sitemap_links(b"http<:!h\nhttps://www.example.id/a b\nhttp:/x\nhttpd\n", "https://www.example.id/peta.txt")
    assert [link.url for link in listed.articles] == ["https://www.example.id/ab"]
