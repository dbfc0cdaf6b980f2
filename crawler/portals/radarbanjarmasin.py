"""radarbanjarmasin.jawapos.com. Facts of 2023 or later (a feed list without a date)."""

from crawler.families.jawapos import jawapos_portal

PORTAL = jawapos_portal(
    "radarbanjarmasin",
    title="Radar Banjarmasin",
    host="radarbanjarmasin.jawapos.com",
    feeds=("https://radarbanjarmasin.jawapos.com/rss",),
    newest_evidence="2023",
)
