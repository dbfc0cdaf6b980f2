"""jawapos.com. Facts of 2026-09 (public scrapers, a feed list with answers)."""

from crawler.families.jawapos import jawapos_portal

PORTAL = jawapos_portal(
    "jawapos",
    title="Jawa Pos",
    host="jawapos.com",
    feeds=("https://www.jawapos.com/rss", "https://www.jawapos.com/rss/teknologi", "https://www.jawapos.com/rss.xml"),
    layouts=("2026", "2025"),
    newest_evidence="2026-09-18",
)
