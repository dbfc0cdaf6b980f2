"""bangka.tribunnews.com (Tribun Bangka); facts of 2026 (scrapers; the feed from an older list)."""

from crawler.families.tribun import tribun_daerah

PORTAL = tribun_daerah("tribunbangka", "Tribun Bangka", "bangka.tribunnews.com")
