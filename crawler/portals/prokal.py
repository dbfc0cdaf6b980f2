"""prokal.co (Kalimantan). Facts of 2026 (a public scraper of its pages) and of 2025 (a feed list)."""

from crawler.families.jawapos import jawapos_portal

PORTAL = jawapos_portal(
    "prokal",
    title="Prokal",
    host="prokal.co",
    feeds=("https://kaltim.prokal.co/feed",),
    layouts=("2026",),
    newest_evidence="2026",
)
