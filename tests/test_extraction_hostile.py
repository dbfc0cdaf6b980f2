"""Broken and hostile pages: extraction never raises, and never takes long."""

from __future__ import annotations

import json
import random
import time
from pathlib import Path

import pytest

from crawler import article_from_html

PAGES = sorted((Path(__file__).parent / "portals").glob("*/*.html"))[::4]
URLS = ("https://news.detik.com/berita/d-123/judul", "https://contoh.example/2020/01/02/sebuah-berita-yang-panjang", "")
SECONDS = 5.0

HOSTILE = {
    "deep": b"<div>" * 100_000,
    "one line": b"<p>" + b"kata " * 400_000,
    "links": b'<a href="x">' * 50_000,
    "labels": b"<p>Baca juga: " * 60_000,
    "dashes": b"<p>Jakarta - " + b"- " * 500_000,
    "tables": b"<table>" * 20_000,
    "zeros": bytes(1_000_000) + b"<p>",
    "brackets": b"<p>((((((((((" * 100_000,
    "credits": b"<p>" + b"Editor: " * 200_000,
    "breaks": b"<br>" * 300_000,
    "dates": b"<p>" + b"Jumat, 04 Maret 2022 | 08:45 WIB " * 40_000,
    "deep json": b'<script type="application/ld+json">' + b"[" * 900_000 + b"</script>",
    "long meta": b'<meta name="author" content="' + b"x" * 2_000_000 + b'">',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_page_is_refused_in_bounded_time(name: str) -> None:
    for url in URLS:
        started = time.perf_counter()
        article = article_from_html(HOSTILE[name][:2_000_000], url)
        assert time.perf_counter() - started < SECONDS
        json.dumps(article.to_dict())


def mutations(body: bytes, chance: random.Random) -> list[bytes]:
    """The page cut short, cut out of the middle, with broken bytes, with unclosed elements, with lying structure."""
    at, to = sorted(chance.sample(range(len(body)), 2))
    noisy = bytearray(body)
    for _ in range(200):
        noisy[chance.randrange(len(body))] = chance.randrange(256)
    return [
        body[:at],
        body[at:to],
        bytes(noisy),
        body.replace(b"</div>", b"").replace(b"</p>", b""),
        body.replace(b'"@type"', b'"@type":[1,{}],"x"').replace(b'content="', b'content="\x00\x1b[31m'),
        body.decode("utf-8", "replace").encode("utf-16"),
    ]


@pytest.mark.parametrize("path", PAGES, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_broken_page_never_raises(path: Path) -> None:
    url = json.loads(path.with_suffix(".json").read_text())["url"]
    for body in mutations(path.read_bytes(), random.Random(path.name)):
        for address in (url, "http://[", "bukan alamat"):
            json.dumps(article_from_html(body, address).to_dict())
