"""nationalgeographic.grid.id. Facts of 2026 (a feed list, links in public code)."""

from crawler.families.gramedia import gramedia_portal

PORTAL = gramedia_portal(
    "nationalgeographic",
    title="National Geographic Indonesia",
    host="nationalgeographic.grid.id",
    feeds=("https://nationalgeographic.grid.id/rss/",),
    newest_evidence="2026",
)
