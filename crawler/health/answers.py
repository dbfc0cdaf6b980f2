"""Checks of how a portal answers: silence, outages, refusals, failures, sources and robots.txt. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from crawler.health.findings import Finding, Severity
from crawler.health.history import History, Visit, points
from crawler.health.rhythm import outage, silence
from crawler.health.rules import HealthRules
from crawler.health.shares import risen

REFUSALS = ("bot wall", "403", "429")
_FEW_SOURCES = 0.05
_MOST_VERSIONS = 4
_LINES_SHOWN = 3


def check_silence(history: History, rules: HealthRules) -> Iterator[Finding]:
    """No new article where there always were some."""
    if found := silence(history.visits, rules):
        yield Finding(
            portal=history.portal,
            check="silent",
            severity="critical",
            expected=f"about {found.expected:.0f} new articles by now",
            seen=f"none in {_span(found.until - found.since)}",
            since=found.since,
            advice=f"kliping portals check {history.portal}",
        )


def check_outage(history: History, rules: HealthRules) -> Iterator[Finding]:
    """No answer from any source. A bot wall is told as that."""
    if found := outage(history.visits, rules):
        met: Counter[str] = Counter()
        for visit in history.visits:
            if visit.started >= found.since:
                met.update({reason: n for (_, reason), n in visit.reasons.items()})
        if any(reason in REFUSALS for reason in met):
            return
        last = history.visits[-1].run
        yield Finding(
            portal=history.portal,
            check="unreachable",
            severity="critical",
            expected=f"an answer within {_span(max(rules.patience, found.longest))}",
            seen=f"none in {_span(found.until - found.since)}: {', '.join(reason for reason, _ in met.most_common(3))}",
            since=found.since,
            advice=f"kliping runs show {last}",
            run=last,
        )


def check_answers(history: History, rules: HealthRules) -> Iterator[Finding]:
    """What was asked for and not had, by the kind of reason."""
    kinds: tuple[tuple[str, Severity, str, float, timedelta], ...] = (
        ("refused", "critical", "requests meet a bot wall or a 403 or 429", rules.effect, timedelta()),
        ("forbidden", "critical", "requests are refused by robots.txt", rules.effect, timedelta()),
        ("failures", "warning", "articles asked for failed or were none", rules.effect, rules.patience),
        (
            "sources",
            "warning",
            "feeds, sitemaps and indexes did not answer, or link nothing",
            _FEW_SOURCES,
            rules.patience,
        ),
    )
    counted = [(visit, _counted(visit)) for visit in history.visits]
    for check, severity, words, effect, lasting in kinds:
        shares = points((visit, *counts[check]) for visit, counts in counted)
        if shift := risen(shares, rules, effect=effect, lasting=lasting):
            last = history.visits[-1].run
            yield Finding(
                portal=history.portal,
                check=check,
                severity=severity,
                expected=f"{shift.usual:.0%} of {words}",
                seen=f"{shift.now:.0%} of {shift.of}",
                since=shift.since,
                advice=f"kliping runs show {last}",
                run=last,
            )


def _counted(visit: Visit) -> dict[str, tuple[int, int]]:
    """By check, how many of how many did not come for the reason that it is about."""
    hits: Counter[str] = Counter()
    left = 0
    for (what, reason), count in visit.reasons.items():
        if what == "left":
            left += count
        elif reason in REFUSALS:
            hits["refused"] += count
        elif reason == "robots":
            hits["forbidden"] += count
        elif what in ("silent_sources", "empty_sources"):
            hits["sources"] += count
        elif what in ("failed", "rejected"):
            hits["failures"] += count
    asked = visit.asked - left
    return {
        "refused": (hits["refused"], asked + visit.sources_asked),
        "forbidden": (hits["forbidden"], asked + visit.sources_asked),
        "failures": (hits["failures"], asked),
        # that none answered is an outage
        "sources": (hits["sources"], visit.sources_asked if visit.sources else 0),
    }


def check_robots(history: History, rules: HealthRules) -> Iterator[Finding]:
    """A robots.txt with other rules than before. One that changes all the time is not news."""
    hosts = dict.fromkeys(version.host for version in history.robots)
    for host in hosts:
        versions = [version for version in history.robots if version.host == host]
        before, now = versions[-2:] if len(versions) > 1 else (None, versions[-1])
        age = history.visits[-1].started - now.first_seen
        if before is None or age > rules.recent or len(versions) > _MOST_VERSIONS:
            continue
        old, new = before.rules.splitlines(), now.rules.splitlines()
        changed = [f"-{line}" for line in old if line not in new] + [f"+{line}" for line in new if line not in old]
        more = len(changed) - _LINES_SHOWN
        yield Finding(
            portal=history.portal,
            check="robots",
            subject=host,
            severity="warning",
            expected="the robots.txt of before",
            seen=", ".join(changed[:_LINES_SHOWN]) + (f" and {more} more lines" if more > 0 else ""),
            since=now.first_seen,
            advice="read it, and whether it still allows what is crawled",
            example=f"https://{host}/robots.txt",
        )


def _span(span: timedelta) -> str:
    hours = round(span / timedelta(hours=1))
    return f"{hours} hours" if hours < 72 else f"{round(hours / 24)} days"
