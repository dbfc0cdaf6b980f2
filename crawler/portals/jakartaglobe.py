"""jakartaglobe.id (Jakarta Globe, in English). Facts of 2026-05 (a public scraper, feed lists)."""

from crawler.portal import Index, Portal

PORTAL = Portal(
    name="jakartaglobe",
    title="Jakarta Globe",
    domains=("jakartaglobe.id",),
    feeds=("https://jakartaglobe.id/feed",),
    indexes=(
        Index(url="https://jakartaglobe.id/newsindex", links="a[href]"),
        Index(url="https://jakartaglobe.id/newsindex/page/{page}", links="a[href]", first_page=2),
    ),
    search=(Index(url="https://jakartaglobe.id/search/{query}", links="a[href]"),),
    article_url=(r"jakartaglobe\.id/[a-z-]+/(?P<id>[a-z0-9]+(?:-+[a-z0-9]+){2,})/?$",),
    not_article=(r"jakartaglobe\.id/(?:newsindex|special-updates)(?:/|$)",),
    language="en",
    newest_evidence="2026-05-23",
)
