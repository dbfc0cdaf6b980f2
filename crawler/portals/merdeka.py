"""merdeka.com."""

from crawler.families.kly import SLUG, kly_portal
from crawler.portal import Selectors

PORTAL = kly_portal(
    "merdeka",
    title="Merdeka.com",
    domains=("merdeka.com",),
    feeds=("https://www.merdeka.com/feed/",),
    sitemaps=tuple(
        f"https://www.merdeka.com/{section}/sitemap.xml" for section in ("peristiwa", "politik", "uang", "dunia")
    ),
    article_url=(r"-(?P<id>\d+)-mvk\.html$", r"/foto/[a-z-]+/(?P<id>\d+)/", r"/foto/[a-z-]+/[a-z0-9-]+\.html$", SLUG),
    not_article=(r"/(?:company|reporter|hotnews)/",),
    older=Selectors(
        title=(
            "h1.article-title",
            ".mdk-news-head h1",
            "#mdk-news-title h1",
            ".mdk-dt-headline h1",
            ".headline-artikel h5",
        ),
        body=(
            ".mdk-body-paragraph",
            ".mdk-body-paragpraph",
            "#mdk-body-newsarea",
            ".mdk-body-detail",
            "#body--infinite",
        ),
        date=(".article time", ".mdk-date-reporter", ".date-post", ".headline-profile p.editor:last-of-type"),
        authors=(
            ".dt--postcredit-editor-desc a",
            ".mdk-date-reporter a[href*='/reporter/']",
            ".reporter a",
            "meta[name=author]",
            ".headline-profile .editor a",
        ),
        section=(".mdk-date-reporter a", ".mdk-breadcrumb a:nth-of-type(2)", "ol.list-breadcrumb li:last-child a"),
        tags=("ul#tag-more a", ".tag__list a", ".box-list--related .box-list-item a::attr(title)"),
        image=(".mdk-news-img img", "#mdk-news_img_det img", ".mdk-dt-img img"),
        caption=(".mdk-news-img-copyright", ".mdk-copyright", ".copyright-img"),
        next_page=(
            "//*[contains(@class, 'page-number')][not(//*[contains(@class, 'paging-content')])]"
            "//li[contains(@class, 'active')]/following-sibling::li[1]/a",
        ),
    ),
    drop=(".mdk-dt-headline", ".imageinfo", ".dont-display", ".read-too", ".page-number"),
    distrust=("tags:meta",),
    dates=("jsonld", "meta:local", "visible", "url"),
    layouts=("2026", "2021", "2020-planet"),
    evidence="page",
    newest_evidence="2026-08-13",
)
