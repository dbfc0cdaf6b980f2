"""kaltimpost.jawapos.com. Facts of 2026 (a feed list)."""

from crawler.families.jawapos import jawapos_portal

PORTAL = jawapos_portal(
    "kaltimpost",
    title="Kaltim Post",
    host="kaltimpost.jawapos.com",
    feeds=("https://kaltimpost.jawapos.com/rss",),
    newest_evidence="2026",
)
