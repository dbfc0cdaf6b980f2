"""What of the findings is news: each is told once, and once more when it is over. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from crawler.health.findings import CHECKS, EVERYWHERE, Finding
from crawler.moments import WIB

CALM = timedelta(hours=12)
"""What was not found for so long is over; what comes and goes is not told each time."""

Key = tuple[str, str]
"""The portal and `Finding.key`."""


@dataclass(frozen=True, slots=True)
class Told:
    """A finding that was told: since when it is so, and when it was found last; aware."""

    since: datetime
    last_found: datetime


@dataclass(frozen=True, slots=True)
class News:
    """`fresh` findings are to be told, `lasting` ones are so already; `over` were told, and it is as usual again."""

    fresh: tuple[Finding, ...]
    lasting: tuple[Finding, ...]
    over: Mapping[Key, Told]

    def __bool__(self) -> bool:
        return bool(self.fresh or self.over)


def news_of(
    found: Iterable[Finding],
    told: Mapping[Key, Told],
    judged: Collection[str],
    at: datetime,
    wanted: Collection[str] = CHECKS,
) -> News:
    """What is news at a moment (aware), of the `wanted` checks.

    Only of the `judged` portals can something be over; that the crawl had stopped is over when any was judged.
    """
    now = {(finding.portal, finding.key): finding for finding in found}
    known = {*judged, EVERYWHERE} if judged else set()
    gone = {key: past for key, past in told.items() if key not in now and key[0] in known}
    over = {key: past for key, past in gone.items() if at - past.last_found >= CALM}
    fresh = tuple(finding for key, finding in now.items() if key not in told and finding.check in wanted)
    return News(fresh, tuple(finding for key, finding in now.items() if key in told), over)


def message_of(news: News) -> tuple[str, str]:
    """The title and the text of an alert."""
    found_at = dict.fromkeys(finding.portal for finding in news.fresh)
    portals = ["all portals" if portal == EVERYWHERE else portal for portal in found_at]
    if news.fresh:
        title = f"Kliping: {', '.join(portals[:3])}{' …' if len(portals) > 3 else ''} unwell"
    else:
        title = "Kliping: as usual again"
    lines = [line for finding in news.fresh for line in lines_of(finding)]
    lines += [
        f"as usual again: {portal} {key} (since {_minute(past.since)})" for (portal, key), past in news.over.items()
    ]
    return title, "\n".join(lines)


def lines_of(finding: Finding) -> list[str]:
    """A finding for people to read."""
    what = f"{finding.check} {finding.subject}".strip()
    lines = [
        f"{finding.portal}: {what} ({finding.severity}, since {_minute(finding.since)})",
        f"  usual: {finding.expected}",
        f"  now: {finding.seen}",
    ]
    if finding.example and finding.example not in finding.advice:
        lines.append(f"  example: {finding.example}")
    return [*lines, f"  look at: {finding.advice}"]


def _minute(moment: datetime) -> str:
    return f"{moment.astimezone(WIB):%Y-%m-%d %H:%M} WIB"
