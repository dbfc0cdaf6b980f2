"""Finding and reading the date in a string: ISO 8601, then the portals' own forms, then dateparser."""

from __future__ import annotations

import re
from datetime import datetime, time, tzinfo

from crawler.dates.clock import Clock, clock_after, clock_before, zone_of
from crawler.dates.parsed import ParsedDate, Precision, within_reason
from crawler.dates.relative import relative_date
from crawler.dates.vocabulary import MONTH, MONTHS, WEEKDAY, ends_in_publish_label, ends_in_update_label

_RAW_LENGTH = 8192
_TEXT_LENGTH = 1024
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"), "")
_FOLDED = {**_INVISIBLE, ord("’"): "'", ord("‘"): "'", ord("`"): "'", ord("´"): "'"}

_FLAGS = re.IGNORECASE | re.ASCII
_YEAR = r"(?:(?:19|20)\d\d(?!\d|\.\d{3})|'?\d\d(?=[ ,|/-]{1,3}\d{1,2}[:.]\d\d(?!\d)))"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
# The group that matched names the order of its pieces.
_DATE = re.compile(
    r"(?<!\d)(?:(?P<ymd>(?<!\d[-/.])(?:19|20)\d\d(?P<a>[-/.])\d{1,2}(?P=a)\d{1,2}(?!\d))"
    r"|(?P<dmy>(?:(?<!\d[-/.])\d{1,2} ?(?P<b>[-/.]) ?\d{1,2} ?(?P=b) ?"
    rf"|{_DAY}[ ./-]{{0,3}}(?:{MONTH})(?![a-z])\.?[ ,/-]{{0,3}}){_YEAR}))"
    rf"|(?<![a-z])(?P<mdy>(?:{MONTH})\.? {_DAY}(?:, ?| )(?:19|20)\d\d(?!\d))",
    _FLAGS,
)
_PIECE = re.compile(r"\d+|[a-z]{3,}", _FLAGS)
_TO = r" ?(?:[-–—]|s/d|s\.d\.?|sd|sampai|hingga|until|to) ?"
_SPAN_BEFORE = re.compile(rf"(?<![\d:.])\d{{1,2}}(?: (?:{MONTH}))?{_TO}(?:(?:{WEEKDAY})[ ,.]{{1,3}})?$", _FLAGS)
_SPAN_AFTER = re.compile(rf"{_TO}(?:(?:{WEEKDAY})[ ,.]{{1,3}})?(?:{_DATE.pattern})", _FLAGS)
_WEEKDAY_BEFORE = re.compile(rf"(?<![a-z])(?:{WEEKDAY})[ ,.]{{0,3}}$", _FLAGS)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:[T _-]?(\d\d)(\d\d)(\d\d)? ?(Z|[+-]\d\d:?\d\d)?)?", _FLAGS)
_FOREIGN = re.compile(rf"(?=.*\b(?:19|20)\d\d\b)(?=.*\b{_DAY}\b).*(?<![a-z])(?:{MONTH})(?![a-z])", _FLAGS)
_FOREIGN_LENGTH = 60
_SECONDS_DIGITS, _MILLISECONDS_DIGITS = 10, 13


def parse_date(raw: str, *, zone: tzinfo, now: datetime) -> datetime | None:
    """The aware datetime that `read_date` finds in `raw`, or None."""
    parsed = read_date(raw, zone=zone, now=now)
    return parsed.value if parsed else None


def read_date(raw: str, *, zone: tzinfo, now: datetime) -> ParsedDate | None:
    """The date in a string, which may be a whole byline, or None; never raises.

    `zone` is the portal's and holds where none is printed; relative times count from `now` (aware). Numbers
    are day first. The first date wins, but one labelled as published wins over an update before it, and an
    absolute date over a relative one. Refused: what has no day, month and year; dates and times that do not
    exist; years outside 1990 to two years from now; spans ("3-5 Mei 2020").
    """
    text = " ".join(raw[:_RAW_LENGTH].split())[:_TEXT_LENGTH]
    if not text.isascii():
        text = text.translate(_FOLDED)
    try:
        if parsed := _whole(text, zone, now):
            return parsed
        parsed, seen = _first_printed(text, zone, now)
        if parsed or seen:
            return parsed
        return relative_date(text, zone=zone, now=now) or _foreign(text, zone, now)
    except (ValueError, OverflowError):
        return None


def _whole(text: str, zone: tzinfo, now: datetime) -> ParsedDate | None:
    """ISO 8601, with or without its separators, and unix time, where the string is nothing else."""
    if text[4:5] == "-" and len(text) >= 16:
        # voi.id writes 2026-05-13WIB18:45:00+07:00
        iso = text[:10] + "T" + text[13:] if text[10:13] == "WIB" else text
        try:
            value = datetime.fromisoformat(iso)
        except ValueError:
            return None
        return _dated(value, text, "second" if iso[16:17] == ":" else "minute", zone, now)
    if not text[:8].isdigit() or not text.isascii():
        return None
    if text.isdigit() and len(text) in (_SECONDS_DIGITS, _MILLISECONDS_DIGITS):
        stamp = int(text[:_SECONDS_DIGITS])
        parsed = _dated(datetime.fromtimestamp(stamp, zone), text, "second", zone, now)
        if parsed or len(text) == _SECONDS_DIGITS:
            return parsed
    if not (found := _COMPACT.fullmatch(text)):
        return None
    year, month, day, hour, minute, second, printed = found.groups()
    value = datetime(
        int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0),
        tzinfo=zone_of(printed) if printed else None,
    )  # fmt: skip
    return _dated(value, text, "second" if second else "minute" if hour else "day", zone, now)


def _dated(
    value: datetime, raw: str, precision: Precision, zone: tzinfo, now: datetime, *, updated: bool = False
) -> ParsedDate | None:
    zone_given = value.tzinfo is not None
    value = value.replace(microsecond=0, tzinfo=value.tzinfo or zone)
    if not within_reason(value, now):
        return None
    return ParsedDate(value, raw, precision, zone_given, updated=updated, zone=zone)


def _first_printed(text: str, zone: tzinfo, now: datetime) -> tuple[ParsedDate | None, bool]:
    """The first date that stands, and whether anything looked like one."""
    update, seen, passed = None, False, 0
    for found in _DATE.finditer(text):
        seen = True
        if found.start() < passed:
            continue
        if span := _SPAN_AFTER.match(text, found.end()):
            passed = span.end()
            continue
        parsed = _printed(found, text, zone, now)
        if parsed is None or (update and not ends_in_publish_label(text[: found.start()])):
            continue
        if not parsed.updated:
            return parsed, True
        update = update or parsed
    return update, seen


def _printed(found: re.Match[str], text: str, zone: tzinfo, now: datetime) -> ParsedDate | None:
    """The date at one place of the text with the time beside it; None if it does not exist or ends a span."""
    start, end = found.span()
    before = text[max(0, start - 40) : start]
    if before and _SPAN_BEFORE.search(before):
        return None
    try:
        year, month, day = _year_month_day(found)
        clock = clock_after(text, end) or (clock_before(text, start) if before else None)
        value = datetime.combine(datetime(year, month, day), clock.at if clock else time())  # noqa: DTZ001
    except ValueError:
        return None
    if weekday := _WEEKDAY_BEFORE.search(before):
        start -= len(before) - weekday.start()
    updated = ends_in_update_label(text[:start])
    raw = _with_clock(text, start, end, clock)
    return _dated(value, raw, clock.precision if clock else "day", zone, now, updated=updated)


def _with_clock(text: str, start: int, end: int, clock: Clock | None) -> str:
    return text[min(start, clock.start) : max(end, clock.end)] if clock else text[start:end]


def _year_month_day(found: re.Match[str]) -> tuple[int, int, int]:
    order = found.lastgroup or ""
    pieces = dict(zip(order, _PIECE.findall(found.group()), strict=True))
    month = pieces["m"]
    year = int(pieces["y"])
    return year + 2000 if year < 100 else year, MONTHS.get(month.lower()) or int(month), int(pieces["d"])


def _foreign(text: str, zone: tzinfo, now: datetime) -> ParsedDate | None:
    """What dateparser makes of a short string with month, year and one more number ("5th of May 2020")."""
    if len(text) > _FOREIGN_LENGTH or not _FOREIGN.match(text):
        return None
    import dateparser

    settings = {
        "DATE_ORDER": "DMY", "REQUIRE_PARTS": ["day", "month", "year"], "PARSERS": ["absolute-time"],
        "TIMEZONE": str(zone), "RETURN_AS_TIMEZONE_AWARE": True, "RELATIVE_BASE": now.replace(tzinfo=None),
    }  # fmt: skip
    try:
        value = dateparser.parse(text, languages=["id", "en"], settings=settings)
    except Exception:  # dateparser lets errors of its own tables through
        return None
    if value is None:
        return None
    value = value.astimezone(zone)
    timed = bool(re.search(r"\d[:.]\d\d", text))
    return _dated(value.replace(tzinfo=None), text, "minute" if timed else "day", zone, now)
