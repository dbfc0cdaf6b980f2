"""Finding the copies among stored articles. An article is compared with the few that are like it, never with all.

The stories follow from what is stored, whatever the order in which it came: going by the time of publication, an
article is a copy of the earliest story that it is similar to, or else the first of a story of its own. All of a
story are similar to its first, so that a chain of small changes does not join what has nothing in common.
"""

from __future__ import annotations

import heapq
import json
import sqlite3
import time
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from crawler.database import Archive
from crawler.duplicates.content import IN_COMMON, Content, content_of, similarity
from crawler.duplicates.signatures import SCHEME, bands_of, likeness, sign

BATCH = 500
LONGEST_LAG = 14 * 24 * 3600
"""Seconds between a story and its copies at most. It is also the length of a period of the index."""
FULL_BUCKET = 50
"""So many articles with the same band in one period are kept, so that no pattern fills the index."""
MOST_CANDIDATES = 100
_LIKE_ENOUGH = IN_COMMON - 0.12
"""From here on the texts are read: signatures only estimate what these have in common."""


def group_new(
    archive: Archive,
    *,
    limit: int | None = None,
    seconds: float | None = None,
    on_progress: Callable[[int], None] | None = None,
) -> int:
    """Compare the articles that are new, or whose text or time has changed, and keep what is a copy of what.

    How many were compared: `limit` at most, and no further batch is begun after so many `seconds`; what is left waits
    for the next call. `on_progress(compared)` hears after each batch, which is a transaction of its own. DatabaseError.
    """
    ends = time.monotonic() + seconds if seconds is not None else None
    compared = 0
    while (ends is None or time.monotonic() < ends) and (limit is None or compared < limit):
        with archive.writing() as connection:
            done = _group_batch(connection, BATCH if limit is None else min(BATCH, limit - compared))
        if not done:
            break
        compared += done
        if on_progress:
            on_progress(compared)
    return compared


def waiting(archive: Archive) -> int:
    """About how many articles were not compared yet."""
    return int(archive.rows(_WAITING, {"scheme": SCHEME})[0]["waiting"])


def _group_batch(connection: sqlite3.Connection, most: int) -> int:
    if connection.execute(_OTHER_SCHEME, {"scheme": SCHEME}).fetchone():
        connection.execute("DELETE FROM signature_bands")
        connection.execute("DELETE FROM signatures")
    due = [article for (article,) in connection.execute(_DUE, {"most": most})]
    comparison = _Comparison(connection)
    comparison.sign(due)
    comparison.settle(due)
    return len(due)


@dataclass(frozen=True, slots=True)
class _Text:
    """An article as it is compared. `order` is (seconds since 1970, URL), by which one comes before another."""

    order: tuple[int, str]
    dated: bool
    comparable: bool
    content: Content


class _Comparison:
    """The articles of a batch and those around them, inside one transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._texts: dict[int, _Text] = {}

    def sign(self, articles: Collection[int]) -> None:
        """Put the signatures of articles into the index, and take out those that they had."""
        for article, text in self._read(articles).items():
            period = text.order[0] // LONGEST_LAG
            minhash = sign(text.content) if text.comparable else None
            values = {"article": article, "scheme": SCHEME, "period": period, "minhash": minhash}
            former = self._connection.execute("SELECT period, minhash FROM signatures WHERE article = ?", (article,))
            for place, signature in former.fetchall():
                bands = enumerate(bands_of(signature or b""))
                self._connection.executemany(_UNINDEX, [(place, band, hash_, article) for band, hash_ in bands])
            self._connection.execute(_SIGN, values)
            if minhash:
                bands_now = json.dumps(bands_of(minhash))
                self._connection.execute(_INDEX, {**values, "bands": bands_now, "full": FULL_BUCKET})

    def settle(self, articles: Collection[int]) -> None:
        """Decide for each article which story it belongs to, and again for those whose story that touches.

        Every decision follows from earlier articles and touches later ones only, so going by time ends.
        """
        pending = {*articles, *self._followers(articles)}
        queue = [(text.order, article) for article, text in self._read(pending).items()]
        heapq.heapify(queue)
        while queue:
            order, article = heapq.heappop(queue)
            pending.discard(article)
            for other, text in self._read(self._settle_one(article)).items():
                if other not in pending and order < text.order:
                    pending.add(other)
                    heapq.heappush(queue, (text.order, other))

    def _settle_one(self, article: int) -> list[int]:
        """Decide on one article by those before it; gives the later ones whose first is none any more."""
        text, similar = self._texts[article], self._similar(article)
        if similar is None:
            return []
        firsts = self._firsts(similar)
        order = {other: it.order for other, it in self._read({*similar, *firsts.values()}).items()}
        earlier = [other for other in similar if firsts[other] == other and order[other] < text.order]
        if earlier:
            first = min(earlier, key=order.__getitem__)
            self._follow(article, first, similar[first])
            return []
        self._connection.execute("DELETE FROM duplicates WHERE article = ?", (article,))
        overtaken = [other for other in similar if text.order < order[firsts[other]]]
        for other in overtaken:
            self._follow(other, article, similar[other])
        return self._followers(overtaken)

    def _follow(self, article: int, first: int, score: float) -> None:
        """Note an article as a copy of the first of a story."""
        copy, source = self._texts[article], self._texts[first]
        lag = copy.order[0] - source.order[0] if copy.dated and source.dated else None
        self._connection.execute(_COPY, (article, first, score, lag))

    def _followers(self, articles: Collection[int]) -> list[int]:
        """The copies of articles."""
        return [copy for (copy,) in self._connection.execute(_FOLLOWERS, (json.dumps(list(articles)),)).fetchall()]

    def _similar(self, article: int) -> dict[int, float] | None:
        """The articles that this one is a copy of, or that are copies of it, each with how similar it is.

        None of an article whose turn has not come, while all signatures are made anew.
        """
        signed = self._connection.execute("SELECT period, minhash FROM signatures WHERE article = ?", (article,))
        period, minhash = signed.fetchone() or (None, None)
        if minhash is None:
            return {} if period is not None else None
        values = {"period": period, "bands": json.dumps(bands_of(minhash)), "article": article}
        found = self._connection.execute(_CANDIDATES, {**values, "most": MOST_CANDIDATES}).fetchall()
        candidates = {article, *(other for (other,) in found)}
        # a copy leads to its first, whether or not that shares a band
        candidates.update(self._firsts(candidates).values())
        signatures = self._connection.execute(_SIGNATURES, (json.dumps(list(candidates - {article})),))
        alike = [other for other, signature in signatures.fetchall() if likeness(minhash, signature) >= _LIKE_ENOUGH]
        text = self._texts[article]
        scores = {
            other: similarity(text.content, it.content)
            for other, it in self._read(alike).items()
            if it.comparable and abs(it.order[0] - text.order[0]) <= LONGEST_LAG
        }
        return {other: score for other, score in scores.items() if score}

    def _firsts(self, articles: Collection[int]) -> dict[int, int]:
        """For each article the first of its story, which may be itself."""
        stored = self._connection.execute(_FIRSTS, (json.dumps(list(articles)),)).fetchall()
        return {article: article for article in articles} | dict(stored)

    def _read(self, articles: Iterable[int]) -> dict[int, _Text]:
        wanted = set(articles)
        if missing := wanted - self._texts.keys():
            for row in self._connection.execute(_TEXTS, (json.dumps(list(missing)),)):
                moment = datetime.fromisoformat(row["published_utc"] or row["first_fetched_utc"])
                self._texts[row["id"]] = _Text(
                    order=(int(moment.timestamp()), row["url"]),
                    dated=row["published_utc"] is not None,
                    # photo and video pages hold captions, and many share theirs
                    comparable=row["kind"] == "article",
                    content=content_of(row["text"]),
                )
        return {article: self._texts[article] for article in wanted}


# as ranges, which an index answers at once
_OTHER_SCHEME = """
    SELECT 1 FROM signatures WHERE scheme > 0 AND scheme < :scheme
    UNION ALL SELECT 1 FROM signatures WHERE scheme > :scheme LIMIT 1"""
_DUE = """
    SELECT article FROM (
      SELECT article FROM signatures WHERE scheme = 0
      UNION ALL
      SELECT id FROM articles WHERE id > (SELECT coalesce(max(article), 0) FROM signatures)
    ) ORDER BY article LIMIT :most"""
_WAITING = """
    SELECT (SELECT count(*) FROM signatures WHERE scheme < :scheme)
      + (SELECT coalesce(max(id), 0) FROM articles) - (SELECT coalesce(max(article), 0) FROM signatures) AS waiting"""
_SIGN = """
    INSERT INTO signatures (article, scheme, period, minhash) VALUES (:article, :scheme, :period, :minhash)
    ON CONFLICT (article)
    DO UPDATE SET scheme = excluded.scheme, period = excluded.period, minhash = excluded.minhash"""
_UNINDEX = "DELETE FROM signature_bands WHERE period = ? AND band = ? AND hash = ? AND article = ?"
_INDEX = """
    INSERT OR IGNORE INTO signature_bands (period, band, hash, article)
    SELECT :period, key, value, :article FROM json_each(:bands)
    WHERE :full > (SELECT count(*) FROM (
      SELECT 1 FROM signature_bands WHERE period = :period AND band = key AND hash = value LIMIT :full))"""
_CANDIDATES = """
    SELECT article
    FROM json_each(:bands) CROSS JOIN signature_bands
      ON period IN (:period - 1, :period, :period + 1) AND band = key AND hash = value
    WHERE article <> :article
    GROUP BY article ORDER BY count(*) DESC, article LIMIT :most"""
_SIGNATURES = """
    SELECT article, minhash FROM signatures
    WHERE article IN (SELECT value FROM json_each(?)) AND minhash IS NOT NULL"""
_TEXTS = """
    SELECT id, url, kind, published_utc, first_fetched_utc, text FROM articles
    WHERE id IN (SELECT value FROM json_each(?))"""
_FOLLOWERS = "SELECT article FROM duplicates WHERE first_article IN (SELECT value FROM json_each(?))"
_FIRSTS = "SELECT article, first_article FROM duplicates WHERE article IN (SELECT value FROM json_each(?))"
_COPY = """
    INSERT INTO duplicates (article, first_article, similarity, lag_seconds) VALUES (?, ?, ?, ?)
    ON CONFLICT (article) DO UPDATE SET first_article = excluded.first_article, similarity = excluded.similarity,
      lag_seconds = excluded.lag_seconds"""
