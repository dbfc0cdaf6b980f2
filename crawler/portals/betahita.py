"""betahita.id (forests, energy, climate); facts of 2026-07 (a public scraper that saw the pages on 2026-07-12)."""

from crawler.portal import Index, Portal

PORTAL = Portal(
    name="betahita",
    title="Betahita",
    domains=("betahita.id",),
    indexes=(Index(url="https://www.betahita.id/", links="a[href]"),),
    search=(Index(url="https://www.betahita.id/search?query={query}&pagenum={page}", links="a[href]"),),
    article_url=(r"betahita\.id/(?:berita|opini|sorot)/(?P<id>\d+)/[a-z0-9]",),
    newest_evidence="2026-07-13",
)
