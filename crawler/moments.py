"""Moments and spans of time as people write them in options and in kliping.toml."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

WIB = ZoneInfo("Asia/Jakarta")

_UNITS = {"w": "weeks", "d": "days", "h": "hours", "m": "minutes", "s": "seconds"}
_SPAN = re.compile(r"([0-9]{1,6})([wdhms])")
# minutes are left out: `1m` could be meant as a month
_BACK = re.compile(r"[0-9]{1,6}[wdh]")
# times are compared as text, so a year has four digits
_FIRST_YEAR = 1000
_DAY = re.compile(r"[0-9]{4}-?[0-9]{2}-?[0-9]{2}")


def parse_span(text: str) -> timedelta:
    """A span of time: `90s`, `15m`, `6h`, `2d`, `1w`. ValueError if it is none, or nothing."""
    span = _SPAN.fullmatch(text.strip())
    if not span or not int(span[1]):
        raise ValueError(f"{text!r} is no span of time; give for example 15m, 6h or 2d")
    return timedelta(**{_UNITS[span[2]]: int(span[1])})


def span_text(span: timedelta) -> str:
    """A span of whole seconds as `parse_span` reads it, in the largest unit that fits: `90s`, `15m`, `2d`."""
    units = [unit for unit in _UNITS if unit != "w"]
    unit = next((u for u in units if not span % timedelta(**{_UNITS[u]: 1})), "s")
    return f"{span // timedelta(**{_UNITS[unit]: 1})}{unit}"


def parse_moment(text: str, *, end_of_day: bool = False) -> datetime:
    """A moment, aware, in Asia/Jakarta if it names no zone: `2022-03-04`, `2022-03-04T08:45`, or `2d` back from now.

    A day is its first moment, or with `end_of_day` the first moment after it. ValueError if it is none.
    """
    text = text.strip()
    try:
        moment = _moment(text, end_of_day=end_of_day)
        if moment.astimezone(UTC).year < _FIRST_YEAR:
            raise ValueError(f"before {_FIRST_YEAR}")
    except (ValueError, OverflowError) as error:
        raise ValueError(f"{text!r} is no date; give 2022-03-04, or 2d or 12h for a span back from now") from error
    return moment


def _moment(text: str, *, end_of_day: bool) -> datetime:
    if _BACK.fullmatch(text):
        return datetime.now(UTC).astimezone(WIB) - parse_span(text)
    if _DAY.fullmatch(text):
        return datetime.combine(date.fromisoformat(text) + timedelta(days=end_of_day), time(), WIB)
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=WIB)
