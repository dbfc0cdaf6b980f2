"""Dates that portals hide in their URLs, where the shape of the URL gives them away."""

from __future__ import annotations

import re
from datetime import datetime, tzinfo

from crawler.dates.parsed import ParsedDate, Precision

_URL_LENGTH = 2048
_FLAGS = re.ASCII
_Y, _M, _D = r"(?P<year>(?:199|20[0-3])\d)", r"(?P<month>0[1-9]|1[0-2])", r"(?P<day>0[1-9]|[12]\d|3[01])"
_HM = r"(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)"
_HMS = _HM + r"(?P<second>[0-5]\d)"

# The most exact first. Other six-digit numbers behind /read/ and a date are ids (rmol, metrotvnews).
_SHAPES = tuple(
    re.compile(shape, _FLAGS)
    for shape in (
        rf"/{_Y}{_M}{_D}{_HMS}(?=[/-]|$)",  # cnnindonesia, cnbcindonesia, merdeka's galleries
        rf"/read/{_Y}/{_M}/{_D}/{_HMS}\d{{2,3}}(?=/|$)",  # kompas
        rf"/read/{_Y}/{_M}/{_D}/{_HMS}/\d+(?=/|$)",  # detik to 2018: the time of the draft
        rf"(?<!/read)/{_Y}/{_M}/{_D}/{_HMS}(?=/|$)",  # suara
        rf"-{_D}{_M}{_Y}-{_HMS}(?=\.\w{{3,4}}$)",  # image files of sinpo
        rf"/{_Y}/{_M}/{_D}(?=/|$)",  # okezone, tribunnews, fajar, poskota, WordPress
        rf"/{_Y}{_M}{_D}(?=[/-]|$)",  # bisnis
    )
)
_SHORT_YEAR = re.compile(rf"/(?P<year>[0-3]\d)/{_M}/{_D}/(?=[a-z]+\d)[a-z\d]{{5,12}}-", _FLAGS)  # republika
_UNIX_AT_END = re.compile(r"-(1\d{9})/?$", _FLAGS)  # sindonews
_UNIQID = re.compile(r"/(?=\d*[a-f])([4-7][\da-f]{7})[\da-f]{5}(?=/|$)", _FLAGS)  # PHP's uniqid: katadata


def date_in_url(url: str, *, zone: tzinfo) -> ParsedDate | None:
    """The date in the path of a URL, read in `zone`, or None; never raises. Some are the draft's.

    Read are YYYY/MM/DD, YYYYMMDD and YYYYMMDDHHMMSS as whole segments, times behind them where a known
    portal has them, republika's YY/MM/DD, and unix times as sindonews and katadata hide them. `raw` is what
    was read.
    """
    path = re.split(r"[?#]", url[:_URL_LENGTH], maxsplit=1)[0]
    for shape in _SHAPES:
        if (found := shape.search(path)) and (parsed := _from_parts(found, zone)):
            return parsed
    for pattern, base in ((_UNIX_AT_END, 10), (_UNIQID, 16)):
        if found := pattern.search(path):
            return _from_stamp(int(found[1], base), found[1], zone)
    found = _SHORT_YEAR.search(path)
    return _from_parts(found, zone) if found else None


def _from_parts(found: re.Match[str], zone: tzinfo) -> ParsedDate | None:
    parts = {name: int(digits) for name, digits in found.groupdict().items()}
    if parts["year"] < 100:
        parts["year"] += 2000
    precision: Precision = "second" if "second" in parts else "day"
    try:
        value = datetime(**parts, tzinfo=zone)
    except ValueError:
        return None
    return ParsedDate(value, found.group().strip("/-"), precision, zone=zone)


def _from_stamp(stamp: int, raw: str, zone: tzinfo) -> ParsedDate | None:
    return ParsedDate(datetime.fromtimestamp(stamp, zone), raw, "second", zone_given=True, zone=zone)
