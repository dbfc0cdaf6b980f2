"""Which of the times that a page gives is the publication, and in which zone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from crawler.dates.parsed import MAX_OFFSET, ParsedDate, as_local
from crawler.dates.vocabulary import INDONESIAN_ZONES

VISIBLE = "visible"
LOCAL = ":local"
_HALF_HOUR = timedelta(minutes=30)
_LEAD = timedelta(days=1)
_FIRST_ONLINE_YEAR = 1995  # republika.co.id, the first Indonesian news site
# Constants of templates, by wall clock: okezone prints the first on every page.
_PLACEHOLDERS = {datetime(2014, 7, 13, 20, 7, 27), datetime(2000, 1, 1)}  # noqa: DTZ001


@dataclass(frozen=True, slots=True)
class Candidate:
    """A date and where it stood: "jsonld", "meta", "visible", "url", or any name that an order uses."""

    source: str
    parsed: ParsedDate


def settle(candidates: Sequence[Candidate], order: Sequence[str], *, now: datetime) -> Candidate | None:
    """The publication time among what a page says, or None. Modified times are not to be given.

    `order` names the sources as they are believed; "meta:local" reads that source's wall clock in the
    portal's zone whatever zone it prints (detik's pubdate `Z`, merdeka's GMT). The first plausible one is
    taken, update labels and relative times last, and held against the visible one, listed in `order` or
    not. Where both tell the same minute, or are whole or half hours up to 14 apart (the machine's zone is a
    lie), the visible wall clock stands with the machine's seconds. For a mere day or midnight stands the
    time of that day that another source knows. The value is in the zone that the page prints if that is
    WIB, WITA or WIT, else in the portal's.
    """
    ranked = _ranked(candidates, order, now)
    if not ranked:
        return None
    chosen = ranked[0]
    if chosen.source == VISIBLE:
        parsed = _with_seconds(chosen.parsed, [c.parsed for c in ranked if c.source != VISIBLE])
    else:
        parsed = _against(_visible(candidates, now), chosen.parsed)
    chosen = replace(chosen, parsed=parsed)
    if _only_day(parsed):
        timed = (c for c in ranked if not _only_day(c.parsed) and not c.parsed.relative)
        chosen = next((c for c in timed if _day(c.parsed) == _day(parsed)), chosen)
    value = chosen.parsed.value
    if value.tzinfo not in INDONESIAN_ZONES.values():
        chosen = replace(chosen, parsed=replace(chosen.parsed, value=value.astimezone(chosen.parsed.zone)))
    return chosen


def _ranked(candidates: Sequence[Candidate], order: Sequence[str], now: datetime) -> list[Candidate]:
    """The plausible candidates of the sources in `order`, the most believed first."""
    believed = [_believed(c, entry) for entry in order for c in candidates if c.source == entry.partition(":")[0]]
    return sorted((c for c in believed if _plausible(c.parsed, now)), key=_doubt)


def _believed(candidate: Candidate, entry: str) -> Candidate:
    """The candidate as its entry of the order has it read."""
    local = as_local(candidate.parsed)
    offset = candidate.parsed.value.utcoffset() or timedelta()
    # merdeka prints -07:00 for +07:00
    mirrored = offset < timedelta() and offset == -(local.value.utcoffset() or timedelta())
    return replace(candidate, parsed=local) if mirrored or entry.endswith(LOCAL) else candidate


def _plausible(parsed: ParsedDate, now: datetime) -> bool:
    value = parsed.value
    template = value.replace(tzinfo=None, microsecond=0) in _PLACEHOLDERS
    return not template and value.year >= _FIRST_ONLINE_YEAR and value <= now + _LEAD


def _doubt(candidate: Candidate) -> tuple[bool, bool]:
    return candidate.parsed.relative, candidate.parsed.updated


def _visible(candidates: Iterable[Candidate], now: datetime) -> ParsedDate | None:
    """The printed absolute date to hold others against, one that is no update before one that is."""
    printed = (c for c in candidates if c.source == VISIBLE and not c.parsed.relative and _plausible(c.parsed, now))
    return next((c.parsed for c in sorted(printed, key=_doubt)), None)


def _with_seconds(visible: ParsedDate, machines: Sequence[ParsedDate]) -> ParsedDate:
    """The visible time to the second, if a machine's time tells its minute."""
    if visible.relative or visible.precision != "minute":
        return visible
    same = next(filter(None, (_same_minute(machine, visible) for machine in machines)), visible)
    return replace(visible, value=same.value, precision=same.precision)


def _against(visible: ParsedDate | None, machine: ParsedDate) -> ParsedDate:
    """The machine's time as the visible one corrects it."""
    if visible is None or machine.relative or machine.precision == "day":
        return machine
    if visible.precision != "day":
        return _same_minute(machine, visible) or machine
    local, day = as_local(machine), visible.value.date()
    lies = _day(machine) != day and _day(local) == day and not visible.updated
    return local if lies else machine


def _same_minute(machine: ParsedDate, visible: ParsedDate) -> ParsedDate | None:
    """The visible wall clock with the machine's seconds, if they tell one minute in right or wrong zones."""
    if "day" in (machine.precision, visible.precision):
        return None
    apart = machine.value.replace(second=0) - visible.value.replace(second=0)
    wall_clock = machine.value.replace(second=0, tzinfo=None) == visible.value.replace(second=0, tzinfo=None)
    # A real update may come whole hours later, so of an update only the same wall clock speaks
    by_zone = not visible.updated and not apart % _HALF_HOUR and abs(apart) <= MAX_OFFSET
    if apart and not wall_clock and not by_zone:
        return None
    exact = machine if machine.precision == "second" else visible
    return replace(machine, value=visible.value.replace(second=exact.value.second), precision=exact.precision)


def _day(parsed: ParsedDate) -> date:
    return parsed.value.astimezone(parsed.zone).date()


def _only_day(parsed: ParsedDate) -> bool:
    return parsed.precision == "day" or not any(parsed.value.timetuple()[3:6])
