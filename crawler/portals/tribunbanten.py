"""banten.tribunnews.com (Tribun Banten); facts of 2026 (feed lists, public scrapers)."""

from crawler.families.tribun import tribun_daerah

PORTAL = tribun_daerah("tribunbanten", "Tribun Banten", "banten.tribunnews.com")
