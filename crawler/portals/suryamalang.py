"""suryamalang.tribunnews.com (Surya Malang); facts of 2026 (feed lists, public scrapers)."""

from crawler.families.tribun import tribun_daerah

PORTAL = tribun_daerah("suryamalang", "Surya Malang", "suryamalang.tribunnews.com")
