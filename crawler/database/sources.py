"""Feeds, sitemaps and index pages as they were last answered, for conditional requests."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import UTC, datetime

from crawler.database.archive import Archive
from crawler.database.rows import storable, utc_text

LARGEST = 256 * 1024
"""The most bytes of a compressed body that are worth remembering; what is larger is fetched anew."""


@dataclass(frozen=True, slots=True)
class SourceCopy:
    """A source's answer: its body, and the validators that it came with (HTTP headers, as they were sent)."""

    url: str
    body: bytes
    etag: str | None
    last_modified: str | None


def copy_of(archive: Archive, url: str) -> SourceCopy | None:
    """What is remembered of a source."""
    rows = archive.rows("SELECT body, etag, last_modified FROM sources WHERE url = :url", {"url": storable(url)})
    if not rows:
        return None
    return SourceCopy(url, zlib.decompress(rows[0]["body"]), rows[0]["etag"], rows[0]["last_modified"])


def keep_copy(archive: Archive, copy: SourceCopy) -> None:
    """Remember a source's answer; one without validators, or too large, is forgotten."""
    body = zlib.compress(copy.body)
    if not (copy.etag or copy.last_modified) or len(body) > LARGEST:
        archive.write("DELETE FROM sources WHERE url = :url", [{"url": storable(copy.url)}])
        return
    values = {
        "url": storable(copy.url),
        "etag": copy.etag,
        "last_modified": copy.last_modified,
        "body": body,
        "answered": utc_text(datetime.now(UTC)),
    }
    archive.write(_KEEP, [values])


_KEEP = """
    INSERT OR REPLACE INTO sources (url, etag, last_modified, answered, body)
    VALUES (:url, :etag, :last_modified, :answered, :body)"""
