"""Times told from now: "15 Menit yang lalu", "1 jam dan 5 menit lalu", "Kemarin 19.30", "Baru saja"."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import datetime, time, timedelta, tzinfo

from crawler.dates.clock import clock_after
from crawler.dates.parsed import ParsedDate, Precision, within_reason
from crawler.dates.vocabulary import PUBLISH_LABEL, UPDATE_LABEL, ends_in_update_label, one_of

_UNIT_SPELLINGS = {
    "seconds": "detik dtk second seconds sec secs",
    "minutes": "menit mnt minute minutes min mins",
    "hours": "jam hour hours hr hrs",
    "days": "hari day days",
    "weeks": "minggu pekan week weeks",
    "months": "bulan bln month months",
    "years": "tahun thn year years",
}
_UNITS = {word: unit for unit, words in _UNIT_SPELLINGS.items() for word in words.split()}
_DAYS_BACK = {"hari ini": 0, "today": 0, "kemarin": 1, "kemaren": 1, "yesterday": 1, "kemarin lusa": 2}

_LONGEST = 120  # a longer string is a sentence, and tells of something else
_FLAGS = re.IGNORECASE | re.ASCII
_COUNT = rf"(?P<{{}}>\d{{{{1,3}}}}|se|satu|an?|one) ?(?P<{{}}>{one_of(_UNITS)})"
_AGO = re.compile(
    r"(?<![\w.,:/])(?P<words>"
    + _COUNT.format("count", "unit")
    + rf"(?:(?: dan | and |, ?| ){_COUNT.format('more', 'smaller')})? ?(?:yang |yg )?(?:lalu|ago))(?![a-z])",
    _FLAGS,
)
_LABEL = rf"\W{{0,6}}(?:(?:{UPDATE_LABEL}|{PUBLISH_LABEL})\W{{0,4}}(?:pada|on)?\W{{0,4}})?"
_JUST_NOW = re.compile(
    rf"{_LABEL}(?P<words>baru saja|barusan|just now|moments? ago|"
    r"beberapa (?:saat|detik|menit)(?: yang)? lalu)\W{0,6}",
    _FLAGS,
)
_DAY_WORD = re.compile(rf"(?<![a-z])(?P<words>{one_of(_DAYS_BACK)})(?![a-z])", _FLAGS)
_NOTHING_BUT_LABEL = re.compile(_LABEL, _FLAGS)


def relative_date(text: str, *, zone: tzinfo, now: datetime) -> ParsedDate | None:
    """The time told from `now` in white-space-folded text, in `zone` unless a zone is printed, or None.

    Days and longer are midnights unless a time is printed. "Kemarin" without a time and "Baru saja" count
    only where nothing but a label stands beside them, since sentences hold these words too. ValueError may
    pass.
    """
    if len(text) > _LONGEST:
        return None
    base = now.astimezone(zone).replace(microsecond=0)
    precision: Precision = "minute"
    clock = None
    if found := _AGO.search(text):
        value, precision = _ago(found, base)
    elif found := _JUST_NOW.fullmatch(text):
        value = base.replace(second=0)
    elif found := _DAY_WORD.search(text):
        value, precision = base - timedelta(days=_DAYS_BACK[found.group().lower()]), "day"
    else:
        return None
    start, end = found.span("words")
    if precision == "day":
        clock = clock_after(text, end)
        if not clock and found.re is _DAY_WORD and not _stands_alone(text, start, end):
            return None
        value = datetime.combine(value.date(), clock.at if clock else time())
        value = value.replace(tzinfo=value.tzinfo or zone)
        precision, end = (clock.precision, clock.end) if clock else (precision, end)
    if not within_reason(value, now):
        return None
    updated = ends_in_update_label(text[:start])
    zone_given = clock is not None and clock.at.tzinfo is not None
    return ParsedDate(value, text[start:end], precision, zone_given, relative=True, updated=updated, zone=zone)


def _stands_alone(text: str, start: int, end: int) -> bool:
    return bool(_NOTHING_BUT_LABEL.fullmatch(text[:start])) and not text[end:].strip(" .,;|-)")


def _ago(found: re.Match[str], base: datetime) -> tuple[datetime, Precision]:
    """The moment so long before `base`, and how exactly its units tell it."""
    counts = [(found["count"], _UNITS[found["unit"].lower()])]
    if found["more"]:
        counts.append((found["more"], _UNITS[found["smaller"].lower()]))
    value = base
    for count, unit in counts:
        value = _before(value, int(count) if count.isdigit() else 1, unit)
    units = {unit for _, unit in counts}
    if "seconds" in units:
        return value, "second"
    return value.replace(second=0), "minute" if units & {"minutes", "hours"} else "day"


def _before(value: datetime, number: int, unit: str) -> datetime:
    if unit not in ("months", "years"):
        return value - timedelta(**{unit: number})
    months = value.year * 12 + value.month - 1 - number * (12 if unit == "years" else 1)
    year, month = divmod(months, 12)
    return value.replace(year=year, month=month + 1, day=min(value.day, monthrange(year, month + 1)[1]))
