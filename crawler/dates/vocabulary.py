"""The words of dates: months, weekdays, zones and labels, in Indonesian, English and Malay."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

MONTH_NAMES = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
WEEKDAY_NAMES = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")

_MONTH_SPELLINGS = (
    "januari january jan",
    "februari february pebruari februar feb febr peb",
    "maret march mac mar mrt",
    "april apr",
    "mei may",
    "juni june jun",
    "juli july julai jul",
    "agustus august ogos agust agus agst ags agt agu aug ogo",
    "september sept sep",
    "oktober october okt oct",
    "november nopember nov nop",
    "desember december disember des dec dis",
)
MONTHS = {word: number for number, words in enumerate(_MONTH_SPELLINGS, 1) for word in words.split()}

_WEEKDAYS = (
    "senin selasa rabu kamis jum'at jumat sabtu minggu ahad sen sel rab kam jum sab min isnin khamis jumaat "
    "monday tuesday wednesday thursday friday saturday sunday mon tues tue wed thurs thu fri sat sun"
).split()
INDONESIAN_ZONES: dict[str, tzinfo] = {
    "wib": ZoneInfo("Asia/Jakarta"),
    "wita": ZoneInfo("Asia/Makassar"),
    "wit": ZoneInfo("Asia/Jayapura"),
}
_RFC_2822_HOURS = {"est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7}
ZONES: dict[str, tzinfo] = {
    **INDONESIAN_ZONES,
    **dict.fromkeys(("z", "utc", "gmt"), UTC),
    **{name: timezone(timedelta(hours=hours)) for name, hours in _RFC_2822_HOURS.items()},
}


def one_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


MONTH = one_of(MONTHS)
WEEKDAY = one_of(_WEEKDAYS)
UPDATE_LABEL = (
    r"di-?perbarui|di-?perbaharui|pembaruan|ter-?update|di-?update|last updated?|updated?|di-?mutakhirkan|"
    r"pemutakhiran|di-?ubah|di-?sunting|di-?edit|edited|modified|revisi|dikemas ?kini"
)
PUBLISH_LABEL = (
    r"di-?terbitkan|terbit|tayang|di-?tayangkan|rilis|di-?rilis|di-?publikasikan|dipublish|publikasi|published|"
    r"publish|di-?posting|posted|diunggah|dimuat|created"
)
_BETWEEN = rf"\W{{0,4}}(?:(?:pada|tanggal|tgl|on|at|terakhir|hari|{WEEKDAY}|{MONTH})\b\W{{0,4}}){{0,3}}$"
_LABEL_LENGTH = 60
_UPDATE_AT_END = re.compile(rf"(?<![a-z])(?:{UPDATE_LABEL}){_BETWEEN}", re.IGNORECASE | re.ASCII)
_PUBLISH_AT_END = re.compile(rf"(?<![a-z])(?:{PUBLISH_LABEL}){_BETWEEN}", re.IGNORECASE | re.ASCII)
_UP_TO_A_DIGIT = re.compile(r"\D*", re.ASCII)


def ends_in_update_label(text: str) -> bool:
    """Whether the text before a date says that an update follows."""
    return bool(text) and bool(_UPDATE_AT_END.search(text[-_LABEL_LENGTH:]))


def ends_in_publish_label(text: str) -> bool:
    """Whether the text before a date says that the publication follows."""
    return bool(_PUBLISH_AT_END.search(text[-_LABEL_LENGTH:]))


def is_update_label(raw: str) -> bool:
    """Whether the first date in `raw` is printed as an update ("Diperbarui 29/05/2025, 12:31 WIB").

    On KLY sites (liputan6, bola.com, fimela) such a label repeats the publication time.
    """
    found = _UP_TO_A_DIGIT.match(raw[:4096])
    return found is not None and ends_in_update_label(found.group())
