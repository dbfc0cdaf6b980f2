"""All checks of a portal, in one list: each takes its history and the rules, and gives findings. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fnmatch import fnmatchcase

from crawler.health.answers import check_answers, check_outage, check_robots, check_silence
from crawler.health.articles import check_dates, check_fields, check_lengths
from crawler.health.findings import Finding
from crawler.health.history import History
from crawler.health.rules import HealthRules

CHECKERS: tuple[Callable[[History, HealthRules], Iterator[Finding]], ...] = (
    check_silence,
    check_outage,
    check_answers,
    check_robots,
    check_fields,
    check_lengths,
    check_dates,
)


def judge(history: History, rules: HealthRules) -> list[Finding]:
    """What is wrong with a portal at the end of its history, the critical first."""
    if not history.visits:
        return []
    found = [finding for check in CHECKERS for finding in check(history, rules)]
    told = [f for f in found if not any(fnmatchcase(f"{f.portal}:{f.key}", pattern) for pattern in rules.ignore)]
    return sorted(told, key=lambda finding: finding.severity)


def is_unknown(history: History, rules: HealthRules) -> bool:
    """Whether new articles were seen over too short a time to say what is usual."""
    brought = [visit.started for visit in history.visits if visit.new]
    return not brought or brought[-1] - history.visits[0].started < rules.least_history
