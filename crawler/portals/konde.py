"""konde.co (Konde.co, women); facts of 2026 (a feed list that was tried) and 2020 (a link)."""

from crawler.portal import Portal

PORTAL = Portal(
    name="konde",
    title="Konde.co",
    domains=("konde.co",),
    feeds=("https://konde.co/feed",),
    article_url=(r"konde\.co/\d{4}/\d\d/(?P<id>[a-z0-9-]+)/?$",),
    newest_evidence="2020-09",
)
