"""Decoding, parsing and structured data of pages that lie about themselves."""

from __future__ import annotations

import pytest

from crawler.extraction.page import decode, parse_html
from crawler.extraction.structured import json_ld_objects, meta_values, news_object, strings

TEXT = "<p>“Kutipan” – café</p>"


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (TEXT.encode(), "text/html; charset=iso-8859-1"),
        (b'<meta charset="iso-8859-1">' + TEXT.encode(), None),
        (TEXT.encode("utf-16"), None),
        (b"\xef\xbb\xbf" + TEXT.encode(), "text/html"),
        (TEXT.encode("cp1252"), None),
        (TEXT.encode("cp1252"), "text/html; charset=windows-1252"),
    ],
)
def test_text_survives_a_wrong_or_missing_label(body: bytes, content_type: str | None) -> None:
    assert TEXT in decode(body, content_type)


def test_one_broken_byte_does_not_spoil_a_utf8_page() -> None:
    assert "“Kutipan”" in decode(TEXT.encode() + b"\xff", "text/html; charset=utf-8")
    assert "“Kutipan”" in decode((TEXT + "é").encode()[:-1])


@pytest.mark.parametrize(
    ("body", "content_type"),
    [(b"\x89PNG\r\n\x1a\n<", "image/png"), (b"", None), (b"   ", None), (b"%PDF-1.4 plain", None)],
)
def test_what_is_no_html_has_no_root(body: bytes, content_type: str | None) -> None:
    assert parse_html(body, content_type) is None


def objects(script: str) -> list[dict[str, object]]:
    root = parse_html(f'<html><script type="application/ld+json">{script}</script></html>'.encode())
    assert root is not None
    return json_ld_objects(root)


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "NewsArticle", "headline": "Judul"}',
        '<!-- {"@type": "NewsArticle", "headline": "Judul",} -->',
        '/*<![CDATA[*/ {"@type": ["NewsArticle"], "headline": "Ju\ndul".replace} /*]]>*/',
        '{"@graph": [{"@type": "WebSite"}, {"@type": "http://schema.org/NewsArticle", "headline": "Judul"}]}',
        '[{"@type": "BreadcrumbList"}, {"@type": "NewsArticle", "headline": "Ju\ndul"}]',
    ],
)
def test_json_ld_is_mended_or_left_out(script: str) -> None:
    news = news_object(objects(script))
    assert ("replace" in script) is (news == {})


def test_strings_of_every_shape() -> None:
    assert strings([{"name": "A &amp; B"}, "C", {"name": None}, 5]) == ["A & B", "C"]
    assert strings({"url": "https://a.id/b.jpg"}, "url") == ["https://a.id/b.jpg"]
    assert strings(None) == []


def test_first_filled_meta_wins() -> None:
    root = parse_html(
        b'<meta property="og:title" content=" "><meta property="OG:Title" content="A"><meta name="og:title" content="">'
    )
    assert root is not None
    assert meta_values(root) == {"og:title": "A"}
