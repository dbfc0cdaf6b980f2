"""Dates written at random are read back; whatever else comes, nothing raises and nothing takes long."""

from __future__ import annotations

import random
import string
import subprocess
import sys
import time
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from crawler.dates import date_in_url, is_update_label, read_date
from crawler.dates.vocabulary import MONTH_NAMES, MONTHS, WEEKDAY_NAMES

WIB = ZoneInfo("Asia/Jakarta")
NOW = datetime(2026, 8, 25, 10, 0, 30, tzinfo=WIB)

TEMPLATES = [
    ("{w}, {d.day:02} {m} {d.year} | {d:%H:%M} WIB", "minute"),
    ("{w} {d.day} {s} {d.year} {d:%H.%M} WIB", "minute"),
    ("Diperbarui{d:%d/%m/%Y}, {d:%H:%M} WIB", "minute"),
    ("{d.day}/{d.month}/{d.year} {d:%H:%M}", "minute"),
    ("{d:%d-%m-%Y %H:%M:%S}", "second"),
    ("{d:%Y-%m-%dT%H:%M:%S}+07:00", "second"),
    ("{d:%Y-%m-%d T%H:%M:%S}+0700", "second"),
    ("{d:%Y/%m/%d %H:%M:%S}", "second"),
    ("{d:%a, %d %b %Y %H:%M:%S} +0700", "second"),
    ("{d:%B} {d.day}, {d.year} {d:%I:%M %p}", "minute"),
    ("Oleh: Budi — {d.day} {m} {d.year}", "day"),
    ("{d:%H.%M} WIB, {d.day} {m} {d.year}", "minute"),
    ("{stamp}", "second"),
]


@pytest.mark.parametrize(("template", "precision"), TEMPLATES, ids=[t for t, _ in TEMPLATES])
def test_a_date_written_in_a_portals_form_is_read_back(template: str, precision: str) -> None:
    rng = random.Random(template)
    for _ in range(200):
        d = datetime(1995, 1, 1, tzinfo=WIB) + timedelta(seconds=rng.randrange(31 * 365 * 86_400))
        short = rng.choice([word for word, number in MONTHS.items() if number == d.month])
        raw = template.format(
            d=d,
            w=WEEKDAY_NAMES[d.weekday()],
            m=MONTH_NAMES[d.month - 1],
            s=short.title(),
            stamp=int(d.timestamp()),
        )
        if raw.isdigit() and len(raw) != 10:
            continue
        zeroed = {"second": {}, "minute": {"second": 0}, "day": {"hour": 0, "minute": 0, "second": 0}}[precision]
        parsed = read_date(raw, zone=WIB, now=NOW)
        assert parsed is not None, raw
        assert (parsed.value, parsed.precision) == (d.replace(**zeroed), precision), raw


def test_junk_never_raises_and_is_read_in_bounded_time() -> None:
    rng = random.Random(7)
    words = [
        "Mei",
        "2020",
        "12",
        "/",
        "-",
        ":",
        ".",
        "T",
        "Z",
        "WIB",
        "lalu",
        "jam",
        "kemarin",
        "+07",
        "GMT",
        "Jum'at",
    ]
    alphabet = string.printable + "’\xa0٢２é漢\u200b\ud800"
    for _ in range(1_500):
        spaced = rng.choice(["", " "]).join(rng.choices(words, k=rng.randrange(12)))
        for raw in (spaced, "".join(rng.choices(alphabet, k=rng.randrange(60)))):
            parsed = read_date(raw, zone=WIB, now=NOW)
            assert parsed is None or parsed.value.tzinfo is not None
            date_in_url(raw, zone=WIB)
            is_update_label(raw)


@pytest.mark.parametrize(
    "piece", ["1", "1/", "1 ", "12 Mei ", "2020-", " ", "a", "jam ", "1 jam ", "(", "Diperbarui ", "/2020/01"]
)
def test_a_megabyte_is_read_at_once(piece: str) -> None:
    raw = piece * (1_000_000 // len(piece))
    times = []
    for _ in range(3):
        began = time.perf_counter()
        read_date(raw, zone=WIB, now=NOW)
        date_in_url(raw, zone=WIB)
        is_update_label(raw)
        times.append(time.perf_counter() - began)
    assert min(times) < 0.1


def test_common_forms_are_read_without_dateparser() -> None:
    code = (
        "import sys; from datetime import *; from crawler.dates import read_date; now = datetime.now(UTC);"
        "assert read_date('Jumat, 04 Maret 2022 | 08:45 WIB', zone=UTC, now=now);"
        "assert not read_date('Kemarin Andi', zone=UTC, now=now);"
        "sys.exit('dateparser' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
