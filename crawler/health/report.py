"""How each portal is, and whether the crawl itself still runs. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median
from typing import Any, Literal

from crawler.health.checks import is_unknown, judge
from crawler.health.findings import EVERYWHERE, Finding
from crawler.health.history import History
from crawler.health.rules import HealthRules

MISSED_RUNS = 4
LEAST_IDLE = timedelta(days=2)

State = Literal["well", "unwell", "unknown", "idle"]


@dataclass(frozen=True, slots=True)
class PortalHealth:
    """How a portal is: "unknown" has too little history, "idle" was not crawled lately; neither is called well.

    `runs` are those that it is judged by, from `first` to `last` (aware, None without any).
    """

    portal: str
    state: State
    runs: int = 0
    first: datetime | None = None
    last: datetime | None = None
    findings: Sequence[Finding] = field(default=())

    def to_dict(self) -> dict[str, Any]:
        """As JSON holds it, without the findings."""
        return {
            "portal": self.portal,
            "state": self.state,
            "runs": self.runs,
            "first": self.first.isoformat() if self.first else None,
            "last": self.last.isoformat() if self.last else None,
        }


def health_of(history: History, rules: HealthRules, at: datetime) -> PortalHealth:
    """How a portal is at a moment (aware)."""
    visits = history.visits
    if not visits:
        return PortalHealth(history.portal, "unknown")
    known = (len(visits), visits[0].started, visits[-1].started)
    gaps = [(b.started - a.started).total_seconds() for a, b in pairwise(visits)]
    if at - visits[-1].started > max(LEAST_IDLE, MISSED_RUNS * timedelta(seconds=median(gaps or [0.0]))):
        return PortalHealth(history.portal, "idle", *known)
    findings = judge(history, rules)
    if not findings and is_unknown(history, rules):
        return PortalHealth(history.portal, "unknown", *known)
    return PortalHealth(history.portal, "unwell" if findings else "well", *known, findings)


def stopped(portals: Sequence[PortalHealth], at: datetime) -> Finding | None:
    """That no portal is crawled any more, although there was a rhythm to it."""
    lasts = [portal.last for portal in portals if portal.last and portal.runs > MISSED_RUNS]
    if not lasts or any(portal.state != "idle" for portal in portals):
        return None
    return Finding(
        portal=EVERYWHERE,
        check="stopped",
        severity="critical",
        expected="crawls as often as before",
        seen=f"none in {round((at - max(lasts)) / timedelta(days=1))} days",
        since=max(lasts),
        advice="kliping runs",
    )
