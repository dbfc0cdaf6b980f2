"""ntvnews.id (Nusantara TV); facts of 2026-07 (a public scraper)."""

from crawler.portal import Portal, Selectors

PORTAL = Portal(
    name="ntvnews",
    title="NTVNews.id",
    domains=("ntvnews.id",),
    sitemaps=("https://www.ntvnews.id/sitemap-news.xml",),
    article_url=(r"ntvnews\.id/[a-z][a-z0-9-]*/(?P<id>\d{8})/[a-z0-9][a-z0-9-]*/?$",),
    not_article=(r"ntvnews\.id/(?:author|category|page)/",),
    select=Selectors(
        title=("h1.title",),
        body=(".article-content",),
        authors=("//*[@class='penulis'][contains(*[@class='detail'], 'Penulis')]/*[@class='nama']",),
        editors=("//*[@class='penulis'][contains(*[@class='detail'], 'Editor')]/*[@class='nama']",),
        section=(".breadcrumb a:last-of-type",),
    ),
    drop=(".baca-juga", ".baca_juga", "#relatedNews", ".berita--terkait"),
    distrust=("authors:jsonld",),
    layouts=("2026",),
    evidence="model",
    newest_evidence="2026-07-23",
)
