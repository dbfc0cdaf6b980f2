from __future__ import annotations

import gzip
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from crawler.discovery.feeds import feed_links

URL = "https://www.contoh.example/rss/terbaru.xml"
WIB = timezone(timedelta(hours=7))
JAKARTA = ZoneInfo("Asia/Jakarta")


def rss(item: str, head: str = '<?xml version="1.0" encoding="UTF-8"?>') -> bytes:
    return f'{head}<rss version="2.0"><channel><title>C</title><item>{item}</item></channel></rss>'.encode()


@pytest.mark.parametrize(
    ("item", "address"),
    [
        ("<link>https://a.example/1</link>", "https://a.example/1"),
        ("<link><![CDATA[ https://a.example/1?x=1&y=2 ]]></link>", "https://a.example/1?x=1&y=2"),
        ("<link>\n https://a.example/berita/\n1 </link>", "https://a.example/berita/1"),
        ("<link>/berita/1</link>", "https://www.contoh.example/berita/1"),
        ("<link>//m.a.example/1</link>", "https://m.a.example/1"),
        ("<guid>https://a.example/1</guid>", "https://a.example/1"),
        ('<guid isPermaLink="true">https://a.example/1</guid>', "https://a.example/1"),
        ('<guid isPermaLink="false">https://a.example/1</guid>', None),
        ("<link></link><guid>https://a.example/1</guid>", "https://a.example/1"),
        ("<guid>12345</guid>", None),
        ("<link>javascript:void(0)</link>", None),
        ("<link>https://[a</link>", None),
        ("<link>https://b.example/pindah/1</link><feedburner:origLink>https://a.example/1</feedburner:origLink>",
         "https://a.example/1"),
        ('<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="self" href="https://a.example/rss"/>'
         "<link>https://a.example/1</link>", "https://a.example/1"),
    ],
)  # fmt: skip
def test_where_an_item_leads(item, address):
    assert [link.url for link in feed_links(rss(item), URL)] == ([address] if address else [])


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("<pubDate>Fri, 04 Mar 2022 08:45:00 +0700</pubDate>", datetime(2022, 3, 4, 8, 45, tzinfo=WIB)),
        ("<pubDate>Fri, 04 Mar 2022 01:45:00 GMT</pubDate>", datetime(2022, 3, 4, 1, 45, tzinfo=UTC)),
        ("<pubDate>2022-03-04T08:45:00+07:00</pubDate>", datetime(2022, 3, 4, 8, 45, tzinfo=WIB)),
        ("<pubDate>2022-03-04 08:45:00</pubDate>", datetime(2022, 3, 4, 8, 45, tzinfo=WIB)),
        ("<pubDate>Jumat, 4 Maret 2022 08:45 WIB</pubDate>", datetime(2022, 3, 4, 8, 45, tzinfo=WIB)),
        ('<dc:date xmlns:dc="http://purl.org/dc/elements/1.1/">2022-03-04T08:45:00+07:00</dc:date>',
         datetime(2022, 3, 4, 8, 45, tzinfo=WIB)),
        ("<pubDate></pubDate>", None),
        ("<pubDate>segera</pubDate>", None),
        ("<pubDate>Fri, 99 Foo 2022</pubDate>", None),
        ("<pubDate>Thu, 01 Jan 1970 00:00:00 +0000</pubDate>", None),
        ("<pubDate>Fri, 31 Dec 9999 23:59:59 -0700</pubDate>", None),
        ("", None),
    ],
)  # fmt: skip
def test_when_an_item_was_published(date, expected):
    [link] = feed_links(rss(f"<link>https://a.example/1</link>{date}"), URL, JAKARTA)
    assert link.published_at == expected


def test_atom():
    body = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>C</title><link href="https://a.example/"/>
      <entry><title>Satu</title><link rel="enclosure" href="https://a.example/1.jpg"/>
        <link rel="alternate" href="https://a.example/1"/><updated>2022-03-05T00:00:00Z</updated>
        <published>2022-03-04T01:45:00Z</published></entry>
      <entry><title>Dua</title><link href="2"/></entry></feed>"""
    one, two = feed_links(body, URL)
    assert (one.url, one.title, one.published_at) == (
        "https://a.example/1",
        "Satu",
        datetime(2022, 3, 4, 1, 45, tzinfo=UTC),
    )
    assert (two.url, two.way, two.found_in) == ("https://www.contoh.example/rss/2", "feed", URL)


def test_rss_1():
    body = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
      <channel rdf:about="https://a.example/"><title>C</title></channel>
      <item rdf:about="https://a.example/1"><title>Satu</title></item></rdf:RDF>"""
    assert [link.url for link in feed_links(body, URL)] == ["https://a.example/1"]


@pytest.mark.parametrize(
    "body",
    [
        b"\n\n  " + rss("<link>https://a.example/1</link>"),
        b"\xef\xbb\xbf" + rss("<link>https://a.example/1</link>"),
        b"PHP Warning: x in y on line 3\n" + rss("<link>https://a.example/1</link>"),
        rss("<link>https://a.example/1</link><title>A & B &nbsp; C</title>"),
        rss("<link>https://a.example/1</link><description>\x0b \x01</description>"),
        rss("<link>https://a.example/1</link>")[:-30],
        rss("<link>https://a.example/1</link>", head=""),
        rss("<link>https://a.example/1</link><title>caf\xe9</title>").decode().encode("latin-1"),
        gzip.compress(rss("<link>https://a.example/1</link>"), mtime=0),
        rss("<link>https://a.example/1</link>", '<?xml version="1.0" encoding="UTF-16"?>').decode().encode("utf-16"),
    ],
)
def test_a_broken_feed_is_read_as_far_as_it_goes(body):
    assert [link.url for link in feed_links(body, URL)] == ["https://a.example/1"]


@pytest.mark.parametrize(
    "body", [b"", b"   ", b"404", b"\x00\xff" * 50, b"<html><body><item/></body></html>", b"<rss", b"{}"]
)
def test_what_is_no_feed_has_no_links(body):
    assert feed_links(body, URL) == []


def test_entities_are_neither_fetched_nor_multiplied(tmp_path):
    secret = tmp_path / "rahasia.txt"
    secret.write_text("https://a.example/rahasia")
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<!DOCTYPE rss [<!ENTITY l0 "ha"><!ENTITY out SYSTEM "{secret.as_uri()}">{laughs}]>'
    links = feed_links(rss("<link>https://a.example/1</link><title>&out;&l9;</title>", head), URL)
    assert [(link.url, len(link.title) < 100, "rahasia" in link.title) for link in links] == [
        ("https://a.example/1", True, False)
    ]
