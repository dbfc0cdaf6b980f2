"""beritasatu.com. Facts of 2026-07 (a public scraper and its model pages, tried live by its author)."""

from crawler.portal import Index, Portal, Selectors

_LINKS = ".row.gx-3.mt-4.position-relative a.stretched-link"

PORTAL = Portal(
    name="beritasatu",
    title="Beritasatu.com",
    domains=("beritasatu.com",),
    feeds=("https://www.beritasatu.com/rss",),
    sitemaps=("https://www.beritasatu.com/sitemap/nasional/news.xml", "https://www.beritasatu.com/sitemap.xml"),
    indexes=(
        Index(url="https://www.beritasatu.com/terkini/indeks", links=_LINKS),
        Index(url="https://www.beritasatu.com/terkini/indeks/{page}", links=_LINKS, first_page=2),
    ),
    article_url=(r"beritasatu\.com/[a-z0-9-]+/(?P<id>\d+)/[a-z0-9]",),
    not_article=(r"beritasatu\.com/(?:network|widgets?|editor)/",),
    select=Selectors(
        body=("div.b1-article.body-content", "div.body-content"),
        date=("small.text-muted",),
        authors=("//*[contains(text(), 'Penulis:')]//a[contains(@href, '/penulis/')]",),
        editors=("//*[contains(text(), 'Penulis:')]//a[contains(@href, '/editor/')]",),
        tags=("a[href*='/tag/'] h3.badge",),
    ),
    drop=("//div[p[normalize-space() = 'BACA JUGA']]", ".b1-group", "h3.badge", "[id^=div-gpt-ad]"),
    distrust=("section:breadcrumb", "tags:meta"),
    layouts=("2026",),
    evidence="model",
    newest_evidence="2026-07-26",
)
