"""What a crawl shows while it runs: a table that moves on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping
from typing import Any

from rich import box
from rich.console import Console
from rich.live import Live
from rich.table import Table
from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.utils.asyncio import create_looping_call

from crawler.spiders.news import NewsSpider

COLUMNS = ("found", "new", "known", "failed")
_OTHERS = ("refused", "waiting", "outside", "rejected", "robots", "failed", "left")
_REFRESH_SECONDS = 0.5
_LINE_SECONDS = 5.0
_FRAME_ROWS = 6

Counts = Mapping[str, Mapping[str, Any]]


class Progress:
    """Follows a crawler, on standard error. `watch` is what `crawler.crawling.crawl` takes."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._live = Live(console=console, auto_refresh=False, transient=True) if console.is_terminal else None
        self._next_line = time.monotonic() + _LINE_SECONDS
        self._idle: dict[str, int] = {}

    def watch(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._clock = create_looping_call(self._show)
        crawler.signals.connect(self._opened, signals.spider_opened)
        crawler.signals.connect(self._closed, signals.spider_closed)

    def _opened(self, spider: Spider) -> None:
        if self._live:
            self._live.start()
        self._clock.start(_REFRESH_SECONDS, now=False)

    def _closed(self, spider: Spider) -> None:
        self._clock.stop()
        if self._live:
            self._live.stop()

    def _show(self) -> None:
        spider = self._crawler.spider
        assert isinstance(spider, NewsSpider)
        counts = spider.counts()
        busy = {name for name, tally in spider.tally.items() if not tally.is_idle}
        if self._live:
            active = sorted(counts, key=lambda name: (-counts[name]["found"], name not in busy, name))
            shown = active[: max(self._console.height - _FRAME_ROWS, 1)]
            self._live.update(table_of({name: counts[name] for name in shown}, counts, busy), refresh=True)
            return
        for name, row in counts.items():
            self._idle[name] = 0 if name in busy else self._idle.get(name, 0) + 1
            # between two answers a portal looks idle for a moment
            if self._idle[name] == 3:
                self._console.print(f"{name}: {line_of({name: row})}")
        if time.monotonic() >= self._next_line:
            self._next_line = time.monotonic() + _LINE_SECONDS
            self._console.print(f"{line_of(counts)}; at work: {', '.join(sorted(busy))}")


def table_of(rows: Counts, all_rows: Counts, busy: set[str] | None = None) -> Table:
    """Portals and their counts with a total; `busy` portals are marked, or with None each says how it ended."""
    table = Table("portal", *COLUMNS, "", box=box.SIMPLE_HEAD)
    for column in table.columns[1:-1]:
        column.justify = "right"
    for name, row in rows.items():
        ended = _ending(row) if busy is None else ("…" if name in busy else "")
        table.add_row(name, *(f"{row[column]:,}" for column in COLUMNS), ended)
    table.add_section()
    if more := len(all_rows) - len(rows):
        table.add_row(f"… {more} more")
    table.add_row("total", *(f"{_sum(all_rows, column):,}" for column in COLUMNS))
    return table


def line_of(counts: Counts) -> str:
    """The totals in a line: `found 63, new 12, known 51, failed 0`."""
    return ", ".join(f"{column} {_sum(counts, column)}" for column in COLUMNS)


def summary_of(counts: Counts, seconds: float) -> str:
    """The crawl in a sentence."""
    found, new, known = (_sum(counts, column) for column in ("found", "new", "known"))
    took = f"in {seconds:.0f} s"
    if not found:
        return f"{_nothing(counts)} ({took})"
    refused = _sum(counts, "refused")
    if known + refused == found:
        gone = f"; the other {refused} were no article, or gone, when last asked" if refused else ""
        return f"nothing new: {known} of the {found} found were already stored{gone} ({took})"
    changed = _sum(counts, "changed")
    parts = [f"{new} new", f"{changed} changed" if changed else "", f"{known} already stored"]
    parts += [f"{n} {name}" for name in _OTHERS if (n := _sum(counts, name))]
    return f"{found} found: {', '.join(filter(None, parts))} ({took})"


def summary_of_links(counts: Counts, seconds: float) -> str:
    """A discovery in a sentence."""
    found, skipped = _sum(counts, "found"), _sum(counts, "skipped")
    said = f"{found} links in range, {skipped} outside it" if found else _nothing(counts)
    return f"{said} (in {seconds:.0f} s)"


def _nothing(counts: Counts) -> str:
    """Why no link was found."""
    if skipped := _sum(counts, "skipped"):
        return f"nothing in range: {skipped} links were outside it"
    reasons = _reasons(_all_reasons(counts))
    if _sum(counts, "sources"):
        return "nothing found: the sources that answered hold no article" + (f"; {reasons}" if reasons else "")
    return f"nothing found: {reasons or 'there is no source to ask'}"


def _ending(row: Mapping[str, Any]) -> str:
    """Why a portal's crawl went wrong, if it did."""
    if row["state"] == "ok" and not row["found"]:
        return f"nothing in range: {row['skipped']} links were outside it"
    if row["state"] == "ok":
        return _reasons(row["reasons"]) if row["failed"] or row["rejected"] or row["robots"] else ""
    return f"{row['state']}: {_reasons(row['reasons']) or 'no article found'}"


def _reasons(reasons: Mapping[str, int]) -> str:
    return ", ".join(f"{count} × {reason}" for reason, count in reasons.items())


def _all_reasons(counts: Counts) -> Counter[str]:
    return sum((Counter(row["reasons"]) for row in counts.values()), Counter())


def _sum(counts: Counts, column: str) -> int:
    return sum(int(row[column]) for row in counts.values())
