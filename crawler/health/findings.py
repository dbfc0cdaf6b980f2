"""Finding: what is wrong with a portal, in words for people and in parts for programs."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal

Severity = Literal["critical", "warning"]
"""critical: articles, or what is most worth in them, are being lost. warning: the rest."""

CHECKS = (
    "silent", "unreachable", "missing", "fallback", "short-text", "long-text", "late-dates", "future-dates", "refused",
    "forbidden", "failures", "sources", "robots", "stopped",
)  # fmt: skip

EVERYWHERE = "*"
"""The portal of a finding that is about the crawl itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """`check` is one of CHECKS; `subject` the field or host that it is about, "" where it is about the portal.

    `since` is aware. `example` is the URL of an article, or of what did not answer, that shows it. `source` is where a
    field comes from now.
    """

    portal: str
    check: str
    severity: Severity
    expected: str
    seen: str
    since: datetime
    advice: str
    subject: str = ""
    source: str | None = None
    run: int | None = None
    example: str | None = None

    @property
    def key(self) -> str:
        """What it is remembered by: `silent`, `missing:authors`."""
        return f"{self.check}:{self.subject}" if self.subject else self.check

    def to_dict(self) -> dict[str, Any]:
        """As JSON holds it."""
        return {**asdict(self), "since": self.since.isoformat()}
