"""`kliping portals check` and `new`, whole: against a site on 127.0.0.1 that answers, refuses, or is not there."""

from __future__ import annotations

import json
from datetime import datetime

import pytest
from lxml import html
from news_site import NOON, Site, article_page, kliping, sitemap, story, write_portal

from crawler import article_from_html
from crawler.drafting.shapes import article_pattern, registered_domain
from crawler.drafting.skeletons import skeleton
from crawler.errors import ExitCode


def test_check_asks_every_source_and_fetches_one_article(site, tmp_path):
    site.add_feed("/rss", [(site.add_article(n), NOON) for n in (1, 2, 3)])
    portals = write_portal(tmp_path, site, feeds='(BASE + "/rss", BASE + "/rss-lama")')
    result = kliping("portals", "check", "uji", portals=portals)
    assert (result.code, result.err) == (ExitCode.OK, "")
    assert result.out == (
        "uji: ok: 1 of 2 sources gave 3 links; 2026-03-04T12:00:00+07:00 Warga Kampung 1 Panen Jagung\n"
    )
    assert sum(path.startswith("/berita") for path in site.paths()) == 1


def test_check_says_what_is_wrong_in_a_line_each(site, tmp_path):
    site.add_feed("/rss", [(site.add_article(1), NOON)])
    site.add_feed("/rss-kosong", [])
    site.add("/berita/9/x", article_page("Warga Panen Jagung", story(9), published=None))
    site.add_feed("/rss-tanpa-waktu", [(site.url("/berita/9/x"), None)])
    portals = write_portal(tmp_path, site, feeds='(BASE + "/rss",)')
    for name, host, feed in (("kosong", "127.0.0.2", "/rss-kosong"), ("jauh", "127.0.0.3", "/tidak-ada")):
        write_portal(tmp_path, site, name, host, feeds=f'("{site.url(feed)}",)')
    result = kliping("portals", "check", "uji", "kosong", "jauh", "--json", portals=portals)
    rows = {row["portal"]: row for row in result.json}
    assert result.code == ExitCode.PARTIAL
    assert rows["uji"]["ok"] is True
    assert rows["uji"]["article"]["title"] == "Warga Kampung 1 Panen Jagung"
    assert (rows["kosong"]["ok"], rows["kosong"]["problem"]) == (False, "no source gave a link to an article")
    assert rows["jauh"]["problem"] == "1 × 404"
    write_portal(tmp_path, site, feeds='(BASE + "/rss-tanpa-waktu",)')
    undated = kliping("portals", "check", "uji", portals=portals)
    assert undated.code == ExitCode.FAILED
    assert "has no published_at; 1 of 1 sources gave 1 links" in undated.out


def test_check_of_a_portal_that_nobody_knows_is_one_line():
    result = kliping("portals", "check", "detikk")
    assert (result.code, result.out) == (ExitCode.USAGE, "")
    assert result.err == "kliping: unknown portal 'detikk'; did you mean detik?\n"


def add_unknown_site(site: Site) -> str:
    """A site without rules: an article that names a feed, a news sitemap in robots.txt, one at a well-known place."""
    paths = [f"/nasional/{n}/warga-kampung-{n}" for n in (51234, 51235, 51236)]
    extra = (
        '<meta property="og:site_name" content="Kabar Uji">'
        '<link rel="alternate" type="application/rss+xml" href="/kabar.xml">'
        '<link rel="stylesheet" href="/a.css"><script>var rahasia = 1;</script>'
    )
    for path in paths:
        site.add(path, article_page("Warga Kampung Panen Jagung", story(7), extra=extra))
    site.add_feed("/kabar.xml", [(site.url(path), NOON) for path in [*paths, "/tag/panen"]])
    site.add("/robots.txt", f"User-agent: *\nSitemap: {site.url('/berita.xml')}\n")
    for path in ("/berita.xml", "/sitemap.xml"):
        site.add(path, sitemap([(site.url(paths[0]), NOON)]), content_type="application/xml")
    return site.url(paths[0])


def test_new_writes_rules_and_a_fixture_that_work_at_once(site, tmp_path):
    url = add_unknown_site(site)
    result = kliping("portals", "new", "kabaruji", url, "--json", portals=tmp_path)
    assert (result.code, result.err) == (ExitCode.OK, "")
    told = result.json
    assert told["feeds"] == [site.url("/kabar.xml")]
    assert sorted(told["sitemaps"]) == [site.url("/berita.xml"), site.url("/sitemap.xml")]
    assert (told["matched"], told["linked"]) == (3, 4)
    assert told["found"]["published_at"] == "jsonld"
    assert "editors" in told["missing"]
    source = (tmp_path / "kabaruji.py").read_text()
    assert 'title="Kabar Uji"' in source
    assert source.count("\n") < 25
    page, expected = (tmp_path / "kabaruji" / f"2026.{kind}" for kind in ("html", "json"))
    assert "jagung di ladang sebelah timur" not in page.read_text()
    assert "rahasia" not in page.read_text()
    assert json.loads(expected.read_text())["article"]["published_at"] == NOON.isoformat()
    checked = kliping("portals", "check", "kabaruji", portals=tmp_path)
    assert (checked.code, checked.out.startswith("kabaruji: ok: ")) == (ExitCode.OK, True)


def test_new_overwrites_nothing_and_says_what_is_in_the_way(site, tmp_path):
    page = tmp_path / "halaman.html"
    page.write_text(article_page("Warga Kampung Panen Jagung", story(7)))
    new = lambda *args: kliping("portals", "new", *args, portals=tmp_path / "p")  # noqa: E731
    (tmp_path / "p").mkdir()
    told = {
        ("detik", page): "there is a portal named detik already; nothing is overwritten",
        ("Kabar-Uji", page): "'Kabar-Uji' is no name for a portal; give lower-case letters and digits, like detik",
        ("kabaruji", page): "the page does not say where it came from; give its address with --url",
        (
            "kabaruji",
            page,
            "--url",
            "https://news.detik.com/berita/d-7/a",
        ): "portal detik has rules for news.detik.com already",
        ("kabaruji", site.url("/tidak-ada")): f"{site.url('/tidak-ada')}: there is no such page (HTTP 404)",
    }
    for args, why in told.items():
        assert (result := new(*args)).code != ExitCode.OK
        assert (result.out, result.err) == ("", f"kliping: {why}\n")
    assert list((tmp_path / "p").iterdir()) == []
    assert new("kabaruji", page, "--url", "https://kabaruji.id/nasional/51234/warga").code == ExitCode.OK
    written = (tmp_path / "p" / "kabaruji.py").read_text()
    assert "nothing is overwritten" in new("kabaruji", page, "--url", "https://kabaruji.id/nasional/51234/warga").err
    assert (tmp_path / "p" / "kabaruji.py").read_text() == written


@pytest.mark.parametrize(
    ("url", "pattern"),
    [
        ("https://news.contoh.com/berita/d-7961607/warga-panen", r"contoh\.com/[a-z0-9-]+/d\-(?P<id>\d+)(?:/|$)"),
        (
            "https://x.contoh.co.id/read/2026/03/04/337/3232094/warga",
            r"contoh\.co\.id/read/\d{4}/\d{2}/\d{2}/\d+/(?P<id>\d+)(?:/|$)",
        ),
        ("https://www.contoh.id/nasional/warga-panen-2024-1675947", r"contoh\.id/[a-z0-9-]+/[a-z0-9-]+-(?P<id>\d+)$"),
        ("https://contoh.id/berita/1905462-warga-panen-jagung", r"contoh\.id/[a-z0-9-]+/(?P<id>\d+)-[a-z0-9]"),
        ("https://contoh.id/a/warga-panen/7533594.html", r"contoh\.id/a/[a-z0-9-]+/(?P<id>\d+)\.html$"),
        (
            "https://contoh.id/2026/03/04/warga-panen-jagung-pada-2026/",
            r"contoh\.id/\d{4}/\d{2}/\d{2}/(?P<id>[a-z0-9]+(?:-+[a-z0-9]+){2,})(?:/|$)",
        ),
        ("https://contoh.id/x", r"contoh\.id(?::\d+)?/(?:[^/?#]+/)*(?P<id>[^/?#]+)"),
    ],
)  # fmt: skip
def test_pattern_of_an_article_url(url: str, pattern: str) -> None:
    host = url.split("/")[2]
    assert article_pattern(url, registered_domain(host)) == pattern


def test_skeleton_reads_like_the_page_without_its_words() -> None:
    page = article_page(
        "Bupati Resmikan Jembatan", ["Bupati meresmikan jembatan di Kecamatan Sukatani, Rabu (4/3/2026)."] * 4
    )
    made = skeleton(html.fromstring(page))
    before, after = (article_from_html(body, "https://contoh.id/a") for body in (page.encode(), made))
    assert after.published_at == before.published_at == datetime.fromisoformat("2026-03-04T12:00:00+07:00")
    assert len(after.text.split()) == len(before.text.split())
    assert "Rabu (4/3/2026)" in after.text
    assert not set("bupati resmikan jembatan sukatani kecamatan".split()) & set(after.title.lower().split())
