"""grid.id and its magazines. Facts of 2026-08 (public scrapers, robots of 2023, a feed list)."""

from crawler.families.gramedia import gramedia_portal
from crawler.portal import Index, Selectors

PORTAL = gramedia_portal(
    "grid",
    title="Grid.ID",
    host="grid.id",
    feeds=("https://www.grid.id/rss",),
    sitemaps=("https://www.grid.id/sitemap.xml",),
    search=(Index(url="https://www.grid.id/search?q={query}&page={page}", links=".news-list__list a[href]"),),
    select=Selectors(body=(".read__article",), tags=("[class*=tags__] a",)),
    drop=("[class*=related]", "[class*=bacajuga]", "[class*=tags__]", "[class*=detail-read__comment]", ".author-box"),
    layouts=("2026",),
    evidence="model",
    newest_evidence="2026-08-14",
)
