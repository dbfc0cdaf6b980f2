"""jatim.tribunnews.com (Tribun Jatim); facts of 2026 (feed lists, public scrapers)."""

from crawler.families.tribun import tribun_daerah

PORTAL = tribun_daerah("tribunjatim", "Tribun Jatim", "jatim.tribunnews.com")
