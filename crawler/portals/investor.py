"""investor.id (Investor Daily). Facts of 2026-04 (public scrapers, feed lists)."""

from crawler.portal import Index, Portal, Selectors

_LINKS = "a[href]"

PORTAL = Portal(
    name="investor",
    title="Investor.id",
    domains=("investor.id",),
    feeds=("https://investor.id/rss",),
    sitemaps=("https://investor.id/sitemap_news.xml", "https://investor.id/sitemap.xml"),
    indexes=(
        Index(url="https://investor.id/market/indeks/{page}", links=_LINKS),
        Index(url="https://investor.id/corporate-action/indeks/{page}", links=_LINKS),
    ),
    search=(Index(url="https://www.investor.id/search/{query}", links=_LINKS),),
    article_url=(r"investor\.id/[a-z-]+/(?P<id>\d+)/[a-z0-9]",),
    select=Selectors(
        title=("h1",),
        body=(".body-content",),
        date=("span.text-muted",),
        authors=(".col.small.pt-1",),
    ),
    drop=("[class*=id-group]", "[class*=baca-juga]", "[class*=related]", "[class*=outstream]"),
    layouts=("2026",),
    evidence="model",
    newest_evidence="2026-04-28",
)
