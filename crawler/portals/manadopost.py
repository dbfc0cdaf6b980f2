"""manadopost.jawapos.com. Facts of 2026 (a feed list)."""

from crawler.families.jawapos import jawapos_portal

PORTAL = jawapos_portal(
    "manadopost",
    title="Manado Post",
    host="manadopost.jawapos.com",
    feeds=("https://manadopost.jawapos.com/rss",),
    newest_evidence="2026",
)
