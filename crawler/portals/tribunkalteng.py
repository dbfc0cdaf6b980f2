"""kalteng.tribunnews.com (Tribun Kalteng); facts of 2026 (scrapers; the feed from an older list)."""

from crawler.families.tribun import tribun_daerah

PORTAL = tribun_daerah("tribunkalteng", "Tribun Kalteng", "kalteng.tribunnews.com")
