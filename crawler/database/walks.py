"""The days of dated indexes, and the child sitemaps, that are done and need not be asked for again."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime

from crawler.database.archive import Archive
from crawler.database.rows import storable, utc_text
from crawler.discovery.walks import WalkedDay


def done_days(archive: Archive, portal: str, source: str) -> set[str]:
    """The days of a source that are done: ISO dates, or for a child sitemap the `lastmod` at which it was done."""
    values = {"portal": portal, "source": storable(source)}
    return {
        row["day"] for row in archive.rows("SELECT day FROM walks WHERE portal = :portal AND source = :source", values)
    }


def settle_days(archive: Archive, days: Iterable[WalkedDay]) -> list[WalkedDay]:
    """Note as done the days whose articles are all stored or noted; those that still wait for an article.

    A day with an article that failed is neither: it is walked again next time, so that the article is found again.
    """
    done: list[WalkedDay] = []
    waiting: list[WalkedDay] = []
    for day in days:
        statuses = _statuses(archive, day.urls)
        if "failed" in statuses.values():
            continue
        (done if len(statuses) == len(day.urls) else waiting).append(day)
    now = utc_text(datetime.now(UTC))
    archive.write(
        "INSERT OR REPLACE INTO walks (portal, source, day, done) VALUES (:portal, :source, :day, :done)",
        [{"portal": d.portal, "source": storable(d.source), "day": d.day, "done": now} for d in done],
    )
    return waiting


def _statuses(archive: Archive, urls: Iterable[str]) -> dict[str, str]:
    values = {"urls": json.dumps([storable(url) for url in urls])}
    return {row["url"]: row["status"] for row in archive.rows(_STATUSES, values)}


_STATUSES = """
    SELECT url, status FROM urls WHERE status <> 'found' AND url IN (SELECT value FROM json_each(:urls))"""
