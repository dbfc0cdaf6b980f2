"""palembang.tribunnews.com (Sriwijaya Post); facts of 2026 (feed lists, public scrapers)."""

from crawler.families.tribun import tribun_daerah

PORTAL = tribun_daerah("sripoku", "Sriwijaya Post", "palembang.tribunnews.com")
