"""Promedia: regional dailies on one template, `read__title` to `tag__list`; PRMN and Jawa Pos share it."""

from __future__ import annotations

from typing import Any

from crawler.portal import Index, Portal, Selectors

NUMBERED = r"//[^/]+/[a-z0-9-]+/(?P<id>\d{8,12})/[a-z0-9]"
"""Article URLs: /nasional/0416707976/slug."""

TEMPLATE = Selectors(
    title=("h1.read__title",),
    body=("article.read__content", ".read__content"),
    date=(".read__info__date",),
    authors=(".read__info__author a", ".read__info__author"),
    section=("(//*[contains(@class, 'breadcrumb__wrap')]//a)[last()]",),
    tags=(".tag__list a", ".tag--article a"),
    caption=(".photo__caption",),
    next_page=(".paging--article a[rel=next]", "a.paging__link--next"),
)
NO_TEXT = ("strong.read__others", ".photo", ".ads", "[id^=div-gpt-ad]", ".paging--article", ".instagram-media")


def promedia_portal(name: str, *, host: str, layouts: tuple[str, ...] = (), **facts: Any) -> Portal:
    """A portal of Promedia on the domain `host`; `facts` are the other fields of Portal.

    The template's selectors are given only where `layouts` says that a public source shows them on this very site.
    Seen in public scrapers of 2022 to 2026.
    """
    return Portal(
        **{
            "name": name,
            "family": "promedia",
            "domains": (host,),
            "article_url": (NUMBERED,),
            "select": TEMPLATE if layouts else Selectors(),
            "drop": NO_TEXT if layouts else (),
            "distrust": ("authors:meta",),
            "layouts": layouts,
            "evidence": "model" if layouts else "facts",
            **facts,
        }
    )


def newest(*urls: str) -> tuple[Index, ...]:
    """Pages with a list of the newest articles, read by its `latest__link`s."""
    return tuple(Index(url=url, links="a.latest__link", dates="date.latest__date") for url in urls)


def by_day(host: str) -> Index:
    """The list of one day: /indeks-berita?daterange=14 February 2025 - 14 February 2025&page=2."""
    day = "{date.day}%20{date:%B}%20{date:%Y}"
    return Index(
        url=f"https://{host}/indeks-berita?daterange={day}%20-%20{day}&page={{page}}",
        links="h2.latest__title a",
        dates="date.latest__date",
    )


def found_by_words(host: str) -> Index:
    """The site's own search."""
    return Index(url=f"https://{host}/search?q={{query}}&page={{page}}", links="a.latest__link")
