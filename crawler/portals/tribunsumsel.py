"""sumsel.tribunnews.com (Tribun Sumsel); facts of 2026 (feed lists, public scrapers)."""

from crawler.families.tribun import tribun_daerah

PORTAL = tribun_daerah("tribunsumsel", "Tribun Sumsel", "sumsel.tribunnews.com")
