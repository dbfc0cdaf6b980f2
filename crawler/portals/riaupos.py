"""riaupos.jawapos.com. Facts of 2026 (a feed list)."""

from crawler.families.jawapos import jawapos_portal

PORTAL = jawapos_portal(
    "riaupos",
    title="Riau Pos",
    host="riaupos.jawapos.com",
    feeds=("https://riaupos.jawapos.com/rss",),
    newest_evidence="2026",
)
