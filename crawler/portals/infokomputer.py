"""infokomputer.grid.id. Facts of 2025 (a feed list)."""

from crawler.families.gramedia import gramedia_portal

PORTAL = gramedia_portal(
    "infokomputer",
    title="InfoKomputer",
    host="infokomputer.grid.id",
    feeds=("https://infokomputer.grid.id/rss",),
    newest_evidence="2025",
)
