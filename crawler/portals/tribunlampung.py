"""lampung.tribunnews.com (Tribun Lampung); facts of 2026 (feed lists, public scrapers)."""

from crawler.families.tribun import tribun_daerah

PORTAL = tribun_daerah("tribunlampung", "Tribun Lampung", "lampung.tribunnews.com")
