"""ambon.tribunnews.com (Tribun Ambon); facts of 2026 (feed lists, public scrapers)."""

from crawler.families.tribun import tribun_daerah

PORTAL = tribun_daerah("tribunambon", "Tribun Ambon", "ambon.tribunnews.com")
