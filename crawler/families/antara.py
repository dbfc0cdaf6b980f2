"""ANTARA, the state news agency: www.antaranews.com, the English desk and the regional bureaus, all in one CMS."""

from __future__ import annotations

from typing import Any

from crawler.portal import Index, Portal, Selectors

LIST = ".card__post.card__post-list.card__post__transition.mt-30"
"""A card on the pages of newest articles, as seen in a public scraper of 2026."""
LAYOUT_SEEN = "2026-04-27"
"""Date of the newest evidence for the layout of 2026, which the members share with the main site."""

# Newest first: 2026, 2023, 2017.
_SELECT = Selectors(
    title=(".wrap__article-detail-title h1", ".wrap__article-detail-title", "h1.post-title", "h1.title"),
    body=(".wrap__article-detail-content", ".post-content", "#content_news"),
    date=(
        ".wrap__article-detail-info .text-secondary",
        "(//*[contains(@class, 'list-inline-item') and contains(@class, 'mr-2')])[last()]",
        "span.article-date",
        ".bjbrt time::attr(datetime)",
        "div.date.mt10",
    ),
    authors=(".text-muted.mt-2.small", "p.text-muted.small", ".byline"),
    editors=("span[itemprop=editor]",),
    section=(
        ".breadcrumbs__item:nth-child(2)",
        ".breadcrumb li:nth-child(2) a",
        "a.active[href]",
    ),
    tags=(".tags-widget li a", ".blog-tags li a"),
    image=(".wrap__article-detail-image img", "#image_news img"),
    caption=(".wrap__article-detail-image figcaption", "#caption_news"),
)
_DROP = (
    ".baca-juga",
    ".text-muted",
    "#image_news",
    "[itemprop=editor]",
    "p.date",
    ".sharebox",
    ".total-views",
    ".tags-widget",
    ".blog-tags",
    ".instagram-media",
    ".twitter-tweet",
)


def antara_portal(name: str, **facts: Any) -> Portal:
    """A portal in ANTARA's CMS; `facts` are the fields of Portal that are its own.

    Times are taken in the zone that the page prints, else in Jakarta's: it is not known that any bureau writes its own.
    """
    return Portal(
        name=name,
        family="antara",
        article_url=(r"antaranews\.com/(?:amp/)?(?:berita|foto|rilis-pers|infografik|news|print)/(?P<id>\d+)(?:/|$)",),
        not_article=(r"antaranews\.com/(?:video|tag|search|terkini|top-news|indeks)(?:/|$)",),
        kinds={"photo": r"antaranews\.com/(?:foto|infografik)/"},
        forms={r"/print/(?=\d)": "/berita/"},
        select=_SELECT,
        drop=_DROP,
        boilerplate=(
            r"^(?:Pewarta|Editor|Penerjemah|Oleh)\s*:.{0,120}(?:copyright|©)",
            r"^copyright\s*(?:©|\(c\))",
        ),
        distrust=(
            "authors:jsonld",
            "authors:meta",
            "tags:jsonld",
            "tags:meta",
            "tags:page",
            "section:jsonld",
            "section:meta",
        ),
        **facts,
    )


def antara_bureau(name: str, place: str, host: str, *, newest_evidence: str = LAYOUT_SEEN) -> Portal:
    """A regional bureau at `host`: its feed, its page of newest articles, the layout of the main site."""
    return antara_portal(
        name,
        title=f"ANTARA {place}",
        domains=(host,),
        feeds=(f"https://{host}/rss/terkini.xml",),
        indexes=(Index(url=f"https://{host}/terkini", links=f"{LIST} h2 a, {LIST} h3 a"),),
        layouts=("2026",),
        evidence="model",
        newest_evidence=newest_evidence,
    )
