"""Reading the copies back: stories that several articles tell, and who copies whom."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from crawler.database import Archive
from crawler.database.reading import Filter
from crawler.database.rows import Row


@dataclass(frozen=True, slots=True)
class Telling:
    """An article that tells a story; `published_at` as the portal printed it, aware."""

    id: int
    portal: str
    title: str
    url: str
    published_at: datetime | None


@dataclass(frozen=True, slots=True)
class Copy(Telling):
    """One that came `lag_seconds` after the first (None where either has no date).

    `similarity` is the share of the shorter text's word pairs that the longer one has, 0 to 1.
    """

    similarity: float
    lag_seconds: int | None


@dataclass(frozen=True, slots=True)
class Story:
    """The first to publish a story, and its copies in order of time."""

    first: Telling
    copies: tuple[Copy, ...]


@dataclass(frozen=True, slots=True)
class Copying:
    """How many articles of `first_portal` another portal, or itself, published again."""

    first_portal: str
    portal: str
    copies: int


def stories(archive: Archive, wanted: Filter, *, limit: int) -> list[Story]:
    """The stories with copies of which an article passes the filter, the newest first."""
    chosen, values = _chosen(wanted)
    firsts = archive.rows(_FIRSTS.format(chosen=chosen), {**values, "limit": limit})
    copies: dict[int, list[Copy]] = {row["id"]: [] for row in firsts}
    for row in archive.rows(_COPIES, {"firsts": json.dumps(list(copies))}):
        first = row.pop("first_article")
        copies[first].append(Copy(**_with_time(row)))
    return [Story(Telling(**_with_time(row)), tuple(copies[row["id"]])) for row in firsts]


def counts(archive: Archive, wanted: Filter) -> tuple[int, list[Copying]]:
    """How many such stories there are, and how often each portal copied another, the most first."""
    chosen, values = _chosen(wanted)
    (row,) = archive.rows(f"SELECT count(DISTINCT first_article) AS n FROM duplicates WHERE {chosen}", values)
    return row["n"], [Copying(**row) for row in archive.rows(_COPYING.format(chosen=chosen), values)]


def _chosen(wanted: Filter) -> tuple[str, dict[str, object]]:
    """SQL for behind `FROM duplicates WHERE`, and its values."""
    asked, values = wanted.conditions()
    if not asked:
        return "true", values
    passing = f"(SELECT articles.id FROM articles WHERE true{asked})"
    told = f"SELECT first_article FROM duplicates WHERE article IN {passing} OR first_article IN {passing}"
    return f"first_article IN ({told})", values


def _with_time(row: Row) -> Row:
    printed = row["published_at"]
    return {**row, "published_at": datetime.fromisoformat(printed) if printed else None}


_FIRSTS = """
    SELECT id, portal, title, url, published_at FROM articles
    WHERE id IN (SELECT first_article FROM duplicates WHERE {chosen})
    ORDER BY published_utc DESC, id DESC LIMIT :limit"""
_COPIES = """
    SELECT first_article, id, portal, title, url, published_at, similarity, lag_seconds
    FROM duplicates JOIN articles ON id = article
    WHERE first_article IN (SELECT value FROM json_each(:firsts))
    ORDER BY published_utc, url"""
_COPYING = """
    SELECT first.portal AS first_portal, copy.portal AS portal, count(*) AS copies
    FROM duplicates JOIN articles AS copy ON copy.id = article JOIN articles AS first ON first.id = first_article
    WHERE {chosen}
    GROUP BY first.portal, copy.portal ORDER BY copies DESC, first.portal, copy.portal"""
