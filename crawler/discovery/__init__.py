"""Discovery: bytes of feeds, sitemaps and index pages -> links. Pure; nothing here fetches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Way = Literal["feed", "sitemap", "index", "given"]
"""How an article was found; "given" is a URL that the user named."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link to what may be an article. `published_at` is aware or None (the source did not say, or said nonsense).

    `changed_at`, aware or None: when the source says it last changed; the article is not newer than that.
    """

    url: str
    way: Way
    found_in: str
    published_at: datetime | None = None
    title: str = ""
    changed_at: datetime | None = None
