"""`kliping portals check` and `new`, whole: against a site on 127.0.0.1 that answers, refuses, or is not there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from news_site import NOON, Site, article_page, kliping, serving, story, write_portal

from crawler.errors import ExitCode


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


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
