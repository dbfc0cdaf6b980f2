"""The time of day and its zone, as they stand beside a date."""

from __future__ import annotations

import re
from datetime import time, timedelta, timezone, tzinfo
from typing import NamedTuple

from crawler.dates.parsed import Precision
from crawler.dates.vocabulary import WEEKDAY, ZONES, one_of

_HALF = r" ?(?P<{}>[ap])\.?m\b\.?"
_HOURS = (
    r"(?P<hour>\d{1,2})(?:"
    # detik prints hyphens in the time, but only behind the T: 2023-11-02T20-59-53Z
    r"(?P<colon>[:.]|(?<=T\d\d)-)(?P<minute>\d\d)(?:(?P=colon)(?P<second>\d\d)(?:[.,]\d{1,12})?)?(?!\d)"
    + rf"(?:{_HALF.format('half')})?|{_HALF.format('bare_half')})"
)
_ZONE = (
    r"(?:[ ,(]{0,2}(?P<zone>(?:utc|gmt) ?[+-]\d{1,2}(?::?\d\d)?|[+-]\d\d:?\d\d|\+\d\d|"
    rf"{one_of(ZONES)})(?![a-z\d]))?"
)
_GAP = rf"[ ,.|/;:•·@()\[\]_–—-]{{0,6}}(?:(?:pukul|pkl|jam|at|pada|{WEEKDAY})\b[ .:,]{{0,3}}){{0,2}}"
CLOCK = _HOURS + _ZONE
_AFTER = re.compile(rf"(?: ?T ?|{_GAP}){CLOCK}", re.IGNORECASE | re.ASCII)
_BEFORE = re.compile(
    rf"(?<![\d.,:/-]){CLOCK}[ ,|/;•()–—-]{{1,6}}(?:(?:{WEEKDAY})[ ,.]{{1,3}})?$", re.IGNORECASE | re.ASCII
)
_BEFORE_LENGTH = 48


class Clock(NamedTuple):
    """A time of day; `at` is aware if a zone was printed. `start` and `end` are its place in the text."""

    at: time
    precision: Precision
    start: int
    end: int


def clock_after(text: str, position: int) -> Clock | None:
    """The time that follows a date ending at `position`. ValueError if one is printed that does not exist."""
    found = _AFTER.match(text, position)
    return _clock(found, 0) if found else None


def clock_before(text: str, position: int) -> Clock | None:
    """The time that stands right before a date starting at `position` ("08.45 WIB, 4 Maret 2022")."""
    start = max(0, position - _BEFORE_LENGTH)
    found = _BEFORE.search(text[start:position])
    return _clock(found, start) if found else None


def _clock(found: re.Match[str], shift: int) -> Clock:
    hour, minute, second = found["hour"], found["minute"] or "0", found["second"]
    at = time(_of_24(int(hour), found["half"] or found["bare_half"]), int(minute), int(second or 0))
    zone = found["zone"]
    # "10:00-12:00" is a span of hours, "10:00:00-12:00" an offset
    if zone and zone[0] == "-" and ":" in zone and not second:
        zone = None
    if zone:
        at = at.replace(tzinfo=zone_of(zone))
    return Clock(at, "second" if second else "minute", found.start() + shift, found.end() + shift)


def _of_24(hour: int, half: str | None) -> int:
    if half is None or hour > 12:
        return hour
    return hour % 12 + (12 if half in "pP" else 0)


def zone_of(printed: str) -> tzinfo:
    """The zone of "WITA", "Z", "+0700", "+07:00" or "GMT+7". ValueError if there is no such offset."""
    name = printed.lower()
    if name in ZONES:
        return ZONES[name]
    sign = -1 if "-" in name else 1
    digits = re.sub(r"\D", "", name)
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "0")
    return timezone(sign * timedelta(hours=int(hours), minutes=int(minutes)))
