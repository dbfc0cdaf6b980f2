"""Invented stories for the tests of near-duplicates: word for word at several portals, or each its own."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from archives import FULL

from crawler.article import Article

HOUR = timedelta(hours=1)


def prose(seed: int, words: int = 120) -> list[str]:
    """Invented words that no other seed gives in this order."""
    chance = random.Random(seed)
    return ["".join(chance.choices("bdgklmnprst", k=2)) + "".join(chance.choices("aiueo", k=2)) for _ in range(words)]


def article(name: str, words: Sequence[str] | str, hours: float = 0, **changes: object) -> Article:
    """An article of the portal `name` (up to a dash), published so many hours after the others."""
    text = words if isinstance(words, str) else " ".join(words)
    url, portal = f"https://{name}.example/berita", name.partition("-")[0]
    assert FULL.published_at
    published = FULL.published_at + hours * HOUR
    made = replace(FULL, url=url, requested_url=url, portal=portal, article_id=None, text=text, published_at=published)
    return replace(made, **changes)  # type: ignore[arg-type]


STORY = prose(1)
