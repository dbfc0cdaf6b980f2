"""rri.co.id (Radio Republik Indonesia); facts of 2026 (feed lists, one of them tried, a public scraper)."""

from crawler.portal import Index, Portal

PORTAL = Portal(
    name="rri",
    title="RRI",
    domains=("rri.co.id",),
    feeds=("https://rri.co.id/rss",),
    indexes=(Index(url="https://rri.co.id/", links="a[href]"),),
    search=(Index(url="https://rri.co.id/search?q={query}&page={page}", links="a[href]"),),
    article_url=(r"rri\.co\.id/(?:[a-z-]+/){1,3}(?P<id>\d{4,})/[a-z0-9]",),
    newest_evidence="2026-08-30",
)
