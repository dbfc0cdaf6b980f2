"""swa.co.id (SWA, business); facts of 2026-05 (a public scraper)."""

from crawler.portal import Index, Portal

PORTAL = Portal(
    name="swa",
    title="SWA",
    domains=("swa.co.id",),
    indexes=(Index(url="https://swa.co.id/latest?page={page}", links="a[href*='/read/']"),),
    search=(Index(url="https://swa.co.id/search?q={query}&page={page}", links="a[href*='/read/']"),),
    article_url=(r"swa\.co\.id/read/(?P<id>\d+)(?:/|$)",),
    newest_evidence="2026-05-16",
)
