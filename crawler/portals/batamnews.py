"""batamnews.co.id (Batamnews); facts of 2026 (feed lists, a link)."""

from crawler.portal import Portal

PORTAL = Portal(
    name="batamnews",
    title="Batamnews",
    domains=("batamnews.co.id",),
    feeds=("https://batamnews.co.id/feed",),
    article_url=(r"batamnews\.co\.id/berita-(?P<id>\d+)-[a-z0-9-]+\.html",),
    newest_evidence="2025",
)
