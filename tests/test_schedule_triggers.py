"""When jobs start: cron text, intervals, zones, and what was missed."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from news_site import WIB

from crawler.configuration import Job, parse_configuration
from crawler.errors import UsageError
from crawler.scheduling.records import read_starts, write_starts
from crawler.scheduling.triggers import coming_starts, cron_trigger, next_start

JAKARTA = ZoneInfo("Asia/Jakarta")
# a Wednesday
NOON = datetime(2026, 3, 4, 12, 0, tzinfo=WIB)
HOUR = timedelta(hours=1)
EVERY_HOUR = Job(name="jam", portals=("detik",), every=HOUR)
DAILY = Job(name="subuh", portals=("detik",), cron="30 5 * * *")


def starts(cron: str, count: int, zone: str = "Asia/Jakarta", now: datetime = NOON) -> list[str]:
    job = Job(name="x", portals=("detik",), cron=cron)
    coming = itertools.islice(coming_starts([job], ZoneInfo(zone), {}, now), count)
    return [at.strftime("%a %m-%d %H:%M") for at, _ in coming]


@pytest.mark.parametrize(
    ("cron", "expected"),
    [
        ("15 * * * *", ["Wed 03-04 12:15", "Wed 03-04 13:15"]),
        ("*/20 6-8 * * *", ["Thu 03-05 06:00", "Thu 03-05 06:20"]),
        ("0 0 1 * *", ["Wed 04-01 00:00", "Fri 05-01 00:00"]),
        ("0 5 * jan,MAY *", ["Fri 05-01 05:00", "Sat 05-02 05:00"]),
        # in cron a week begins on Sunday, which is 0 and 7
        ("0 5 * * 0", ["Sun 03-08 05:00", "Sun 03-15 05:00"]),
        ("0 5 * * 7", ["Sun 03-08 05:00", "Sun 03-15 05:00"]),
        ("0 5 * * 5-7", ["Fri 03-06 05:00", "Sat 03-07 05:00"]),
        ("0 5 * * mon-fri", ["Thu 03-05 05:00", "Fri 03-06 05:00"]),
        ("0 5 * * */3", ["Sat 03-07 05:00", "Sun 03-08 05:00"]),
        ("0 5 * * 1,Tue", ["Mon 03-09 05:00", "Tue 03-10 05:00"]),
    ],
)
def test_cron_means_what_it_means_in_a_crontab(cron, expected):
    assert starts(cron, 2) == expected


def test_cron_counts_in_its_zone_which_in_jakarta_has_no_summer_time():
    days = [at for at, _ in itertools.islice(coming_starts([DAILY], JAKARTA, {}, NOON), 365)]
    assert {at.astimezone(UTC).strftime("%H:%M") for at in days} == {"22:30"}
    assert starts("30 2 * * *", 2, "Asia/Jayapura", datetime(2026, 3, 4, tzinfo=UTC)) == [
        "Thu 03-05 02:30",
        "Fri 03-06 02:30",
    ]
    # the clock of Amsterdam goes from two to three on that night
    spring = datetime(2026, 3, 28, 12, tzinfo=UTC)
    assert starts("0 12 * * *", 2, "Europe/Amsterdam", spring) == ["Sun 03-29 12:00", "Mon 03-30 12:00"]


@pytest.mark.parametrize(
    ("cron", "told"),
    [
        ("15 * * *", "is no cron text; give five fields"),
        ("@hourly", "is no cron text; give five fields"),
        ("60 * * * *", "is no cron text: .*60"),
        ("0 5 last * *", "is no cron text"),
        ("0 5 * * 8", "there is no day 8 in a week"),
        ("0 5 * * fri-mon", "no day of the week is in 'fri-mon'"),
        ("0 5 1 * 1", "names days of the month and of the week; make two jobs of it"),
        ("0 0 30 2 *", "never comes"),
    ],
)
def test_cron_that_cannot_be_kept_is_refused(cron, told):
    with pytest.raises(ValueError, match=told):
        cron_trigger(cron, JAKARTA)
    with pytest.raises(UsageError, match=r"kliping.toml: \[\[job\]\] x: cron: "):
        parse_configuration(f'[[job]]\nname="x"\nall=true\ncron="{cron}"', Path("kliping.toml"))


@pytest.mark.parametrize(
    ("job", "last", "expected"),
    [
        (EVERY_HOUR, None, NOON),
        (EVERY_HOUR, NOON - HOUR / 4, NOON + HOUR * 3 / 4),
        (EVERY_HOUR, NOON - HOUR * 30, NOON),
        # the clock was set back
        (EVERY_HOUR, NOON + HOUR * 30, NOON + HOUR),
        (DAILY, None, NOON + HOUR * 17.5),
        (DAILY, NOON - HOUR * 6.5, NOON + HOUR * 17.5),
        (DAILY, NOON - HOUR * 7, NOON),
        (DAILY, NOON - HOUR * 24 * 40, NOON),
    ],
)
def test_what_was_missed_is_made_up_for_once_and_at_once(job, last, expected):
    assert next_start(job, JAKARTA, last, NOON) == expected
    following = itertools.islice(coming_starts([job], JAKARTA, {job.name: last} if last else {}, NOON), 1, 3)
    assert all(at > NOON for at, _ in following)


def test_the_starts_of_all_jobs_come_in_order():
    coming = list(itertools.islice(coming_starts([DAILY, EVERY_HOUR], JAKARTA, {"jam": NOON}, NOON), 20))
    assert [at for at, _ in coming] == sorted(at for at, _ in coming)
    assert [job.name for _, job in coming].index("subuh") == 17


def test_the_last_starts_are_kept_and_a_broken_record_is_none(tmp_path):
    db = tmp_path / "news.db"
    assert read_starts(db) == {}
    write_starts(db, {"jam": NOON})
    assert read_starts(db) == {"jam": NOON}
    (tmp_path / "news.db.schedule.json").write_text('{"jam": 5')
    assert read_starts(db) == {}
