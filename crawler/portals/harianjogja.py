"""harianjogja.com and its channels. Facts of 2026-05 (public scrapers, a crawler's configuration)."""

from crawler.portal import Index, Portal

PORTAL = Portal(
    name="harianjogja",
    title="Harian Jogja",
    domains=("harianjogja.com",),
    sitemaps=("https://www.harianjogja.com/sitemap.xml",),
    indexes=(Index(url="https://www.harianjogja.com/", links="//a[contains(@href, '/r-')]"),),
    search=(
        Index(url="https://www.harianjogja.com/search?q={query}&page={page}", links="//a[contains(@href, '/r-')]"),
    ),
    article_url=(
        r"harianjogja\.com/r-(?P<id>\d+)(?:/|$)",
        r"harianjogja\.com/read/\d{4}/\d\d/\d\d/\d+/(?P<id>\d+)/[a-z0-9-]+",
    ),
    newest_evidence="2026-05-16",
)
