"""alinea.id. Facts of 2026-07 (a public scraper, feed lists)."""

from crawler.portal import Index, Portal

PORTAL = Portal(
    name="alinea",
    title="Alinea.id",
    domains=("alinea.id",),
    feeds=("https://www.alinea.id/rss",),
    indexes=(Index(url="https://www.alinea.id/indeks", links=".box1 a[href]"),),
    search=(Index(url="https://www.alinea.id/search?q={query}&page={page}", links=".hasilcari .box1 a[href]"),),
    article_url=(r"alinea\.id/[a-z-]+/[^/?#]+-(?P<id>b[A-Za-z0-9]+)/?$",),
    newest_evidence="2026-07-23",
)
