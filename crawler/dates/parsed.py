"""ParsedDate, a date with what was printed about it, and dates as a reader would write them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo
from typing import Literal

from crawler.dates.vocabulary import INDONESIAN_ZONES, MONTH_NAMES, WEEKDAY_NAMES

Precision = Literal["second", "minute", "day"]

EARLIEST_YEAR = 1990
YEARS_AHEAD = 2
MAX_OFFSET = timedelta(hours=14)
_ZONE_NAMES = {7: "WIB", 8: "WITA", 9: "WIT"}


@dataclass(frozen=True, slots=True)
class ParsedDate:
    """A date read from a string.

    `value` is aware: in the printed zone where one was printed, else in `zone`, the portal's. What the
    precision does not cover is zero: a day is its midnight, fractions of a second are dropped. `raw` is the
    part of the string that was the date, white space folded. `zone_given`: an offset or a zone name was
    printed. `relative`: counted from the fetch ("2 jam lalu"), so approximate. `updated`: labelled as an
    update ("Diperbarui …").
    """

    value: datetime
    raw: str
    precision: Precision
    zone_given: bool = False
    relative: bool = False
    updated: bool = False
    zone: tzinfo = INDONESIAN_ZONES["wib"]


def within_reason(value: datetime, now: datetime) -> bool:
    """Whether an article may bear this date at all: 1990 to two years from now, an offset that exists."""
    offset = value.utcoffset() or timedelta()
    return EARLIEST_YEAR <= value.year <= now.year + YEARS_AHEAD and abs(offset) <= MAX_OFFSET


def as_local(parsed: ParsedDate) -> ParsedDate:
    """The same wall clock in the portal's zone, whatever zone was printed: some print `Z` on local time."""
    return replace(parsed, value=parsed.value.replace(tzinfo=parsed.zone), zone_given=False)


def in_words(dt: datetime) -> str:
    """An aware datetime in its own zone (WIB, WITA, WIT or UTC±offset): "Jumat, 4 Maret 2022 08.45 WIB"."""
    day = f"{WEEKDAY_NAMES[dt.weekday()]}, {dt.day} {MONTH_NAMES[dt.month - 1]} {dt.year}"
    return f"{day} {dt:%H.%M} {_zone_name(dt)}".rstrip()


def _zone_name(dt: datetime) -> str:
    offset = dt.utcoffset()
    if offset is None:
        return ""
    minutes = round(offset.total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    if minutes >= 0 and not rest and hours in _ZONE_NAMES:
        return _ZONE_NAMES[hours]
    sign = "-" if minutes < 0 else "+"
    return "UTC" if not minutes else f"UTC{sign}{hours:02}:{rest:02}"
