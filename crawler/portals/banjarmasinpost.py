"""banjarmasin.tribunnews.com (Banjarmasin Post); facts of 2026 (a feed list, tried by its author, public scrapers)."""

from crawler.families.tribun import tribun_daerah

PORTAL = tribun_daerah("banjarmasinpost", "Banjarmasin Post", "banjarmasin.tribunnews.com")
