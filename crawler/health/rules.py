"""From where on a portal is called unwell: the few numbers of all checks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthRules:
    """From where on `kliping health` calls a portal unwell. Set in the table [health] of kliping.toml."""

    history: timedelta = timedelta(days=42)
    """How far back a portal is compared: six of each weekday. What lasts nearly so long becomes the usual."""
    least_history: timedelta = timedelta(days=10)
    """What is younger is not judged: every weekday was there once, and one weekend."""
    least_articles: int = 30
    """Fewer do not say what is usual: 30 of 30 still allow a true share of 0.88."""
    score: float = 12.0
    """How unlikely a change must be for chance to be ruled out, in nats: e^-12 is once in 160,000."""
    effect: float = 0.15
    """A share that moved by less is left alone, however sure it is: nobody would go and look."""
    patience: timedelta = timedelta(hours=6)
    """A silence or failure that is shorter is an ordinary fault of a server, which mends itself."""
    silence: float = 9.0
    """The articles that must be missing by the portal's own rhythm: none of nine is 1 in 8,000 at random."""
    longer: float = 2.0
    """How many times longer than the longest usual one a silence or failure must be; news comes in clumps."""
    late: timedelta = timedelta(hours=3)
    """What was published so long before the run that could have found it is late; a wrong zone is 7 hours."""
    recent: timedelta = timedelta(days=7)
    """How long a change of robots.txt is news."""
    ignore: tuple[str, ...] = ()
    """Findings to leave out, with * for any: "detik:missing:authors", "*:robots:*"."""

    def __post_init__(self) -> None:
        if self.least_history >= self.history:
            raise ValueError("least_history: it must be shorter than history")
        for name in ("least_articles", "score", "effect", "silence", "longer"):
            if getattr(self, name) <= 0:
                raise ValueError(f"{name}: give a number above 0")
