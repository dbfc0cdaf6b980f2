"""batam.tribunnews.com (Tribun Batam); facts of 2026 (feed lists, public scrapers)."""

from crawler.families.tribun import tribun_daerah

PORTAL = tribun_daerah("tribunbatam", "Tribun Batam", "batam.tribunnews.com")
