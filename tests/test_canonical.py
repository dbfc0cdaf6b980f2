"""Canonical URLs: the forms that were seen on portals, and that canonical twice is canonical once."""

from __future__ import annotations

import pytest

from crawler.canonical import canonical_url
from crawler.portal import Portal

PORTAL = Portal(name="contoh", title="Contoh", domains=("contoh.id",), keep_query=("id",))

FORMS = [
    ("http://news.contoh.id/read/1/a", "https://news.contoh.id/read/1/a"),
    ("https://M.contoh.id/read/1/a/", "https://contoh.id/read/1/a"),
    ("https://amp.contoh.id/read/1/a/amp", "https://contoh.id/read/1/a"),
    ("https://news.contoh.id//berita//1/a#komentar", "https://news.contoh.id/berita/1/a"),
    ("https://contoh.id/read/1/a?page=all&utm_source=x", "https://contoh.id/read/1/a"),
    ("https://contoh.id/baca?id=7&page=2", "https://contoh.id/baca?id=7"),
    ("https://contoh.id:443/read/1/Judul.Berita.Ini.", "https://contoh.id/read/1/Judul.Berita.Ini."),
    ("https://contoh.id/read/1/se%C3%B1or", "https://contoh.id/read/1/se%C3%B1or"),
    ("https://contoh.id", "https://contoh.id/"),
    ("http://127.0.0.1:8080/a", "http://127.0.0.1:8080/a"),
]


@pytest.mark.parametrize(("url", "canonical"), FORMS)
def test_forms_of_one_address_become_one(url: str, canonical: str) -> None:
    assert canonical_url(url, PORTAL) == canonical
    assert canonical_url(canonical, PORTAL) == canonical


def test_site_without_rules_keeps_what_may_name_the_article() -> None:
    assert canonical_url("https://situs.example/?p=12&fbclid=x&page=2") == "https://situs.example/?p=12"


@pytest.mark.parametrize(
    "url", ["", "bukan url", "mailto:a@b.id", "https://[::1", "ftp://contoh.id/a", "https://contoh.id:x/"]
)
def test_what_is_no_web_address_comes_back_as_it_is(url: str) -> None:
    assert canonical_url(url, PORTAL) == url
