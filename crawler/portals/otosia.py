"""otosia.com."""

from crawler.families.kly import SLUG, channels, kly_portal
from crawler.portal import Selectors

PORTAL = kly_portal(
    "otosia",
    title="Otosia.com",
    domains=("otosia.com",),
    feeds=("https://a.otosia.com/rss/",),
    indexes=channels("https://www.otosia.com/berita/"),
    article_url=(SLUG,),
    not_article=(r"/(?:company|daftar-harga-\w+|mobil-dijual)/",),
    older=Selectors(
        title=(".detail-headline h3", "h1.OtoDetailT"),
        body=(
            "//*[@class='detail-headline']/p | //*[@class='detail-berita']",
            ".OtoDetailNews",
        ),
        date=(".detail-headline .time", "span.newsdetail-schedule"),
        editors=(".editor-field",),
        section=(".breadcrumb-oto span:last-of-type a",),
        tags=("#tag-content a",),
        lead=(".detail-headline p",),
        image=(".detail-artikel .img-box img",),
        caption=(".img-box .img-by",),
    ),
    drop=(".editor-box", ".counter-page"),
    distrust=("tags:meta",),
    layouts=("2020",),
    evidence="page",
    newest_evidence="2020-08-07",
)
