"""A picture of how many articles each portal published, by matplotlib, which is imported only when one is drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from crawler.cli._render import one_line
from crawler.database.counting import Step, Timeline, edges_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_MOST_PORTALS = 8
# colours that the colour-blind tell apart, after Okabe and Ito
_COLOURS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#a89a00", "#5b4a9f")
_OTHERS = "#b9b9b9"
_INK, _FAINT, _GRID = "#222222", "#777777", "#e4e4e4"
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 (a wall clock)


@dataclass(frozen=True, slots=True)
class _Series:
    label: str
    colour: str
    counts: list[int]


def picture(found: Timeline, step: Step, span: tuple[datetime, datetime], names: Mapping[str, str]) -> Figure:
    """A timeline as stacked bars, with a colour for each portal that has many articles.

    `span` is when its first and its newest article were published, in Jakarta; `names` are the titles of portals.
    """
    from matplotlib.figure import Figure
    from matplotlib.layout_engine import ConstrainedLayoutEngine

    dated = {datetime.fromisoformat(beginning): row for beginning, row in found.items() if beginning}
    edges = edges_of(step, min(dated), max(dated))
    series = _series([dated.get(time, {}) for time in edges[:-1]], names)
    padding = ConstrainedLayoutEngine(w_pad=0.2, h_pad=0.2)
    figure = Figure(figsize=(11, 5.2), dpi=150, layout=padding)
    axes = figure.add_subplot()
    _draw_bars(axes, edges, series, step)
    _draw_axes(axes, edges, step)
    _draw_words(axes, series, step, span)
    return figure


def _series(rows: Sequence[Mapping[str, int]], names: Mapping[str, str]) -> list[_Series]:
    """The portals with most articles, then all others as one; each with its count at every time."""
    totals: Counter[str] = Counter()
    for row in rows:
        totals.update(row)
    most = [name for name, _ in totals.most_common(_MOST_PORTALS)]
    series = [
        _Series(f"{one_line(names.get(name) or name)} ({totals[name]:,})", colour, [row.get(name, 0) for row in rows])
        for name, colour in zip(most, _COLOURS, strict=False)
    ]
    if others := len(totals) - len(most):
        counts = [sum(row.values()) - sum(row.get(name, 0) for name in most) for row in rows]
        series.append(_Series(f"{others} other{'s' if others > 1 else ''} ({sum(counts):,})", _OTHERS, counts))
    return series


def _draw_bars(axes: Axes, edges: Sequence[datetime], series: Sequence[_Series], step: Step) -> None:
    days = _as_days(edges)
    share = 0.86 if len(edges) < 60 else 1
    below = [0] * (len(edges) - 1)
    for each in series:
        axes.bar(
            days[:-1],
            each.counts,
            [(after - day) * share for day, after in pairwise(days)],
            below,
            # the label of a day stands under the middle of its bar, that of an hour where it begins
            align="center" if step == "day" else "edge",
            color=each.colour,
            label=each.label,
            linewidth=0,
        )
        below = [low + count for low, count in zip(below, each.counts, strict=True)]
    axes.set_ylim(0, max(below) * 1.06)


def _as_days(times: Sequence[datetime]) -> list[float]:
    """Times as matplotlib counts them."""
    return [(time - _EPOCH) / timedelta(days=1) for time in times]


def _draw_axes(axes: Axes, edges: Sequence[datetime], step: Step) -> None:
    from matplotlib.dates import AutoDateLocator, DayLocator
    from matplotlib.ticker import FuncFormatter, MaxNLocator, StrMethodFormatter

    axes.margins(x=0.015)
    # left to itself, matplotlib puts hours between a few days
    few = step == "day" and len(edges) < 10
    axes.xaxis.set_major_locator(
        DayLocator() if few else AutoDateLocator(minticks=3, maxticks=9)  # type: ignore[no-untyped-call]
    )
    axes.xaxis.set_major_formatter(FuncFormatter(lambda day, _: _label(_EPOCH + timedelta(days=day), step)))
    axes.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=6))
    axes.yaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))
    axes.grid(axis="y", color=_GRID)
    axes.set_axisbelow(True)
    axes.tick_params(length=0, pad=6, labelcolor=_INK)
    axes.spines[["top", "right", "left"]].set_visible(False)


def _label(time: datetime, step: Step) -> str:
    """`6 Jan`, of a year's beginning `2022`, within a day `06:00`, within a year `Apr`."""
    if step == "hour" and time.hour:
        return f"{time:%H:%M}"
    if step in ("hour", "day"):
        return f"{time.day} {time:%b}"
    return f"{time:%Y}" if time.month == 1 else f"{time:%b}"


def _draw_words(axes: Axes, series: Sequence[_Series], step: Step, span: tuple[datetime, datetime]) -> None:
    total = sum(sum(each.counts) for each in series)
    days = dict.fromkeys(f"{day.day} {day:%B %Y}" for day in span)
    below_title = f"{total:,} article{'s' if total > 1 else ''}, {' to '.join(days)} (WIB)"
    axes.set_title(f"Articles per {step}", loc="left", fontsize=15, fontweight="bold", color=_INK, pad=28)
    axes.annotate(
        below_title, (0, 1), xycoords="axes fraction", xytext=(0, 11), textcoords="offset points", color=_FAINT
    )
    # the bars stand on each other, so the last is on top
    handles, labels = axes.get_legend_handles_labels()
    axes.legend(handles[::-1], labels[::-1], loc="upper left", bbox_to_anchor=(1, 1), frameon=False, labelcolor=_INK)
