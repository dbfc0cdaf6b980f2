# ruff: noqa: E501 - one case a line
"""Dates in URLs, the choice between sources that disagree, and dates as a reader would write them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from crawler.dates import Candidate, as_local, date_in_url, in_words, read_date, settle

WIB = ZoneInfo("Asia/Jakarta")
NOW = datetime(2026, 8, 25, 10, 0, 30, tzinfo=WIB)


URLS = [
    ("https://www.kabar.id/nasional/20180430182335-20-294749/judul", "2018-04-30T18:23:35+07:00"),
    ("https://www.kabar.id/foto/olahraga/1185938/20200610134324-judul.html", "2020-06-10T13:43:24+07:00"),
    ("http://regional.kabar.com/read/2015/11/04/21040031/Judul.Berita", "2015-11-04T21:04:00+07:00"),
    ("https://x.kabar.com/read/2018/05/01/190006110/judul", "2018-05-01T19:00:06+07:00"),
    ("https://news.kabar.com/read/2018/05/01/002750/3998894/1148/judul", "2018-05-01T00:27:50+07:00"),
    ("https://www.kabar.com/news/2022/01/03/145232/judul-berita", "2022-01-03T14:52:32+07:00"),
    ("https://kabar.id/storage/2023/03/judul-10032023-143239.jpg", "2023-03-10T14:32:39+07:00"),
    ("https://kabar.id/politik/read/2024/02/14/109364/judul", "2024-02-14"),
    ("https://news.kabar.com/read/2026/07/24/337/3232094/", "2026-07-24"),
    ("https://kabar.id/2026/01/12/judul-berita?x=2020/01/01", "2026-01-12"),
    ("https://ekonomi.kabar.com/read/20250818/47/1903526/judul", "2025-08-18"),
    ("https://sports.kabar.com/read/1302240/47/judul-rp648-miliar-1525177615", "2018-05-01T19:26:55+07:00"),
    ("https://kabar.co.id/berita/industri/6a74489906fb8/judul", "2026-08-06T15:40:57+07:00"),
    ("http://nasional.kabar.co.id/berita/nasional/hukum/15/11/05/nxc181330-sejak-jadi", "2015-11-05"),
    ("https://kabar.id/berita/12345678/judul", None),
    ("https://kabar.id/berita/20251399/judul", None),
    ("https://kabar.id/2025/02/30/judul", None),
    ("https://kabar.id/2025/13/01/judul", None),
    ("https://kabar.id/read/4362423/judul-2020-2021", None),
    ("https://kabar.id/a/15/11/05/sejak-jadi", None),
    ("https://kabar.id/nasional/pr-01352541/judul", None),
    ("https://kabar.id/berita/99991231235959-1/judul", None),
    ("http://[", None),
    ("", None),
]


@pytest.mark.parametrize(("url", "iso"), URLS, ids=[url for url, _ in URLS])
def test_dates_hidden_in_urls(url: str, iso: str | None) -> None:
    parsed = date_in_url(url, zone=WIB)
    expected = datetime.fromisoformat(iso) if iso else None
    if expected and expected.tzinfo is None:
        expected = expected.replace(tzinfo=WIB)
    assert (parsed.value if parsed else None) == expected
    assert parsed is None or parsed.precision == ("second" if "T" in str(iso) else "day")


ORDER = ("jsonld", "meta", "visible", "url")
SETTLED = [
    # name, order, candidates in any order, the source that wins and its value
    ("the first source alone", ORDER, {"meta": "2020-05-01 10:00:05"}, "meta", "2020-05-01T10:00:05+07:00"),
    ("UTC is trusted", ORDER, {"jsonld": "2016-02-16T02:10:56Z"}, "jsonld", "2016-02-16T09:10:56+07:00"),
    ("Z on local time, by the visible", ORDER, {"meta": "2023-11-02T20-59-53Z", "visible": "Kamis, 02 Nov 2023 20:59 WIB"}, "meta", "2023-11-02T20:59:53+07:00"),
    ("Z on local time, known", ("meta:local",), {"meta": "2018-05-01T19:00:06Z"}, "meta", "2018-05-01T19:00:06+07:00"),
    ("GMT on local time, known", ("meta:local",), {"meta": "Mon, 27 Apr 2020 04:05:00 GMT"}, "meta", "2020-04-27T04:05:00+07:00"),
    ("right in UTC, seconds kept", ORDER, {"jsonld": "2016-02-16T02:10:56Z", "visible": "on 16 Feb 2016 at 09:10 WIB"}, "jsonld", "2016-02-16T09:10:56+07:00"),
    ("known to lie but right for once", ("meta:local",), {"meta": "2018-05-01T12:00:06Z", "visible": "1/5/2018 19:00"}, "meta", "2018-05-01T19:00:06+07:00"),
    ("minus seven for plus seven", ORDER, {"meta": "2021-06-17T08:55:00-07:00", "visible": "17 Juni 2021 08:55"}, "meta", "2021-06-17T08:55:00+07:00"),
    ("minus seven, nothing visible", ORDER, {"meta": "2021-06-17T08:55:00-07:00"}, "meta", "2021-06-17T08:55:00+07:00"),
    ("half an hour of zone", ORDER, {"meta": "2021-06-17T08:55:09+05:30", "visible": "17 Juni 2021 08:55"}, "meta", "2021-06-17T08:55:09+07:00"),
    ("minutes apart: the order decides", ORDER, {"jsonld": "2026-01-20T18:33:13+07:00", "visible": "20/1/2026 18:30"}, "jsonld", "2026-01-20T18:33:13+07:00"),
    ("minutes apart: visible first", ("visible", "jsonld"), {"jsonld": "2026-01-20T18:33:13+07:00", "visible": "20/1/2026 18:30"}, "visible", "2026-01-20T18:30:00+07:00"),
    ("visible first takes the seconds", ("visible", "meta"), {"meta": "2018/05/01 05:27:04", "visible": "Selasa, 01/05/2018 05:27 WIB"}, "visible", "2018-05-01T05:27:04+07:00"),
    ("15 hours are no zone", ORDER, {"jsonld": "2026-01-20T18:33:13+07:00", "visible": "21/1/2026 09:33"}, "jsonld", "2026-01-20T18:33:13+07:00"),
    ("in the future", ORDER, {"jsonld": "2026-09-20T10:00:00+07:00", "meta": "2026-08-20T10:00:01+07:00"}, "meta", "2026-08-20T10:00:01+07:00"),
    ("before any portal", ORDER, {"jsonld": "1990-01-01T00:00:00Z", "visible": "2 Mei 2020 10:00"}, "visible", "2020-05-02T10:00:00+07:00"),
    ("a template's constant", ORDER, {"meta": "2014-07-13T20:07:27.8200000", "visible": "Kamis, 9 Juli 2020 07:26 WIB"}, "visible", "2020-07-09T07:26:00+07:00"),
    ("visible day, same day", ORDER, {"jsonld": "2020-05-01T20:00:01Z", "visible": "2 Mei 2020"}, "jsonld", "2020-05-02T03:00:01+07:00"),
    ("visible day gives the lie away", ORDER, {"jsonld": "2020-05-01T20:00:01Z", "visible": "1 Mei 2020"}, "jsonld", "2020-05-01T20:00:01+07:00"),
    ("machine has the day only", ORDER, {"jsonld": "2020-05-02", "visible": "2 Mei 2020 10:07"}, "visible", "2020-05-02T10:07:00+07:00"),
    ("machine is at midnight", ORDER, {"jsonld": "2020-05-02T00:00:00+07:00", "visible": "2 Mei 2020 10:07"}, "visible", "2020-05-02T10:07:00+07:00"),
    ("published at midnight", ORDER, {"jsonld": "2020-05-02T00:00:00+07:00", "visible": "2 Mei 2020 00:00"}, "jsonld", "2020-05-02T00:00:00+07:00"),
    ("an update is not the publication", ORDER, {"jsonld": "2020-05-28T06:00:24+07:00", "visible": "Diperbarui 28 Mei 2020, 22:00 WIB"}, "jsonld", "2020-05-28T06:00:24+07:00"),
    ("an update that repeats the wall clock", ORDER, {"jsonld": "2020-05-28T06:00:24Z", "visible": "Diperbarui 28 Mei 2020, 06:00 WIB"}, "jsonld", "2020-05-28T06:00:24+07:00"),
    ("an update comes after the sources", ("visible", "meta"), {"meta": "2020-05-28 06:00:24", "visible": "Diperbarui 29 Mei 2020, 22:00"}, "meta", "2020-05-28T06:00:24+07:00"),
    ("an update is better than nothing", ORDER, {"visible": "Diperbarui 29 Mei 2020, 22:00"}, "visible", "2020-05-29T22:00:00+07:00"),
    ("the URL's day, the visible time", ("url", "visible"), {"url": "2020-05-29", "visible": "29 Mei 2020, 22:00"}, "visible", "2020-05-29T22:00:00+07:00"),
    ("relative comes last", ("visible", "url"), {"visible": "2 jam lalu", "url": "2026-08-25"}, "url", "2026-08-25T00:00:00+07:00"),
    ("relative alone", ORDER, {"visible": "2 jam lalu"}, "visible", "2026-08-25T08:00:00+07:00"),
    ("WITA is kept", ORDER, {"jsonld": "2020-05-02T03:07:31Z", "visible": "2 Mei 2020 11:07 WITA"}, "jsonld", "2020-05-02T11:07:31+08:00"),
    ("a source out of order is not believed", ("visible",), {"jsonld": "2020-05-02T03:07:31Z"}, None, None),
    ("nothing", ORDER, {}, None, None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("order", "raws", "source", "iso"), [case[1:] for case in SETTLED], ids=[case[0] for case in SETTLED]
)
def test_settling(order: tuple[str, ...], raws: dict[str, str], source: str | None, iso: str | None) -> None:
    candidates = [
        Candidate(name, parsed) for name, raw in reversed(raws.items()) if (parsed := read_date(raw, zone=WIB, now=NOW))
    ]
    assert len(candidates) == len(raws)
    settled = settle(candidates, order, now=NOW)
    found = (settled.source, settled.parsed.value.isoformat()) if settled else (None, None)
    assert found == (source, iso)


def test_the_wall_clock_is_read_as_local() -> None:
    parsed = read_date("Mon, 27 Apr 2020 04:05:00 GMT", zone=WIB, now=NOW)
    assert parsed is not None and as_local(parsed).value.isoformat() == "2020-04-27T04:05:00+07:00"


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        (WIB, "Jumat, 4 Maret 2022 08.45 WIB"),
        (ZoneInfo("Asia/Makassar"), "Jumat, 4 Maret 2022 08.45 WITA"),
        (timezone(timedelta(hours=9)), "Jumat, 4 Maret 2022 08.45 WIT"),
        (UTC, "Jumat, 4 Maret 2022 08.45 UTC"),
        (timezone(timedelta(hours=-3, minutes=-30)), "Jumat, 4 Maret 2022 08.45 UTC-03:30"),
        (timezone(timedelta(hours=5, minutes=30)), "Jumat, 4 Maret 2022 08.45 UTC+05:30"),
    ],
)
def test_in_words(zone: ZoneInfo | timezone, words: str) -> None:
    assert in_words(datetime(2022, 3, 4, 8, 45, 59, tzinfo=zone)) == words
