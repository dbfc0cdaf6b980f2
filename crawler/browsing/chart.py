"""Articles over time as bars, in percent of the width and height of whatever they are drawn in. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from crawler.database.counting import Step
from crawler.database.rows import utc_text

_MOST_MARKS = 6


@dataclass(frozen=True, slots=True)
class Bar:
    """`since` and `until` are UTC text; all numbers but `articles` are percent."""

    left: float
    width: float
    height: float
    articles: int
    label: str
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class Chart:
    """`marks`: (percent from the left, text) of labels under the bars. `most`: the articles of the highest bar."""

    step: Step
    bars: list[Bar]
    most: int
    marks: list[tuple[float, str]]


def chart_of(step: Step, edges: Sequence[datetime], counts: Sequence[int]) -> Chart:
    """The counts between each of the edges (aware) and the next, as bars."""
    most, width = max(counts), 100 / len(counts)
    bars = [
        Bar(
            left=round(number * width, 3),
            width=round(width * 0.88, 3),
            # what is there is seen, however little
            height=round(max(100 * count / most, 1.5), 2) if count else 0,
            articles=count,
            label=_label(since, step),
            since=utc_text(since),
            until=utc_text(until),
        )
        for number, ((since, until), count) in enumerate(zip(pairwise(edges), counts, strict=True))
    ]
    between = max(1, -(-len(bars) // _MOST_MARKS))
    marks = [(bar.left, _short(edge, step)) for bar, edge in zip(bars[::between], edges[::between], strict=False)]
    return Chart(step, bars, most, marks)


def _label(since: datetime, step: Step) -> str:
    if step == "month":
        return f"{since:%B %Y}"
    return f"{'week of ' if step == 'week' else ''}{since.day} {since:%B %Y}"


def _short(since: datetime, step: Step) -> str:
    return f"{since:%b %Y}" if step == "month" else f"{since.day} {since:%b %Y}"
