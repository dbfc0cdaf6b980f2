"""radartarakan.jawapos.com. Facts of 2023 or later (a scraper of its daily index, without a date)."""

from crawler.families.jawapos import jawapos_portal
from crawler.families.promedia import by_day

PORTAL = jawapos_portal(
    "radartarakan",
    title="Radar Tarakan",
    host="radartarakan.jawapos.com",
    indexes=(by_day("radartarakan.jawapos.com"),),
    newest_evidence="2023",
)
