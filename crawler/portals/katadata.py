"""katadata.co.id. Facts of 2026-07 to 10 (public scrapers, feed lists). Its ids begin with a time in hex."""

from crawler.portal import Index, Portal, Selectors

PORTAL = Portal(
    name="katadata",
    title="Katadata",
    domains=("katadata.co.id",),
    feeds=("https://katadata.co.id/rss",),
    sitemaps=("https://www.katadata.co.id/sitemap-index.xml",),
    indexes=(
        Index(
            url="https://katadata.co.id/indeks/search/-/{date:%d-%m-%Y}/{date:%d-%m-%Y}",
            links="article.article--berita a[href]",
        ),
    ),
    article_url=(
        r"//(?:www\.)?katadata\.co\.id/(?:[a-z0-9-]+/)+(?P<id>[0-9a-f]{10,14})/[a-z0-9]",
        r"//(?:www\.)?katadata\.co\.id/berita/\d{4}/\d\d/\d\d/(?P<id>[a-z0-9-]+)",
    ),
    select=Selectors(
        title=(".detail-title",),
        body=(".detail-main", "div.detail-body"),
        date=(".detail-date.text-gray",),
        authors=(".detail-author-name",),
        section=(".section-breadcrumb a:last-child", ".section-breadcrumb"),
    ),
    drop=("[class*=widget-baca-juga]", "[class*=ai-summary]"),
    layouts=("2026",),
    evidence="model",
    newest_evidence="2026-10-03",
)
