"""jakarta.tribunnews.com (Tribun Jakarta); facts of 2026 (feed lists, public scrapers)."""

from crawler.families.tribun import tribun_daerah

PORTAL = tribun_daerah("tribunjakarta", "Tribun Jakarta", "jakarta.tribunnews.com")
