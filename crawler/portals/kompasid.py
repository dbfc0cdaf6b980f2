"""kompas.id (Harian Kompas). Facts of 2026 (links and feed lists in public code)."""

from crawler.portal import Portal

PORTAL = Portal(
    name="kompasid",
    title="Kompas.id",
    domains=("kompas.id",),
    feeds=tuple(
        f"https://cds.kompas.id/rss/v1/article/list{channel}"
        for channel in ("", "/category/polhuk", "/category/bebas-akses")
    ),
    article_url=(
        r"kompas\.id/artikel/(?P<id>[a-z0-9-]+)",
        r"kompas\.id/baca/[a-z-]+/\d{4}/\d\d/\d\d/(?P<id>[a-z0-9-]+)",
    ),
    not_article=(r"//(?:adv|klasika|cds)\.",),
    newest_evidence="2026",
)
