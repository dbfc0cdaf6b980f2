"""mongabay.co.id (Mongabay Indonesia); facts of 2026 (a feed list tried in 2026-07, a public scraper)."""

from crawler.portal import Portal

PORTAL = Portal(
    name="mongabay",
    title="Mongabay Indonesia",
    domains=("mongabay.co.id",),
    feeds=("https://mongabay.co.id/feed",),
    article_url=(r"mongabay\.co\.id/\d{4}/\d\d/\d\d/(?P<id>[a-z0-9-]+)/?$",),
    newest_evidence="2026-08-08",
)
