"""radarkediri.jawapos.com. Facts of 2023 or later (scrapers of its daily index, without a date)."""

from crawler.families.jawapos import jawapos_portal
from crawler.families.promedia import by_day

PORTAL = jawapos_portal(
    "radarkediri",
    title="Radar Kediri",
    host="radarkediri.jawapos.com",
    indexes=(by_day("radarkediri.jawapos.com"),),
    newest_evidence="2023",
)
