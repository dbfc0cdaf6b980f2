"""Bounds: what is unpacked, how heavy a robots.txt or a page is, and how many links of one portal a run takes."""

from __future__ import annotations

import gzip
import time

import pytest
from news_site import article_page, feed, story
from scrapy.exceptions import DownloadCancelledError, ResponseDataLossError
from scrapy.http import Response

from crawler import article_from_html
from crawler.bounds import MOST_RULES, gunzipped
from crawler.discovery.xml import absolute
from crawler.downloading import weight_of_rules
from crawler.portals import portal_named
from crawler.spiders import sources
from crawler.spiders.links import LinkSpider
from crawler.spiders.reasons import TOO_MANY

PACKED = gzip.compress(b"jagung", mtime=0)


@pytest.mark.parametrize("body", [PACKED, PACKED + b"\0" * 9, PACKED + b"kaput"], ids=("nothing", "zeros", "text"))
def test_what_stands_behind_a_gzip_body_is_left(body: bytes) -> None:
    assert gunzipped(body, 6) == b"jagung"


def test_a_gzip_body_may_have_several_members() -> None:
    assert gunzipped(PACKED + PACKED, 12) == b"jagungjagung"


@pytest.mark.parametrize(
    ("body", "error"),
    [
        (PACKED[:-9], ResponseDataLossError),
        (PACKED + PACKED[:-12], ResponseDataLossError),
        (PACKED + PACKED, DownloadCancelledError),
        (gzip.compress(bytes(100_000_000), mtime=0), DownloadCancelledError),
    ],
    ids=("short", "short second member", "large second member", "zeros"),
)
def test_a_gzip_body_that_is_cut_short_or_too_large(body: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        gunzipped(body, 11)


def test_a_robots_txt_of_many_groups_is_heavier_than_the_longest_of_one() -> None:
    long = b"User-agent: *\n" + b"Disallow: /a\n" * 40_000
    groups = b"User-agent: a\n" * 2_000 + b"Disallow: /a\n" * 2_000
    assert weight_of_rules(long) < MOST_RULES < weight_of_rules(groups)


@pytest.mark.parametrize("attributes", ["a{}", "a{}=''", 'a{}=">"', "a{}/"])
def test_a_tag_with_too_many_attributes_is_not_parsed(attributes: str) -> None:
    many = " ".join(attributes.format(n) for n in range(20_000))
    page = article_page("Panen", story(1)).replace("<body>", f"<body {many}>")
    started = time.perf_counter()
    assert article_from_html(page.encode(), "https://contoh.example/a").rejected == "too large"
    assert time.perf_counter() - started < 1


def test_a_long_attribute_and_a_long_script_are_no_many_attributes() -> None:
    image = f'<img src="data:image/png;base64,{"a/b c" * 9_000}"><script>{"if (a <b) c(d) " * 9_000}</script>'
    page = article_page("Warga Panen Jagung", [*story(1), image])
    assert article_from_html(page.encode(), "https://contoh.example/a").rejected is None


def test_no_more_links_and_sitemaps_of_a_portal_are_taken_than_a_run_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MOST_LINKS_SEEN", 3)
    monkeypatch.setattr(sources, "MOST_SITEMAPS", 2)
    portal = portal_named("detik")
    found: list[str] = []
    spider = LinkSpider(on_link=lambda _, link: found.append(link.url), portals=[portal])
    links = [(f"https://news.detik.com/berita/d-{n}/panen-jagung", None) for n in range(7_000_000, 7_000_005)]
    for _ in range(2):
        assert not list(spider.parse_feed(Response("https://news.detik.com/rss", body=feed(links).encode()), portal))
    assert found == [url for url, _ in links[:3]]
    assert spider.is_full(portal)
    named = "".join(f"Sitemap: https://news.detik.com/{n}.xml\n" for n in range(5)).encode()
    asked = list(spider.parse_robots(Response("https://news.detik.com/robots.txt", body=named), portal))
    assert [request.url for request in asked] == ["https://news.detik.com/0.xml", "https://news.detik.com/1.xml"]
    assert spider.tally["detik"].reasons[TOO_MANY] == 5


@pytest.mark.parametrize("port", ["0", "99999", "x", "-1"])
def test_an_address_with_a_port_that_is_none_is_no_address(port: str) -> None:
    url = f"http://contoh.example:{port}/berita/1/x"
    assert absolute("http://contoh.example/", url) is None
    page = article_page("Panen", story(1), extra=f'<link rel="next" href="{url}/2">')
    assert article_from_html(page.encode(), "http://contoh.example/berita/1/x").next_page is None
