"""Tally: what one portal's crawl found, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import Any, Literal

from crawler.errors import ExitCode

State = Literal["ok", "partial", "failed"]
Setback = Literal["silent_sources", "empty_sources", "skipped", "rejected", "robots", "left", "failed"]
"""The counts of what did not come."""


@dataclass
class Cause:
    """How often a reason was met, and a URL where it was."""

    count: int = 0
    example: str | None = None


@dataclass
class Tally:
    """Counts of one portal in one run.

    Sources are feeds, sitemaps and index pages: `sources` answered, `silent_sources` did not, of `sources_asked`;
    `empty_sources` answered and link no article, where one begins.
    `found`: different articles linked there, in range by the source's own dates; `skipped`: those out of range.
    Of the found, `known` needed no fetch, `refused` were no article or gone when last asked, `waiting` failed lately
    and are not due again, and `asked` were fetched.
    Of those, `fetched` went to the store (as `new`, `changed` or `unchanged`), `outside` turned out to be out of
    range, `rejected` are no articles, `robots` may not be fetched, `failed` did not arrive, and `left` were given up.
    `visits` are stored articles that were asked for again (in `asked` too): `unmodified` have not changed, `gone` are
    not there any more. `resting` sources were not due to be asked.
    `causes` has the reasons of each setback.
    """

    sources_asked: int = 0
    sources: int = 0
    silent_sources: int = 0
    empty_sources: int = 0
    found: int = 0
    skipped: int = 0
    known: int = 0
    refused: int = 0
    waiting: int = 0
    asked: int = 0
    fetched: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    outside: int = 0
    rejected: int = 0
    robots: int = 0
    left: int = 0
    failed: int = 0
    visits: int = 0
    unmodified: int = 0
    gone: int = 0
    resting: int = 0
    causes: dict[tuple[Setback, str], Cause] = field(default_factory=dict)

    def note(self, setback: Setback, reason: str, url: str) -> None:
        """Count a source or an article that did not come, with the reason."""
        setattr(self, setback, getattr(self, setback) + 1)
        self.meet(setback, reason, url)

    def meet(self, setback: Setback, reason: str, url: str | None = None) -> None:
        """Count a reason alone."""
        # where a redirect led says little about the next
        cause = self.causes.setdefault((setback, reason.partition(" http")[0]), Cause(example=url))
        cause.count += 1

    @property
    def reasons(self) -> Mapping[str, int]:
        """How often each was met where something did not answer or was no article, the most frequent first."""
        met: Counter[str] = Counter()
        for (setback, reason), cause in self.causes.items():
            met[reason] += cause.count * (setback != "empty_sources")
        return MappingProxyType(dict((+met).most_common()))

    @property
    def is_idle(self) -> bool:
        """Whether everything that was asked for so far is settled."""
        return self.sources + self.silent_sources == self.sources_asked and not self.under_way

    @property
    def under_way(self) -> int:
        """How many articles were asked for and are not settled."""
        settled = self.fetched + self.outside + self.rejected + self.robots + self.failed + self.left
        return self.asked - settled - self.unmodified - self.gone

    @property
    def unknown(self) -> int:
        """How many of the found were not known."""
        return self.found - self.known - self.refused - self.waiting

    @property
    def state(self) -> State:
        """ "failed": nothing could be had. "partial": more failed than came or was there. "ok": the rest."""
        had = self.fetched + self.outside + self.known + self.unmodified + self.gone
        if self.failed > had:
            return "partial" if had else "failed"
        if had or self.refused or (self.resting and not self.silent_sources):
            return "ok"
        return "ok" if self.skipped and not self.found else "failed"

    def to_dict(self) -> dict[str, Any]:
        """Every count, the reasons and the state, as JSON holds them."""
        return {**{name: getattr(self, name) for name in COUNTS}, "reasons": dict(self.reasons), "state": self.state}


COUNTS = tuple(each.name for each in fields(Tally) if each.type == "int")
"""The names of the counts, in order."""


def exit_code(tallies: Iterable[Tally]) -> ExitCode:
    """OK where every portal is, FAILED where every one failed, else PARTIAL."""
    states = {tally.state for tally in tallies}
    if states <= {"ok"}:
        return ExitCode.OK
    return ExitCode.FAILED if states == {"failed"} else ExitCode.PARTIAL
