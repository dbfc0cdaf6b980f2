"""`kliping inspect`: what was taken, from where, and what lost, of a saved page and of a live one."""

from __future__ import annotations

from pathlib import Path

from news_site import kliping, serving

from crawler.errors import ExitCode

PAGE = Path(__file__).parent / "portals" / "kompas" / "2018.html"
URL = "https://nasional.kompas.com/read/2018/05/02/10003021/judul-contoh"


def test_a_saved_page_shows_winners_and_losers() -> None:
    fields = kliping("inspect", PAGE, "--url", URL, "--json").json["fields"]
    title = fields["title"]
    assert title["source"].startswith("css:")
    assert {"source": title["source"], "value": title["value"]} in title["candidates"]
    assert {candidate["source"] for candidate in title["candidates"]} > {title["source"], "meta"}
    assert fields["text"]["value"].count("\n\n") > 2
    assert {"generic", "jsonld"} < {candidate["source"] for candidate in fields["text"]["candidates"]}
    times = {candidate["source"] for candidate in fields["published_at"]["candidates"]}
    assert {"visible", "url"} < times


def test_rules_can_be_left_out() -> None:
    plain = kliping("inspect", PAGE, "--url", URL, "--portal", "generic", "--json").json
    assert plain["portal"] == "nasional.kompas.com"
    assert not any(field["source"] and field["source"].startswith("css") for field in plain["fields"].values())


def test_on_a_terminal_each_field_is_a_line_with_its_source() -> None:
    result = kliping("inspect", PAGE, "--url", URL)
    assert result.code == ExitCode.OK
    lines = result.out.splitlines()
    assert any(line.startswith("title ") and "css:" in line for line in lines)
    assert any(line.startswith("published_at ") for line in lines)


def test_a_live_page_and_what_can_be_wrong_with_it() -> None:
    with serving() as site:
        url = site.add_article(1)
        site.add("/gambar", b"\x89PNG\r\n\x1a\n", content_type="image/png")
        found = kliping("inspect", url, "--json").json
        assert found["fields"]["title"]["value"] == "Warga Kampung 1 Panen Jagung"
        for address, code in ((site.url("/berita/99/tidak-ada"), ExitCode.FAILED), (site.url("/gambar"), None)):
            result = kliping("inspect", address)
            assert result.code == (code or ExitCode.NO_ARTICLE)
            assert result.err.count("\n") == 1
    missing = kliping("inspect", "tidak-ada.html", "--url", URL)
    assert (missing.code, missing.err.count("\n")) == (ExitCode.FAILED, 1)
