"""What is due to be asked again: sources, stored articles, and URLs that are not stored yet."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from crawler.database.archive import Archive
from crawler.database.rows import storable, utc_text
from crawler.discovery import Link
from crawler.polling import Pace

MOST_AT_ONCE = 200
"""The most URLs of a portal that a run takes up without having found them in a source."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A stored article to ask for again. `url` is its own; the validators are HTTP headers as they were last sent."""

    url: str
    published: datetime | None = None
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Poll:
    """A source that was asked, with how many of its links were new. Aware are `asked_at`, and `reach`: since when what
    was published is taken of it."""

    url: str
    portal: str
    asked_at: datetime
    reach: datetime
    fresh: int
    pace: Pace


def articles_due(archive: Archive, portal: str) -> list[Visit]:
    """The stored articles of a portal that are due to be visited again, the one that waited longest first."""
    return [
        Visit(row["url"], _moment(row["published_utc"]), row["etag"], row["last_modified"])
        for row in archive.rows(_ARTICLES_DUE, _due(portal))
    ]


def urls_due(archive: Archive, portal: str) -> list[Link]:
    """The URLs of a portal that were found and never fetched, or failed and are due again; the newest first."""
    return [
        Link(row["url"], row["way"] or "given", row["found_in"] or "", _moment(row["published_utc"]))
        for row in archive.rows(_URLS_DUE, _due(portal))
    ]


def _due(portal: str) -> dict[str, str | int]:
    return {"portal": portal, "now": utc_text(datetime.now(UTC)), "most": MOST_AT_ONCE}


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def resting_sources(archive: Archive, portal: str, reach: datetime) -> set[str]:
    """The sources of a portal that are not due to be asked by a run that goes back to `reach` (aware).

    One that was asked last by a run that did not go so far back is due.
    """
    values = {"portal": portal, "now": utc_text(datetime.now(UTC)), "reach": utc_text(reach)}
    return {row["url"] for row in archive.rows(_RESTING, values)}


def note_polls(archive: Archive, polls: Sequence[Poll]) -> None:
    """Remember in one transaction what sources brought, and when to ask each again."""
    if polls:
        with archive.writing() as connection:
            for poll in polls:
                _note_poll(connection, poll)


def _note_poll(connection: sqlite3.Connection, poll: Poll) -> None:
    url = storable(poll.url)
    row = connection.execute("SELECT interval_seconds FROM polls WHERE url = ?", (url,)).fetchone()
    interval = poll.pace.next_interval(timedelta(seconds=row["interval_seconds"]) if row else None, poll.fresh)
    values = {
        "url": url,
        "portal": poll.portal,
        "asked_at": utc_text(poll.asked_at),
        "reach": utc_text(poll.reach),
        "empty": int(not poll.fresh),
        "interval": int(interval.total_seconds()),
        "next_ask": utc_text(poll.asked_at + interval),
    }
    connection.execute(_POLL, values)


_ARTICLES_DUE = """
    SELECT url, published_utc, etag, last_modified FROM urls
    WHERE portal = :portal AND next_try <= :now AND status = 'ok' AND url = article_url
    ORDER BY next_try LIMIT :most"""
_URLS_DUE = """
    SELECT url, way, found_in, published_utc FROM urls
    WHERE portal = :portal AND (status = 'found' OR (status = 'failed' AND next_try <= :now))
    ORDER BY coalesce(published_utc, found_at) DESC LIMIT :most"""
_RESTING = "SELECT url FROM polls WHERE portal = :portal AND next_ask > :now AND reach <= :reach"
_POLL = """
    INSERT INTO polls (url, portal, asked_at, reach, times_asked, times_empty, interval_seconds, next_ask)
    VALUES (:url, :portal, :asked_at, :reach, 1, :empty, :interval, :next_ask)
    ON CONFLICT (url) DO UPDATE SET portal = excluded.portal, asked_at = excluded.asked_at, reach = excluded.reach,
      times_asked = times_asked + 1, times_empty = times_empty + excluded.times_empty,
      interval_seconds = excluded.interval_seconds, next_ask = excluded.next_ask"""
