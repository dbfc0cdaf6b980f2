"""Article, the one record that travels through everything, and Draft, the article while it is being cleaned."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from crawler.portal import Portal

Kind = Literal["article", "photo", "video", "live"]
PARAGRAPH_BREAK = "\n\n"
KEPT_HEADERS = ("Date", "Last-Modified", "ETag", "Content-Language", "Server", "X-Robots-Tag")
"""What is kept of an HTTP answer's headers: those that say something about the page itself."""


@dataclass(frozen=True, slots=True)
class RawPage:
    """A page as it was fetched. `url` is where it was found after redirects; `fetched_at` is aware.

    `body` is what the server sent, out of its content encoding. `headers` are the KEPT_HEADERS of the answer.
    """

    url: str
    requested_url: str
    fetched_at: datetime
    body: bytes
    status: int = 200
    content_type: str | None = None
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Article:
    """One article as a reader sees it. Datetimes are aware, in the zone that the portal prints.

    `portal` is the portal's name, or the bare host of a site that has no rules. `sources` maps a field to where
    its value came from: `css:0`, `jsonld`, `meta`, `visible`, `url`, `text`, `generic`.
    """

    url: str
    requested_url: str
    portal: str
    fetched_at: datetime
    article_id: str | None = None
    kind: Kind = "article"
    title: str = ""
    text: str = ""
    lead: str | None = None
    dateline: str | None = None
    authors: list[str] = field(default_factory=list)
    editors: list[str] = field(default_factory=list)
    published_at: datetime | None = None
    published_raw: str | None = None
    modified_at: datetime | None = None
    section: str | None = None
    tags: list[str] = field(default_factory=list)
    image_url: str | None = None
    image_caption: str | None = None
    language: str | None = None
    paywalled: bool = False
    page_count: int = 1
    complete: bool = True
    sources: dict[str, str] = field(default_factory=dict)
    rejected: str | None = None
    """Why the page is not an article ("empty", "listing", …), or None. Not part of the record."""
    etag: str | None = None
    """This and `last_modified` are the validators that the page came with, and `next_visit` (aware) is when to ask for
    it again; None where there are none. Not part of the record."""
    last_modified: str | None = None
    next_visit: datetime | None = None
    next_page: str | None = None
    """Absolute URL of the part that follows in a multi-page article. Not part of the record."""
    pages: tuple[RawPage, ...] = field(default=(), compare=False, repr=False)
    """The pages that it was read from, part by part. Not part of the record."""

    @property
    def paragraphs(self) -> list[str]:
        return self.text.split(PARAGRAPH_BREAK) if self.text else []

    @property
    def own_lead(self) -> str | None:
        """The lead, unless the text says it too, as where a portal's summary is its first sentence cut short."""
        said = re.sub(r"\W+", "", self.lead or "")
        return self.lead if said and said not in re.sub(r"\W+", "", self.text) else None

    def to_dict(self) -> dict[str, Any]:
        """The JSON form: every field of the record in a fixed order, times in ISO 8601 with offset."""
        values = {name: getattr(self, name) for name in RECORD}
        return {k: v.isoformat() if isinstance(v, datetime) else v for k, v in values.items()}

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Article:
        """The inverse of `to_dict`; keys that are no field of the record are ignored."""
        known = {k: v for k, v in values.items() if k in RECORD}
        for name in TIMES:
            if isinstance(known.get(name), str):
                known[name] = datetime.fromisoformat(known[name])
        return cls(**known)


RECORD = (
    "url", "requested_url", "portal", "article_id", "kind", "title", "text", "lead", "dateline", "authors", "editors",
    "published_at", "published_raw", "modified_at", "section", "tags", "image_url", "image_caption", "language",
    "paywalled", "page_count", "complete", "sources", "fetched_at",
)  # fmt: skip
VISITING = ("etag", "last_modified", "next_visit")
TIMES = ("published_at", "modified_at", "fetched_at")
assert set(RECORD) == {f.name for f in fields(Article)} - {"rejected", "next_page", "pages", *VISITING}


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, sub-heading, list item, quote or table row of a body, before and during cleaning."""

    text: str
    kind: Literal["p", "heading", "item", "quote", "row", "caption"] = "p"
    linked: float = 0.0
    """Share of the characters that stand inside links, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a cleaning step takes and returns: the article so far (its `text` still empty) and its body in blocks."""

    article: Article
    blocks: tuple[Block, ...]
    portal: Portal

    def with_blocks(self, blocks: list[Block]) -> Draft:
        return Draft(self.article, tuple(blocks), self.portal)
