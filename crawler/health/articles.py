"""Checks of what the stored articles are like: their fields and sources, their lengths, their dates. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from math import exp2

from crawler.health.findings import Finding
from crawler.health.history import MISSING, History, Visit, points
from crawler.health.rules import HealthRules
from crawler.health.shares import Shift, fallen, risen

_ESSENTIAL = ("title", "text", "published_at")
_CLASSES_A_DOUBLING = 4
_LONGEST_CLASS = 400
_SHORTER, _LONGER = 0.75, 1.5
_LEAST_SHIFT = 5
_INSPECT = "kliping inspect"


def check_fields(history: History, rules: HealthRules) -> Iterator[Finding]:
    """Fields that go missing, or come from further down the chain than usual."""
    history = replace(history, visits=tuple(visit for visit in history.visits if visit.fields))
    names = dict.fromkeys(name for visit in history.visits for name in visit.fields)
    for name in names:
        yield from _missing(history, rules, name)
        yield from _fallback(history, rules, name)


def _missing(history: History, rules: HealthRules, name: str) -> Iterator[Finding]:
    counted = [(visit, visit.fields.get(name, {})) for visit in history.visits]
    sizes = [(visit, sum(by.values()) - by.get(MISSING, 0), sum(by.values())) for visit, by in counted]
    if shift := fallen(points(sizes), rules):
        yield _of_field(history, name, "missing", shift, words=f"have {name}")


def _fallback(history: History, rules: HealthRules, name: str) -> Iterator[Finding]:
    """The source that a field usually comes from gives way to one further down the chain."""
    before: Counter[str] = Counter()
    for visit in _older(history.visits):
        before.update(visit.fields.get(name, {}))
    del before[MISSING]
    if not before:
        return
    usual = before.most_common(1)[0][0]
    counted = [(visit, visit.fields.get(name, {})) for visit in history.visits]
    shift = fallen(points((v, by.get(usual, 0), sum(by.values()) - by.get(MISSING, 0)) for v, by in counted), rules)
    if shift is None:
        return
    now: Counter[str] = Counter()
    for visit, by in counted:
        if visit.started >= shift.since:
            now.update({source: n for source, n in by.items() if source not in (MISSING, usual)})
    source = now.most_common(1)[0][0]
    if not _is_better(source, usual):
        yield _of_field(history, name, "fallback", shift, words=f"have {name} from {usual}", source=source)


def _of_field(
    history: History, name: str, check: str, shift: Shift, *, words: str, source: str | None = None
) -> Finding:
    return Finding(
        portal=history.portal,
        check=check,
        subject=name,
        source=source,
        severity="critical" if name in _ESSENTIAL and check == "missing" else "warning",
        expected=f"{shift.usual:.0%} of articles {words}",
        seen=f"{shift.now:.0%} of {shift.of}" + (f", now from {source}" if source else ""),
        since=shift.since,
        advice=_INSPECT,
    )


def _is_better(source: str, usual: str) -> bool:
    """Whether a source stands before the usual one in the chain: an earlier selector, or a selector at all."""
    if not source.startswith("css:"):
        return False
    return not usual.startswith("css:") or int(source[4:]) < int(usual[4:])


def check_lengths(history: History, rules: HealthRules) -> Iterator[Finding]:
    """Texts that became shorter or longer: more of them than usual are like the shortest or longest quarter."""
    before: Counter[int] = Counter()
    for visit in _older(history.visits):
        before.update(visit.lengths)
    if before.total() < rules.least_articles:
        return
    short, middle, long = (_quantile(before, share) for share in (0.25, 0.5, 0.75))
    for check, odd_ones in (("short-text", range(short)), ("long-text", range(long + 1, _LONGEST_CLASS))):
        odd = [
            (visit, sum(n for size, n in visit.lengths.items() if size in odd_ones), sum(visit.lengths.values()))
            for visit in history.visits
        ]
        if (shift := risen(points(odd), rules)) is None:
            continue
        now: Counter[int] = Counter()
        for visit in history.visits:
            if visit.started >= shift.since:
                now.update(visit.lengths)
        ratio = exp2((_quantile(now, 0.5) - middle) / _CLASSES_A_DOUBLING)
        if _SHORTER < ratio < _LONGER:
            continue
        yield Finding(
            portal=history.portal,
            check=check,
            severity="critical" if check == "short-text" else "warning",
            expected=f"texts of about {_length(middle)} characters",
            seen=f"about {_length(_quantile(now, 0.5))} in {shift.of} articles",
            since=shift.since,
            advice=_INSPECT,
        )


def _quantile(histogram: Counter[int], share: float) -> int:
    """The class in which so large a share of the articles is reached."""
    wanted, reached = share * histogram.total(), 0
    for value in sorted(histogram):
        reached += histogram[value]
        if reached >= wanted:
            return value
    return 0


def _length(size: int) -> int:
    return int(round(exp2((size + 0.5) / _CLASSES_A_DOUBLING), -1))


def check_dates(history: History, rules: HealthRules) -> Iterator[Finding]:
    """Articles from the future, or published long before a run that did not find them."""
    late_hours = rules.late / timedelta(hours=1)
    looks = [visit for visit in history.visits if visit.sources]
    pairs = [(visit, (visit.started - before.started) / timedelta(hours=1)) for before, visit in pairwise(looks)]
    late = [(v, sum(n for hours, n in v.lags.items() if hours - wait >= late_hours)) for v, wait in pairs]
    future = [(v, sum(n for hours, n in v.lags.items() if hours < 0)) for v, _ in pairs]
    # a feed that hung for some hours brings late articles too, but once
    for check, counted, lasting in (("late-dates", late, rules.patience), ("future-dates", future, None)):
        odd = [(visit, hits, sum(visit.lags.values())) for visit, hits in counted]
        if shift := risen(points(odd), rules, lasting=lasting):
            yield from _of_dates(history, check, shift, looks)


def _of_dates(history: History, check: str, shift: Shift, looks: Sequence[Visit]) -> Iterator[Finding]:
    before: Counter[int] = Counter()
    now: Counter[int] = Counter()
    for visit in looks:
        (now if visit.started >= shift.since else before).update(visit.lags)
    usual, hours = _quantile(before, 0.5), _quantile(now, 0.5)
    if check == "late-dates" and hours - usual < _LEAST_SHIFT:
        # a feed is asked less often, or answers late
        return
    zone = "; 7 hours are the zone of WIB: a time without it, or with a Z that is not meant"
    apart = abs(hours - usual)
    yield Finding(
        portal=history.portal,
        check=check,
        subject="",
        severity="critical",
        expected=f"articles are found about {usual} hours after they are published",
        seen=f"{shift.now:.0%} of {shift.of} are dated "
        + ("in the future" if check == "future-dates" else f"about {hours} hours before they were found")
        + (zone if 6 <= apart <= 8 else ""),
        since=shift.since,
        advice=_INSPECT,
    )


def _older(visits: Sequence[Visit]) -> Sequence[Visit]:
    """The older half of the history, by time: what is usual, also for a while after something has changed."""
    middle = visits[0].started + (visits[-1].started - visits[0].started) / 2
    return [visit for visit in visits if visit.started <= middle]
