"""jambi.tribunnews.com (Tribun Jambi); facts of 2026 (scrapers; the feed from an older list)."""

from crawler.families.tribun import tribun_daerah

PORTAL = tribun_daerah("tribunjambi", "Tribun Jambi", "jambi.tribunnews.com")
