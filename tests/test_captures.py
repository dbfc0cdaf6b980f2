"""Captures of one article's pages -> the articles in them, as the spider would have read them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from news_site import NOON, article_page, story

from crawler.article import RawPage
from crawler.extraction.captures import article_of, articles_of, is_later_part

OWN = "https://news.detik.com/berita/d-12/warga-panen"


def page(url: str, number: int, following: str = "", hours: float = 0) -> RawPage:
    link = f'<link rel="next" href="{following}">' if following else ""
    body = article_page("Warga Panen", story(number), extra=link).encode()
    return RawPage(url, url, NOON + timedelta(hours=hours), body)


def paragraphs(*numbers: int) -> list[str]:
    return [text for number in numbers for text in story(number)]


@pytest.mark.parametrize(
    ("url", "canonical", "later"),
    [
        (OWN, OWN, False),
        (f"{OWN}/1", OWN, False),
        (f"{OWN}/2", OWN, True),
        (f"{OWN}?page=3", OWN, True),
        (f"{OWN}?page=1", OWN, False),
        (f"{OWN}?page=all", OWN, False),
        (f"{OWN}?single=1", OWN, False),
        (f"{OWN}?halaman=2&x=1", OWN, True),
        (f"{OWN}?page=2", f"{OWN}?page=2", False),
        ("https://contoh.example/2026/03/04", "https://contoh.example/2026/03/04", False),
    ],
)
def test_an_address_says_whether_it_is_a_later_part(url, canonical, later):
    assert is_later_part(url, canonical) is later


def test_each_capture_is_an_article_and_has_the_parts_of_its_time():
    pages = [
        page(OWN, 1, f"{OWN}/2"),
        page(f"{OWN}/2", 2, hours=0.1),
        page(f"{OWN}/2", 4, hours=9.1),
        page(OWN, 3, f"{OWN}/2", hours=9),
    ]
    old, new = articles_of(reversed(pages))
    assert (old.paragraphs, new.paragraphs) == (paragraphs(1, 2), paragraphs(3, 4))
    assert [article.fetched_at for article in (old, new)] == [NOON, NOON + timedelta(hours=9)]
    assert [[part.url for part in article.pages] for article in (old, new)] == [[OWN, f"{OWN}/2"]] * 2
    assert old.complete and new.complete


def test_a_part_that_is_not_there_leaves_the_article_incomplete():
    [article] = articles_of([page(OWN, 1, f"{OWN}/2"), page(f"{OWN}/3", 3)])
    assert (article.paragraphs, article.complete) == (paragraphs(1), False)


def test_later_parts_alone_are_no_article():
    assert articles_of([page(f"{OWN}/2", 2, f"{OWN}/3"), page(f"{OWN}/3", 3)]) == []


def test_parts_that_lead_in_a_circle_are_read_once():
    [article] = articles_of([page(OWN, 1, f"{OWN}/2"), page(f"{OWN}/2", 2, OWN)])
    assert article.paragraphs == paragraphs(1, 2)


def test_the_view_of_all_parts_is_whole_though_it_names_another():
    whole = f"{OWN}?single=1"
    [article] = articles_of([page(whole, 1, f"{OWN}/2"), page(f"{OWN}/2", 1)])
    assert (article.paragraphs, article.complete, article.page_count) == (paragraphs(1), True, 1)


def test_an_article_begins_where_it_is_told_to():
    moved = page("http://www.news.detik.com/berita/d-12/warga-panen/", 1, f"{OWN}/2")
    article = article_of(moved, [page(f"{OWN}/2", 2), page(f"{OWN}/7", 7)])
    assert (article.paragraphs, article.url) == (paragraphs(1, 2), OWN)


def test_what_is_no_article_is_rejected():
    [nothing] = articles_of([RawPage(OWN, OWN, NOON, b"<html><p>Halaman tidak ada")])
    assert nothing.rejected == "empty"
