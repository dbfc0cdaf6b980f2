"""bola.net."""

from crawler.families.kly import HEXADECIMAL, kly_portal
from crawler.portal import Selectors

PORTAL = kly_portal(
    "bolanet",
    title="Bola.net",
    domains=("bola.net",),
    feeds=("https://www.bola.net/feed/",),
    sitemaps=("https://www.bola.net/sitemap/sitemap.xml",),
    article_url=(HEXADECIMAL,),
    older=Selectors(
        title=(".detail-headline h1", "h1.newstitle"),
        body=(".detail-paragraph", ".ncont"),
        date=(".detail-headline .writer", "div.newsdatetime"),
        authors=(".detail-headline .writer", "h2.newsdatetime"),
        section=(".bigcon2 .nav a:nth-of-type(2)",),
        tags=(".box-tag a",),
        image=(".detail-assets img", ".news-headline-image img"),
        caption=(".detail-assets .copyright", ".news-headline-image div"),
    ),
    drop=(".infinite-break", ".ncont__break", ".news-headline-image", ".box-crosslink"),
    distrust=("tags:meta",),
    layouts=("2022", "2020", "2020-mobile"),
    evidence="page",
    newest_evidence="2026-06-01",
)
