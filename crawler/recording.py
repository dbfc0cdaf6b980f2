"""What a run does at each portal, recorded while it goes on: traffic, what was stored, where fields came from."""

from __future__ import annotations

import json
import math
import time
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Request, Response

from crawler.database.rows import Row
from crawler.database.runs import PortalRun
from crawler.database.saving import Outcome
from crawler.downloading import RobotsMiddleware
from crawler.portals import portal_of
from crawler.spiders.news import NewsSpider
from crawler.spiders.tally import COUNTS, Cause, Tally

FIELDS = (
    "title", "text", "lead", "dateline", "authors", "editors", "published_at", "modified_at", "section", "tags",
    "image_url", "image_caption",
)  # fmt: skip
MISSING = "missing"
LONGEST_LAG = 14 * 24
SECONDS = 10.0
"""Between two notes of how far the run has come."""
_EMPTY = (None, "", "[]")
_TOLERANCE = 600


@dataclass
class Record:
    """What was seen of one portal beside its tally. `first` and `last` are `time.monotonic()`."""

    requests: int = 0
    bytes: int = 0
    first: float = 0.0
    last: float = 0.0
    fields: Counter[tuple[str, str]] = field(default_factory=Counter)
    histograms: Counter[tuple[str, int]] = field(default_factory=Counter)


class RunRecorder:
    """An extension, on where the setting KLIPING_RUN has the number of the run that `spider` is.

    The store pipeline tells it what it has stored, and has it noted now and then.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.run = crawler.settings.getint("KLIPING_RUN")
        if not self.run:
            raise NotConfigured
        self.crawler = crawler
        self._records: defaultdict[str, Record] = defaultdict(Record)
        self._touched: set[str] = set()
        self._next_note = 0.0
        crawler.signals.connect(self._asked, signals.request_reached_downloader)
        crawler.signals.connect(self._answered, signals.response_downloaded)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RunRecorder:
        return cls(crawler)

    def stored(self, rows: Sequence[Row], outcomes: Sequence[Outcome | None]) -> None:
        """Count articles that were stored, given as their rows, by where their fields came from."""
        for row, outcome in zip(rows, outcomes, strict=True):
            if outcome is None:
                continue
            record = self._touch(row["portal"])
            record.fields.update(sources_of(row))
            record.histograms["length", length_class(row["text_length"])] += 1
            if outcome == "new" and row["published_utc"]:
                record.histograms["lag", lag_hours(row["published_utc"], row["fetched_utc"])] += 1

    def is_due(self) -> bool:
        """Whether it is time to note how far the run has come."""
        if time.monotonic() < self._next_note:
            return False
        self._next_note = time.monotonic() + SECONDS
        return True

    def touched(self) -> list[PortalRun]:
        """The portals at which something has happened since this was asked last."""
        names, self._touched = self._touched, set()
        return self.portals(names)

    def portals(self, names: Collection[str] | None = None) -> list[PortalRun]:
        """What was done so far at these portals, or at all; those whose sources were only left to rest are left out."""
        spider = self.crawler.spider
        assert isinstance(spider, NewsSpider)
        # it brings the tally up to what is stored
        spider.counts()
        at_work = {name: tally for name, tally in spider.tally.items() if replace(tally, resting=0) != Tally()}
        return [self._portal_run(name, tally) for name, tally in at_work.items() if names is None or name in names]

    def robots(self) -> dict[str, bytes]:
        """The robots.txt of each host that was asked for it."""
        middleware = self.crawler.get_downloader_middleware(RobotsMiddleware)
        return dict(middleware.answers) if middleware else {}

    def _portal_run(self, name: str, tally: Tally) -> PortalRun:
        record = self._records[name]
        return PortalRun(
            portal=name,
            state=tally.state,
            counts={count: getattr(tally, count) for count in COUNTS},
            causes={key: Cause(cause.count, cause.example) for key, cause in tally.causes.items()},
            requests=record.requests,
            bytes=record.bytes,
            seconds=record.last - record.first,
            fields=dict(record.fields),
            histograms=dict(record.histograms),
        )

    def _touch(self, portal: str) -> Record:
        self._touched.add(portal)
        return self._records[portal]

    def _asked(self, request: Request) -> None:
        record = self._touch(_portal_name(request))
        record.requests += 1
        record.last = time.monotonic()
        record.first = record.first or record.last

    def _answered(self, request: Request, response: Response) -> None:
        record = self._touch(_portal_name(request))
        record.bytes += len(response.body)
        record.last = time.monotonic()


def sources_of(row: Row) -> list[tuple[str, str]]:
    """Each of FIELDS with the source that it came from, or MISSING, of an article given as its row."""
    sources: dict[str, str] = json.loads(row["sources"])
    return [(name, MISSING if row[name] in _EMPTY else sources.get(name, "text")) for name in FIELDS]


def length_class(characters: int) -> int:
    """The class of a text's length: four to a doubling, so that class 44 begins at 2048 characters."""
    return math.floor(4 * math.log2(characters)) if characters > 0 else 0


def lag_hours(published: str, fetched: str) -> int:
    """The whole hours from publication to the fetch, given as UTC texts; ten minutes in the future are still now."""
    seconds = (datetime.fromisoformat(fetched) - datetime.fromisoformat(published)).total_seconds()
    return max(min(math.floor((seconds + _TOLERANCE) / 3600), LONGEST_LAG), -LONGEST_LAG)


def _portal_name(request: Request) -> str:
    """The portal that a request is made for; a robots.txt belongs to that of its host."""
    carried: dict[str, Any] = request.cb_kwargs
    portal = carried.get("portal") or (carried["reading"].portal if "reading" in carried else portal_of(request.url))
    return str(portal.name) if portal else ""
