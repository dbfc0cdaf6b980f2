"""pontianakpost.jawapos.com. Facts of 2026 (a feed list)."""

from crawler.families.jawapos import jawapos_portal

PORTAL = jawapos_portal(
    "pontianakpost",
    title="Pontianak Post",
    host="pontianakpost.jawapos.com",
    feeds=("https://pontianakpost.jawapos.com/rss",),
    newest_evidence="2026",
)
