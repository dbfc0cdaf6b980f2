"""Tally: what one portal's crawl found, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from crawler.errors import ExitCode

State = Literal["ok", "partial", "failed"]


@dataclass
class Tally:
    """Counts of one portal in one run.

    Sources are feeds, sitemaps and index pages: `sources` answered, `silent_sources` did not, of `sources_asked`.
    `found`: different articles linked there, in range by the source's own dates; `skipped`: those out of range.
    Of the found, `known` needed no fetch, `refused` were no article or gone when last asked, `waiting` failed lately
    and are not due again, and `asked` were fetched.
    Of those, `fetched` went to the store (as `new`, `changed` or `unchanged`), `outside` turned out to be out of
    range, `rejected` are no articles, `robots` may not be fetched, `failed` did not arrive, and `left` were given up.
    `visits` are stored articles that were asked for again (in `asked` too): `unmodified` have not changed, `gone` are
    not there any more. `resting` sources were not due to be asked.
    `reasons`: how often each was met, of sources and articles.
    """

    sources_asked: int = 0
    sources: int = 0
    silent_sources: int = 0
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
    reasons: Counter[str] = field(default_factory=Counter)

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
        """Every count, and the state, as JSON holds them."""
        return {**asdict(self), "reasons": dict(self.reasons.most_common()), "state": self.state}


def exit_code(tallies: Iterable[Tally]) -> ExitCode:
    """OK where every portal is, FAILED where every one failed, else PARTIAL."""
    states = {tally.state for tally in tallies}
    if states <= {"ok"}:
        return ExitCode.OK
    return ExitCode.FAILED if states == {"failed"} else ExitCode.PARTIAL
