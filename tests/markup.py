"""Pages that no editor wrote: random ones in the structure of news pages, and large ones that take long to read."""

from __future__ import annotations

import json
from collections.abc import Callable

from hypothesis import strategies as st

BOILERPLATE = (
    "Baca juga: Warga Panen Jagung",
    "BACA JUGA:",
    "BERITALAINNYA",
    "BERITATERKINI",
    "(ani/bud)",
    "Penulis: Ani | Editor: Budi",
    "JAKARTA, KOMPAS.com -",
    "Jakarta (ANTARA) -",
    "TEMPO.CO, Jakarta -",
    "Simak juga video",
    "Advertisement",
    "ADVERTISEMENT",
    "Jumat, 04 Maret 2022 | 08:45 WIB",
    "Kemarin 19.30",
    "2 jam yang lalu",
    "Editor",
    "Red: Citra",
    "Foto: Dok. Desa",
    "[Gambas:Video]",
    "Copyright © 2026",
    "Laporan wartawan",
    "Sumber: Antara",
    "***",
    "- -",
    "Warga memanen jagung di ladang sebelah timur sungai.",
)
_TAGS = (
    "p div span a h1 h2 article section ul li table tr td blockquote figure figcaption strong br script time b".split()
)
_CLASSES = (
    "detail__title detail__body-text read__content detail-in author date tag itp_bodycontent paragraf editor".split()
)


def _element(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(
        '<{0} class="{1}" {2}>{3}</{4}>'.format,
        st.sampled_from(_TAGS),
        st.sampled_from(_CLASSES),
        st.sampled_from(
            ("", 'href="/x"', "itemprop=author", 'rel="next" href="?page=2"', 'datetime="2026-13-40"', "<")
        ),
        st.lists(children, max_size=4).map("".join),
        st.sampled_from(_TAGS),
    )


def _json_ld() -> st.SearchStrategy[str]:
    values = st.recursive(
        st.text(max_size=10)
        | st.none()
        | st.integers()
        | st.sampled_from(("NewsArticle", "2026-03-04T08:45:00Z", *BOILERPLATE)),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=4),
        max_leaves=12,
    )
    return st.dictionaries(_KEYS, values).map(
        lambda data: f'<script type="application/ld+json">{json.dumps(data)}</script>'
    )


_KEYS = st.sampled_from(
    "@type @graph headline datePublished dateModified author editor name articleBody image isAccessibleForFree".split()
)


def pages() -> st.SearchStrategy[bytes]:
    """Pages with the tags, classes, phrases and structured data of portals, put together anyhow."""
    text = st.sampled_from(BOILERPLATE) | st.text(max_size=20)
    body = st.lists(st.recursive(text, _element, max_leaves=12) | _json_ld(), max_size=6).map("".join)
    encodings = st.sampled_from(("utf-8", "utf-16", "cp1252"))
    return st.builds(lambda html, encoding: f"<html>{html}".encode(encoding, "replace"), body, encodings)


def hostile_pages() -> dict[str, Callable[[int], bytes]]:
    """Name -> a page of about so many bytes that is made to take long."""

    def article(inside: str, tail: str = "") -> bytes:
        head = '<html><head><title>J</title></head><body><h1 class="detail__title">Judul Berita</h1>'
        return f'{head}<div class="detail__body-text">{inside}</div>{tail}</body></html>'.encode()

    def repeated(piece: str) -> Callable[[int], bytes]:
        return lambda size: article(piece * (size // len(piece)))

    pieces = {
        "line breaks": "<br>",
        "short paragraphs": "<p>a</p>",
        "one long line": "kata ",
        "one long word": "a",
        "blanks": " ",
        "links": "<a href=/x>a</a> ",
        "deep": "<div>",
        "deep inline": "<b><i>",
        "lists": "<ul><li>a",
        "tables": "<table><tr><td>",
        "read also": "<p>Baca juga: Judul</p>",
        "bylines": "<p>Penulis: Ani | Editor: Budi</p>",
        "dates": "<p>4 Maret 2022 08:45</p>",
        "brackets": "(",
        "dashes": "JAKARTA - ",
        "initials": "(ani/bud) ",
        "entities": "&amp;",
        "comments": "<!-- a -->",
        "quotes": "<blockquote>a</blockquote>",
        "dots": ". ",
        "capitals": "JAKARTA, ",
        "headings": "<h2>Judul Berita</h2>",
        "authors": "<span class=author>Ani</span>",
        "numbers": "1 ",
        "slashes": "a/b/",
        "nulls": "a\0",
        "accents": "e\u0301",
    }
    made = {name: repeated(piece) for name, piece in pieces.items()}
    for name, classes in {"nested": "detail__anchor", "nested authors": "author jdl date"}.items():
        opened = f'<div class="{classes}"><a class="date author">{"Warga Kampung Panen Jagung, " * 8}'
        made[name] = repeated(opened * 50 + "</div>" * 50)
    made["json-ld scripts"] = lambda size: article(
        "", '<script type="application/ld+json">{"@type":"a"}</script>' * (size // 53)
    )
    made["one json-ld"] = lambda size: article("", f'<script type="application/ld+json">{"[" * size}</script>')
    made["metas"] = lambda size: article("", '<meta name="author" content="a">' * (size // 32))
    made["attributes"] = lambda size: article(f"<p {' '.join(f'a{n}=1' for n in range(size // 9))}>a</p>")
    made["one attribute"] = lambda size: article(f'<p class="{"a " * (size // 2)}">a</p>')
    return made
