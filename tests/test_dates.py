"""Dates as Indonesian portals print them: what is read, what is refused, and who is believed."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from crawler.dates import ParsedDate, is_update_label, parse_date, read_date

WIB = ZoneInfo("Asia/Jakarta")
NOW = datetime(2026, 8, 25, 10, 0, 30, tzinfo=WIB)


def read(raw: str, zone: ZoneInfo = WIB) -> ParsedDate | None:
    return read_date(raw, zone=zone, now=NOW)


# What is printed, and the instant; the number of digits tells the precision.
ABSOLUTE = [
    # Weekday, day, month in words
    ("Kamis, 23 Jul 2026 14:35 WIB", "2026-07-23T14:35+07:00"),
    ("2026-05-13WIB18:45:00+07:00", "2026-05-13T18:45:00+07:00"),
    ("Jumat, 04 Maret 2022 | 08:45 WIB", "2022-03-04T08:45+07:00"),
    ("Rabu, 4 November 2015 | 21:04 WIB", "2015-11-04T21:04+07:00"),
    ("Kamis, 5 November 2015 14:56 WIB | 998 Views", "2015-11-05T14:56+07:00"),
    ("Kamis, 5 November 2015 | 998 Views", "2015-11-05"),
    ("Kamis, 5 November 2015 - 15:56 wib", "2015-11-05T15:56+07:00"),
    ("Jumat 24 Jul 2026 16:32 WIB", "2026-07-24T16:32+07:00"),
    ("Senin, 15 Februari 2016, 16:15 WIB", "2016-02-15T16:15+07:00"),
    ("Jumat , 17 February 2017, 13:16 WIB", "2017-02-17T13:16+07:00"),
    ("Selasa 01 May 2018 05:27 WIB", "2018-05-01T05:27+07:00"),
    ("Senin, 25 April 2022 / 22:48 WIB", "2022-04-25T22:48+07:00"),
    ("| Jum'at, 24 Juli 2026 15:07 WIB", "2026-07-24T15:07+07:00"),
    ("Jum’at, 24 Juli 2026 - 13:39 WIB", "2026-07-24T13:39+07:00"),
    ("Jum`at, 24 Juli 2026 | 07:08 WIB", "2026-07-24T07:08+07:00"),
    ("Ahad, 2 Agustus 2020 09:00 WIB", "2020-08-02T09:00+07:00"),
    ("KAMIS, 05 NOVEMBER 2015 | 11:13 WIB", "2015-11-05T11:13+07:00"),
    ("Kamis, 05 November 2015 11:52", "2015-11-05T11:52+07:00"),
    ("24 Juli 2026 15:18:24", "2026-07-24T15:18:24+07:00"),
    ("Jumat, 24 Juli 2026 - 15:18:24 WIB", "2026-07-24T15:18:24+07:00"),
    ("24 Jul 2026, 11:00 WIB", "2026-07-24T11:00+07:00"),
    ("14 Januari 2021 ; 13:00 WIB", "2021-01-14T13:00+07:00"),
    ("14 Januari 2021\n        13:00 WIB", "2021-01-14T13:00+07:00"),
    ("24 Juli 2026 • 10:15 WIB", "2026-07-24T10:15+07:00"),
    ("24 Juli 2026 || 10:15 WIB", "2026-07-24T10:15+07:00"),
    ("24 Juli 2026 (10:15 WIB)", "2026-07-24T10:15+07:00"),
    ("24 Juli 2026 @ 10:15", "2026-07-24T10:15+07:00"),
    ("24 Juli 2026 – 10:15 WIB", "2026-07-24T10:15+07:00"),
    ("24\xa0Juli\xa02026\xa0\xa010:15\xa0WIB", "2026-07-24T10:15+07:00"),
    ("\u200b24 Juli\u200b 2026 10:15 WIB\ufeff", "2026-07-24T10:15+07:00"),
    ("24Juli2026 10:15", "2026-07-24T10:15+07:00"),
    ("17 Agustus 2026", "2026-08-17"),
    ("7 Maret 2017", "2017-03-07"),
    ("29 Februari 2024", "2024-02-29"),
    ("Minggu, 1 Januari 1995", "1995-01-01"),
    # Months as abbreviated or misspelt
    ("02 Jan 2019 | 23:36 WIB", "2019-01-02T23:36+07:00"),
    ("3 Peb 2016 10:00", "2016-02-03T10:00+07:00"),
    ("3 Pebruari 2016 10:00", "2016-02-03T10:00+07:00"),
    ("3 Feb. 2016 10:00", "2016-02-03T10:00+07:00"),
    ("3 Mar 2016 10:00", "2016-03-03T10:00+07:00"),
    ("3 Apr 2016", "2016-04-03"),
    ("3 Mei 2016", "2016-05-03"),
    ("3 May 2016", "2016-05-03"),
    ("3 Jun 2016", "2016-06-03"),
    ("29 Agt 2025 08:00 WIB", "2025-08-29T08:00+07:00"),
    ("29 Ags 2025 08:00 WIB", "2025-08-29T08:00+07:00"),
    ("29 Agu 2025 08:00 WIB", "2025-08-29T08:00+07:00"),
    ("29 Agust 2025 08:00 WIB", "2025-08-29T08:00+07:00"),
    ("29 Aug 2025 08:00 WIB", "2025-08-29T08:00+07:00"),
    ("2 Sept 2025 17:00", "2025-09-02T17:00+07:00"),
    ("2 Okt 2025 17:00", "2025-10-02T17:00+07:00"),
    ("2 Oct 2025 17:00", "2025-10-02T17:00+07:00"),
    ("2 Nop 2015 17:00", "2015-11-02T17:00+07:00"),
    ("2 Nopember 2015 17:00", "2015-11-02T17:00+07:00"),
    ("30 Des 2015 14:18", "2015-12-30T14:18+07:00"),
    ("30 Dec 2015 14:18", "2015-12-30T14:18+07:00"),
    ("9 Ogos 2020", "2020-08-09"),
    ("16-Feb-2016 09:10", "2016-02-16T09:10+07:00"),
    ("16/Feb/2016:09:10:11 +0700", "2016-02-16T09:10:11+07:00"),
    # English
    ("Sep. 29, 2025", "2025-09-29"),
    ("April 30, 2025", "2025-04-30"),
    ("Published on Sep. 29, 2025", "2025-09-29"),
    ("Wednesday, 04 November, 2015 | 07:28 WIB", "2015-11-04T07:28+07:00"),
    ("Tue, September 29, 2020 / 08:15 am", "2020-09-29T08:15+07:00"),
    ("September 29, 2020 8:15 PM", "2020-09-29T20:15+07:00"),
    ("September 29, 2020 at 8:15 p.m. WIB", "2020-09-29T20:15+07:00"),
    ("September 29, 2020 12:05 AM", "2020-09-29T00:05+07:00"),
    ("September 29, 2020 12:05 PM", "2020-09-29T12:05+07:00"),
    ("1st May 2018", "2018-05-01"),
    ("May 22nd, 2018 9 pm", "2018-05-22T21:00+07:00"),
    ("on 16 Feb 2016 at 09:10 WIB", "2016-02-16T09:10+07:00"),
    ("20 July 2026, 23:40", "2026-07-20T23:40+07:00"),
    # Numbers, day first
    ("Kamis, 05/11/2015 09:25 WIB", "2015-11-05T09:25+07:00"),
    ("29/05/2025, 12:31 WIB", "2025-05-29T12:31+07:00"),
    ("20/1/2026 18:30", "2026-01-20T18:30+07:00"),
    ("04 / 06 / 2020 03:21", "2020-06-04T03:21+07:00"),
    ("17-09-2020 09:18", "2020-09-17T09:18+07:00"),
    ("05.11.2015 09.25", "2015-11-05T09:25+07:00"),
    ("5.11.2015", "2015-11-05"),
    ("29/05/25, 12:31 WIB", "2025-05-29T12:31+07:00"),
    ("24 Jul 26 10:47 WIB", "2026-07-24T10:47+07:00"),
    ("24 Jul '26, 10:47", "2026-07-24T10:47+07:00"),
    ("04/06/2020 03:21 PM", "2020-06-04T15:21+07:00"),
    # Numbers, year first
    ("2025/06/12 14:37:16", "2025-06-12T14:37:16+07:00"),
    ("2016/05/01 18:30:00", "2016-05-01T18:30:00+07:00"),
    ("2026-07-24 15:16:40", "2026-07-24T15:16:40+07:00"),
    ("2026-07-24 15:16:40 || Budi", "2026-07-24T15:16:40+07:00"),
    ("Yaumil Budi | 2020-12-15 07:30", "2020-12-15T07:30+07:00"),
    ("2020-12-15", "2020-12-15"),
    ("2020.12.15 07:30", "2020-12-15T07:30+07:00"),
    ("2020-1-5 7:30", "2020-01-05T07:30+07:00"),
    ("20201215", "2020-12-15"),
    ("20201215073011", "2020-12-15T07:30:11+07:00"),
    # ISO 8601 and what is meant to be
    ("2026-07-24T10:26:00+07:00", "2026-07-24T10:26:00+07:00"),
    ("2026-07-24T12:40+07:00", "2026-07-24T12:40+07:00"),
    ("2026-07-24T10:26:00", "2026-07-24T10:26:00+07:00"),
    ("2026-07-24T03:26:00Z", "2026-07-24T03:26:00+00:00"),
    ("2026-07-24T03:26:00.123Z", "2026-07-24T03:26:00+00:00"),
    ("2014-07-13T20:07:27.8200000", "2014-07-13T20:07:27+07:00"),
    ("2016-02-16T13:01:52+0700", "2016-02-16T13:01:52+07:00"),
    ("2016-02-16T13:01:52 +0700", "2016-02-16T13:01:52+07:00"),
    ("2016-02-16T13:01:52+07", "2016-02-16T13:01:52+07:00"),
    ("2021-06-17T08:55:00-07:00", "2021-06-17T08:55:00-07:00"),
    ("2021-06-17 08:55:00 -0700", "2021-06-17T08:55:00-07:00"),
    ("2015-11-05 T10:08:58Z", "2015-11-05T10:08:58+00:00"),
    ("2023-11-02T20-59-53Z", "2023-11-02T20:59:53+00:00"),
    ("2020-05-01t10:00:00z", "2020-05-01T10:00:00+00:00"),
    ("20260724T101500Z", "2026-07-24T10:15:00+00:00"),
    ("20260724T101500+0700", "2026-07-24T10:15:00+07:00"),
    ("2020-05-01 10:00:00 UTC", "2020-05-01T10:00:00+00:00"),
    ("Published on 2025-09-29T17:09:28+07:00", "2025-09-29T17:09:28+07:00"),
    # Mail and machines
    ("Mon, 27 Apr 2020 04:05:00 GMT", "2020-04-27T04:05:00+00:00"),
    ("Mon, 27 Apr 2020 04:05:00 +0700", "2020-04-27T04:05:00+07:00"),
    ("Mon, 27 Apr 2020 04:05 EST", "2020-04-27T04:05-05:00"),
    ("Fri Mar 04 2022 08:45:00 GMT+0700 (WIB)", "2022-03-04T08:45:00+07:00"),
    ("4 Maret 2022 08:45 GMT+7", "2022-03-04T08:45+07:00"),
    ("4 Maret 2022 08:45 UTC+07:00", "2022-03-04T08:45+07:00"),
    ("1525177615", "2018-05-01T19:26:55+07:00"),
    ("1525177615000", "2018-05-01T19:26:55+07:00"),
    # The time of day
    ("24 Juli 2026 | 11.32 WIB", "2026-07-24T11:32+07:00"),
    ("24 Juli 2026 pukul 14.59 WITA", "2026-07-24T14:59+08:00"),
    ("24 Juli 2026, pkl. 14.59 wit", "2026-07-24T14:59+09:00"),
    ("24 Juli 2026 Jam: 08.05.09 WIB", "2026-07-24T08:05:09+07:00"),
    ("24 Juli 2026 pada pukul 9.05", "2026-07-24T09:05+07:00"),
    ("24 Juli 2026, Jumat 08:45 WIB", "2026-07-24T08:45+07:00"),
    ("08:45 WIB, Jumat, 4 Maret 2022", "2022-03-04T08:45+07:00"),
    ("08.45 WITA - 04/03/2022", "2022-03-04T08:45+08:00"),
    ("24 Juli 2026 10:00-12:00 WIB", "2026-07-24T10:00+07:00"),
    ("24 Juli 2026 00:00 WIB", "2026-07-24T00:00+07:00"),
    ("24 Juli 2026 23:59:59 WIB", "2026-07-24T23:59:59+07:00"),
    # Labels, glued and not
    ("Diperbarui29/05/2025, 12:31 WIB", "2025-05-29T12:31+07:00"),
    ("Kompas.com- Diperbarui 29/05/2025, 12:31 WIB", "2025-05-29T12:31+07:00"),
    ("Kompas.com - 29/05/2025, 12:31 WIB", "2025-05-29T12:31+07:00"),
    ("Jurnalis-Jum'at, 24 Juli 2026 |15:18 WIB", "2026-07-24T15:18+07:00"),
    ("Tayang: Jumat, 24 Juli 2026 12:40 WIB", "2026-07-24T12:40+07:00"),
    ("Terbit 2 Sep 2025 17:00 WIB", "2025-09-02T17:00+07:00"),
    ("Rilis: 2 Sep 2025 17:00 WIB", "2025-09-02T17:00+07:00"),
    ("Diterbitkan 24 Juli 2026, 10:26 WIB", "2026-07-24T10:26+07:00"),
    ("- Jumat, 24 Juli 2026 | 10:26 WIB", "2026-07-24T10:26+07:00"),
    ("SITI AMINAH • 24 Juli 2026 10:26", "2026-07-24T10:26+07:00"),
    ("24 Juli 2026 10:26 • SITI AMINAH", "2026-07-24T10:26+07:00"),
    ("Reporter: Andi - Jumat, 04 Maret 2022 | 08:45 WIB - Dibaca 20 kali", "2022-03-04T08:45+07:00"),
    ("CTR, Kabar Kita | Selasa, 01/05/2018 19:50 WIB", "2018-05-01T19:50+07:00"),
    ("Kamis, 23 Muharram 1437 / 05 November 2015", "2015-11-05"),
    ("1 Rajab 1437 H/8 April 2016 | 10:00", "2016-04-08T10:00+07:00"),
    ("Diperbarui 3 Mei 2020 10:00 WIB | Diterbitkan 2 Mei 2020 09:00 WIB", "2020-05-02T09:00+07:00"),
    ("Jadwal 3-5 Mei 2020 | Jumat, 04 Maret 2022 08:45 WIB", "2022-03-04T08:45+07:00"),
    # Left to dateparser
    ("5th of May 2020", "2020-05-05"),
    ("Fri Mar 04 08:45:00 WIB 2022", "2022-03-04T08:45+07:00"),
]


def expected_of(iso: str) -> tuple[datetime, str]:
    value = datetime.fromisoformat(iso)
    clock = iso.partition("T")[2].partition("+")[0].partition("-")[0]
    precision = {0: "day", 5: "minute", 8: "second"}[len(clock)]
    return value if value.tzinfo else value.replace(tzinfo=WIB), precision


@pytest.mark.parametrize(("raw", "iso"), ABSOLUTE, ids=[raw for raw, _ in ABSOLUTE])
def test_absolute_dates(raw: str, iso: str) -> None:
    parsed = read(raw)
    assert parsed is not None
    value, precision = expected_of(iso)
    assert (parsed.value, parsed.value.utcoffset(), parsed.precision) == (value, value.utcoffset(), precision)
    assert not parsed.relative
    assert parse_date(raw, zone=WIB, now=NOW) == value


RELATIVE = [
    ("15 Menit yang lalu", "2026-08-25T09:45+07:00"),
    ("- 7 menit yang lalu", "2026-08-25T09:53+07:00"),
    ("1 jam dan 5 menit yang lalu", "2026-08-25T08:55+07:00"),
    ("1 jam, 5 menit lalu", "2026-08-25T08:55+07:00"),
    ("12 jam lalu", "2026-08-24T22:00+07:00"),
    ("sejam yang lalu", "2026-08-25T09:00+07:00"),
    ("45 detik yang lalu", "2026-08-25T09:59:45+07:00"),
    ("5 mnt yg lalu", "2026-08-25T09:55+07:00"),
    ("5 minutes ago", "2026-08-25T09:55+07:00"),
    ("an hour ago", "2026-08-25T09:00+07:00"),
    ("2 hari lalu", "2026-08-23"),
    ("3 Hari yang lalu", "2026-08-22"),
    ("2 hari lalu, 10:20 WIB", "2026-08-23T10:20+07:00"),
    ("seminggu lalu", "2026-08-18"),
    ("6 bulan yang lalu", "2026-02-25"),
    ("2 tahun lalu", "2024-08-25"),
    ("Baru saja", "2026-08-25T10:00+07:00"),
    ("Diterbitkan baru saja", "2026-08-25T10:00+07:00"),
    ("just now", "2026-08-25T10:00+07:00"),
    ("Kemarin", "2026-08-24"),
    ("Kemarin 19.30", "2026-08-24T19:30+07:00"),
    ("Kemarin, pukul 19.30 WITA", "2026-08-24T19:30+08:00"),
    ("Hari ini, 10:20", "2026-08-25T10:20+07:00"),
    ("Hari ini", "2026-08-25"),
    ("Yesterday at 7:30 PM", "2026-08-24T19:30+07:00"),
    ("Andi | Kemarin 19:30 WIB", "2026-08-24T19:30+07:00"),
    ("Kabar Kita - 2 jam yang lalu", "2026-08-25T08:00+07:00"),
]


@pytest.mark.parametrize(("raw", "iso"), RELATIVE, ids=[raw for raw, _ in RELATIVE])
def test_relative_times_count_from_now_in_the_portals_zone(raw: str, iso: str) -> None:
    parsed = read_date(raw, zone=WIB, now=NOW.astimezone(UTC))
    assert parsed is not None
    value, precision = expected_of(iso)
    assert (parsed.value, parsed.value.utcoffset(), parsed.precision) == (value, value.utcoffset(), precision)
    assert parsed.relative


def test_an_absolute_date_wins_over_a_relative_one() -> None:
    parsed = read("2 jam lalu | 24 Juli 2026 10:00")
    assert parsed is not None and not parsed.relative and parsed.value.day == 24


REFUSED = [
    "", " ", "12", "Mei", "Mei 2020", "5 Mei", "2020", "null WIB", "WIB", "Invalid date", "[publishdate]",
    "0", "32 Januari 2020", "29 Februari 2023", "31 April 2020", "0 Mei 2020", "00/00/0000", "13/13/2020",
    "5/29/2025", "4 Maret 2022 25:61", "4 Maret 2022 24:00 WIB", "4 Maret 2022 10:60",
    "2022-03-04T25:00:00", "2022-13-04", "4 Maret 1989", "4 Maret 2029", "0001-01-01T00:00:00",
    "1970-01-01T00:00:00Z", "9999-12-31", "0812-3456-7890", "0812 3456 2020", "+62 812-2010-1234",
    "(021) 530 2020", "081234567890", "6281234567890", "Rp 12.500.000", "Rp12.05.2020.000", "12.500",
    "192.168.20.20", "Skor 2-1", "3-2-1", "Pasal 5/11", "3-5 Mei 2020", "3 - 5 Mei 2020",
    "3 s/d 5 Mei 2020", "30 April - 2 Mei 2020", "3 sampai 5 Mei 2020", "3 Mei 2020 - 5 Mei 2020",
    "03/05/2020 - 05/05/2020", "23 Muharram 1437", "Terbaru", "5 menit", "Baca 5 menit",
    "Presiden kemarin bertemu menteri", "Kejadian baru saja dilaporkan warga", "hari ini cerah",
    "1.500 jam lalu", "٢٤ يوليو ٢٠٢٦", "２４ Juli ２０２６", "24 Juli ٢٠٢٦", "Covid 19 2020",
    "12 orang Maria 2020", "2026-07", "24 Juli 2026 10:00 +99:00", "99999999999999", "2026-W30-5",
    "12/2020", "Edisi 12 Mei", "123456", "Juni 2020 12 orang",
]  # fmt: skip


@pytest.mark.parametrize("raw", REFUSED)
def test_what_is_no_date_is_refused(raw: str) -> None:
    assert read(raw) is None


def test_the_table_is_long_enough() -> None:
    assert len({raw for raw, _ in ABSOLUTE + RELATIVE}) >= 120


@pytest.mark.parametrize(
    ("raw", "printed", "zone_given", "updated"),
    [
        (
            "Laporan: Andi | Jumat, 04 Maret 2022 | 08:45 WIB - Dibaca",
            "Jumat, 04 Maret 2022 | 08:45 WIB",
            True,
            False,
        ),
        ("Diperbarui29/05/2025", "29/05/2025", False, True),
        ("Diperbarui: Kamis, 29 Mei 2025 10.00", "Kamis, 29 Mei 2025 10.00", False, True),
        ("Last updated on May 3, 2020", "May 3, 2020", False, True),
        ("Update Corona - Jumat, 4 Maret 2022", "Jumat, 4 Maret 2022", False, False),
        ("08:45 WIB, 4 Maret 2022", "08:45 WIB, 4 Maret 2022", True, False),
        ("Diperbarui 5 menit yang lalu", "5 menit yang lalu", False, True),
        ("on 2020-05-01T10:00:00Z", "2020-05-01T10:00:00Z", True, False),
    ],
)
def test_what_was_printed_is_told(raw: str, printed: str, zone_given: bool, updated: bool) -> None:
    parsed = read(raw)
    assert parsed is not None
    assert (parsed.raw, parsed.zone_given, parsed.updated) == (printed, zone_given, updated)
    assert is_update_label(raw) == updated


def test_a_portal_elsewhere_has_its_own_zone() -> None:
    parsed = read("24 Juli 2026 10:00", ZoneInfo("Asia/Makassar"))
    assert parsed is not None and parsed.value.isoformat() == "2026-07-24T10:00:00+08:00"
