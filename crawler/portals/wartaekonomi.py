"""wartaekonomi.co.id. Facts of 2026-07 (a public scraper, robots of 2023)."""

from crawler.portal import Index, Portal, Selectors

PORTAL = Portal(
    name="wartaekonomi",
    title="Warta Ekonomi",
    domains=("wartaekonomi.co.id",),
    sitemaps=("https://wartaekonomi.co.id/sitemap.xml",),
    indexes=(
        Index(url="https://wartaekonomi.co.id/indeks/{date:%Y%m%d}?page={page}", links="a.articleListItem[href]"),
    ),
    article_url=(r"wartaekonomi\.co\.id/read(?P<id>\d+)/[a-z0-9-]+",),
    select=Selectors(
        title=("article h1", ".articlePostHeader h1"),
        body=(".articlePostContent",),
        section=("(//*[contains(@class, 'articlePostHeader')]//ul/li//a)[last()]",),
    ),
    drop=(
        "[class*=adInArticle]",
        "[class*=baca-juga]",
        "[class*=related]",
        "[class*=articleListShare]",
        "//a[starts-with(normalize-space(.), 'Baca Juga')]",
    ),
    layouts=("2026",),
    evidence="model",
    newest_evidence="2026-07-18",
)
