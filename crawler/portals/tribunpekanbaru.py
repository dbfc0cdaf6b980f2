"""pekanbaru.tribunnews.com (Tribun Pekanbaru); facts of 2026 (feed lists, public scrapers)."""

from crawler.families.tribun import tribun_daerah

PORTAL = tribun_daerah("tribunpekanbaru", "Tribun Pekanbaru", "pekanbaru.tribunnews.com")
