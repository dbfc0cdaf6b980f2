"""Tribun Network: www.tribunnews.com and its regional sites, each at a host of its own in one CMS."""

from __future__ import annotations

from typing import Any

from crawler.portal import Evidence, Index, Portal, Selectors

LAYOUT_SEEN = "2026-08-14"
"""Date of the newest evidence for the layout of 2026, which the regional sites share with the main one."""

# Newest first: 2026, 2022, 2015.
_SELECT = Selectors(
    title=("h1#arttitle", "#article h1"),
    body=("div.txt-article",),
    date=("#article time", "#article > div > h3", "time[datetime]"),
    authors=(
        "#penulis a",
        "#penulis",
        "//div[contains(@class, 'side-article')]//div[not(div)][starts-with(normalize-space(), 'Penulis')]",
    ),
    editors=(
        "#editor a",
        "#editor",
        "//div[contains(@class, 'side-article')]//div[not(div)][starts-with(normalize-space(), 'Editor')]",
    ),
    section=(
        "(//*[@id='va']/ul//li//a)[last()]",
        "(//*[@id='va']/div[1]/a[not(@title='Halaman Depan')])[last()]",
    ),
    tags=("h5.tagcloud3 a", "#related a[href*='/tag/']"),
    image=("img.imgfull", "meta[property='og:image']"),
    caption=("#artimg figcaption", "#artimg .pt5", "figcaption"),
    next_page=("div.paging a",),
)
_DROP = (
    "blockquote.summary-article",
    ".baca",
    ".ads-placeholder",
    "[id^=div-gpt-ad]",
    "[id^=div-Article]",
    ".paging",
    ".instagram-media",
    ".twitter-tweet",
)


def index_of(address: str) -> Index:
    """The list of a day at such an address, as seen in public scrapers of 2025 and 2026."""
    return Index(
        url=f"{address}?date={{date.year}}-{{date.month}}-{{date.day}}&page={{page}}",
        links="ul.lsi > li h3 a, li.ptb15 h3 a",
    )


def tribun_portal(name: str, **facts: Any) -> Portal:
    """A portal in the CMS of Tribun Network; `facts` are the fields of Portal that are its own."""
    return Portal(
        name=name,
        family="tribun",
        article_url=(
            r"tribunnews\.com/(?:[a-z0-9-]+/){1,2}(?P<id>\d{5,})/[a-z0-9-]*[a-z]",
            r"tribunnews\.com/(?:[a-z0-9-]+/){0,3}\d{4}/\d\d/\d\d/[a-z0-9-]*[a-z]",
        ),
        not_article=(
            r"tribunnews\.com/(?:tag|tags|topic|topics|images|penulis|editor|search|index-news|articles)/",
            r"//(?:video|cdn[\w-]*|account)\.tribunnews\.com",
        ),
        whole_article={"page": "all"},
        select=_SELECT,
        drop=_DROP,
        distrust=("tags:page", "tags:meta"),
        dates=("visible", "jsonld", "meta", "url"),
        **facts,
    )


def tribun_daerah(name: str, title: str, host: str, *, evidence: Evidence = "model") -> Portal:
    """A regional site at `host`: the list of a day, its feed, and the layouts of the main site.

    The feed of the main site linked its own front page only (2026-07); those of the regions gave articles in that year.
    """
    return tribun_portal(
        name,
        title=title,
        domains=(host,),
        feeds=(f"https://{host}/rss",),
        indexes=(index_of(f"https://{host}/index-news"),),
        layouts=("2026", "2022"),
        evidence=evidence,
        newest_evidence=LAYOUT_SEEN,
    )
