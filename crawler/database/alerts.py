"""Which findings of health were told already."""

from __future__ import annotations

from datetime import datetime

from crawler.database.archive import Archive
from crawler.database.rows import utc_text
from crawler.health.alerting import Key, News, Told


def told_findings(archive: Archive) -> dict[Key, Told]:
    """The findings that were told and are not over."""
    return {
        (row["portal"], row["finding"]): Told(*(datetime.fromisoformat(row[name]) for name in ("since", "last_found")))
        for row in archive.rows("SELECT portal, finding, since, last_found FROM alerts", {})
    }


def note_told(archive: Archive, news: News, at: datetime) -> None:
    """Remember news that was delivered at a moment (aware)."""
    now = utc_text(at)
    rows = [
        {"portal": each.portal, "finding": each.key, "since": utc_text(each.since), "now": now}
        for each in (*news.fresh, *news.lasting)
    ]
    with archive.writing() as connection:
        connection.executemany(_TELL, rows)
        connection.executemany("DELETE FROM alerts WHERE portal = ? AND finding = ?", list(news.over))


_TELL = """
    INSERT INTO alerts (portal, finding, since, sent, last_found) VALUES (:portal, :finding, :since, :now, :now)
    ON CONFLICT DO UPDATE SET last_found = excluded.last_found"""
