"""Raw page <-> row of `pages`, and which dictionary each page is packed with."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import urlsplit

from crawler.article import RawPage
from crawler.database.pages.compression import compress
from crawler.database.rows import Row, storable, utc_text

MOST_DICTIONARIES = 3
"""How many dictionaries of a host are tried for a page: a host has several layouts (articles, photos, videos)."""
_MOST_HOSTS = 64
_SERVES = 0.75
_SMALLEST, _LARGEST = 1024, 1024 * 1024


@dataclass(frozen=True, slots=True)
class Dictionary:
    """A page of `host` that stands for what other pages have in common with it; `zstd` is the content packed alone."""

    host: str
    content: bytes
    zstd: bytes
    sha256: bytes

    def serves(self, length: int, packed: int) -> bool:
        """Whether a page of so many bytes, packed with it to so many, is much smaller than it would be alone."""
        return packed * len(self.content) <= _SERVES * length * len(self.zstd)


@dataclass(frozen=True, slots=True)
class PackedPage:
    """A page ready to be stored: its row of `pages`, and the dictionary that unpacks it."""

    row: Row
    dictionary: Dictionary | None


class Packer:
    """Packs pages. Where no dictionary of its host serves a page (a new layout), the page becomes a new one.

    `stored(host)` gives the host's newest dictionaries, at most MOST_DICTIONARIES, and may raise DatabaseError.
    A dictionary is known by its content, so that packers in several processes need not agree.
    """

    def __init__(self, stored: Callable[[str], Sequence[Dictionary]]) -> None:
        self._stored = stored
        self._hosts: OrderedDict[str, list[Dictionary]] = OrderedDict()

    def pack(self, page: RawPage, article_url: str, part: int) -> PackedPage:
        """The page as part number `part` of the article at the canonical URL."""
        dictionary, packed = self._packed(page.body, urlsplit(page.url).hostname or "")
        fetched = utc_text(page.fetched_at)
        row = {
            "url": storable(page.url),
            "requested_url": storable(page.requested_url),
            "article_url": storable(article_url),
            "part": part,
            "fetched_utc": fetched,
            "seen_utc": fetched,
            "status": page.status,
            "content_type": storable(page.content_type) if page.content_type else None,
            "headers": storable(json.dumps(dict(page.headers), ensure_ascii=False)),
            "length": len(page.body),
            "sha256": sha256(page.body).digest(),
            "zstd": packed,
        }
        return PackedPage(row, dictionary)

    def _packed(self, body: bytes, host: str) -> tuple[Dictionary | None, bytes]:
        known = self._known(host)
        for number, dictionary in enumerate(known):
            packed = compress(body, dictionary.content)
            if dictionary.serves(len(body), len(packed)):
                # the next page is likely of the same layout
                known.insert(0, known.pop(number))
                return dictionary, packed
        alone = compress(body)
        if not _SMALLEST <= len(body) <= _LARGEST:
            return None, alone
        dictionary = Dictionary(host, body, alone, sha256(body).digest())
        known.insert(0, dictionary)
        del known[MOST_DICTIONARIES:]
        return dictionary, compress(body, body)

    def _known(self, host: str) -> list[Dictionary]:
        if host not in self._hosts:
            self._hosts[host] = list(self._stored(host))
            if len(self._hosts) > _MOST_HOSTS:
                self._hosts.popitem(last=False)
        self._hosts.move_to_end(host)
        return self._hosts[host]
