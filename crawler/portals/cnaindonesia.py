"""cna.id (CNA Indonesia); facts of 2026-07 (a public scraper)."""

from crawler.portal import Index, Portal

PORTAL = Portal(
    name="cnaindonesia",
    title="CNA Indonesia",
    domains=("cna.id",),
    indexes=(Index(url="https://www.cna.id/terbaru", links="a[href]"),),
    search=(Index(url="https://www.cna.id/topic/{query}", links="a[href]"),),
    article_url=(r"cna\.id/[a-z-]+/[a-z0-9-]+-(?P<id>\d+)$",),
    newest_evidence="2026-07-13",
)
