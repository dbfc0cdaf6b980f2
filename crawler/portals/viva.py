"""viva.co.id (VIVA) and its channels."""

from crawler.portal import Index, Portal, Selectors

PORTAL = Portal(
    name="viva",
    title="VIVA",
    domains=("viva.co.id",),
    feeds=tuple(
        f"https://www.viva.co.id/get/{channel}" for channel in ("all", "berita", "bisnis", "digital", "bola", "sport")
    ),
    sitemaps=("https://www.viva.co.id/sitemap.xml",),
    indexes=(
        Index(
            url="https://www.viva.co.id/indeks/berita/all/{date:%Y/%m/%d}?type=art",
            links="a.article-list-title",
            dates=".article-list-date span",
        ),
    ),
    article_url=(r"viva\.co\.id/(?:[a-z0-9-]+/){1,4}(?P<id>\d{4,})-[a-z0-9]",),
    not_article=(r"//(?:video|forum|search|ads|cdn[\w-]*)\.", r"viva\.co\.id/(?:tag|indeks|search|get|request)/"),
    kinds={"photo": r"//foto\.|/foto/", "video": r"viva\.co\.id/(?:video|vlix|vstory-video)/"},
    whole_article={"page": "all"},
    select=Selectors(
        title=("h1.main-content-title", "article.article-detail .title h1"),
        body=(
            "div.main-content-detail",
            # The deck of the old layout is the first sentence of the story and is not said again below it.
            "article.article-detail .summary, article.article-detail [itemprop=articleBody]",
        ),
        date=("div.main-content-date", "article.article-detail .smalldesc .date"),
        authors=("div.main-content-author", "article.article-detail .smalldesc .author"),
        section=("a.breadcrumb-step.content_center", "article.article-detail .upperdeck-kanal"),
        image=("meta[property='og:image']", "article.article-detail .thumbcontainer img"),
        caption=(".main-content-image figcaption", "article.article-detail .photodesc"),
    ),
    drop=(
        ".recommended-article",
        ".widget-other-article",
        ".ads",
        ".adsbygoogle",
        ".instagram-media",
        ".twitter-tweet",
    ),
    boilerplate=(r"^(?:Judul|Link) Artikel\s*:",),
    distrust=("authors:meta", "tags:meta"),
    dates=("jsonld", "meta", "visible"),
    layouts=("2026", "2015"),
    evidence="page",
    newest_evidence="2026-09-18",
)
