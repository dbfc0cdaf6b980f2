"""jateng.tribunnews.com (Tribun Jateng); facts of 2026 (a feed list, tried by its author, public scrapers)."""

from crawler.families.tribun import tribun_daerah

PORTAL = tribun_daerah("tribunjateng", "Tribun Jateng", "jateng.tribunnews.com")
