"""poskota.co.id. Facts of 2026-09 (a public scraper, a list of single-page views, feed lists)."""

from crawler.portal import Index, Portal

PORTAL = Portal(
    name="poskota",
    title="Poskota",
    domains=("poskota.co.id",),
    feeds=("https://www.poskota.co.id/rss",),
    indexes=(Index(url="https://www.poskota.co.id/", links="a[href]"),),
    search=(Index(url="https://www.poskota.co.id/tag/{query}?page={page}", links="a[href]"),),
    article_url=(r"poskota\.co\.id/\d{4}/\d\d/\d\d/(?P<id>[a-z0-9-]+)",),
    whole_article={"view": "all"},
    newest_evidence="2026-09-01",
)
