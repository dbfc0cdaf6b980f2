"""radarsurabaya.jawapos.com. Facts of 2025-11 (public scrapers)."""

from crawler.families.jawapos import jawapos_portal
from crawler.families.promedia import found_by_words, newest

PORTAL = jawapos_portal(
    "radarsurabaya",
    title="Radar Surabaya",
    host="radarsurabaya.jawapos.com",
    indexes=newest("https://radarsurabaya.jawapos.com/"),
    search=(found_by_words("radarsurabaya.jawapos.com"),),
    layouts=("2025",),
    newest_evidence="2025-11-06",
)
