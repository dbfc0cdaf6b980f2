"""Discovery: bytes of feeds, sitemaps and index pages -> links. Pure; nothing here fetches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Way = Literal["news sitemap", "feed", "index", "sitemap", "search", "category", "given"]
"""How an article was found, best way first: an "index" has days, a "category" has not; "given" by the user."""
MOST_LINKS = 50_000
"""How many links are read of one source: what the sitemap protocol lets one sitemap hold."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link to what may be an article. `published_at` is aware or None (the source did not say, or said nonsense).

    `changed_at`, aware or None: when the source says it last changed; the article is not newer than that. `as_found`:
    the URL as the source has it, where `url` has been made canonical.
    """

    url: str
    way: Way
    found_in: str
    published_at: datetime | None = None
    title: str = ""
    changed_at: datetime | None = None
    as_found: str = ""
