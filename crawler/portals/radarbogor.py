"""radarbogor.jawapos.com. Facts of 2026-02 (a public scraper)."""

from crawler.families.jawapos import jawapos_portal
from crawler.families.promedia import newest

PORTAL = jawapos_portal(
    "radarbogor",
    title="Radar Bogor",
    host="radarbogor.jawapos.com",
    indexes=newest("https://radarbogor.jawapos.com/bansos"),
    layouts=("2025",),
    newest_evidence="2026-02-24",
)
