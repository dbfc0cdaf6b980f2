"""padang.tribunnews.com (Tribun Padang); facts of 2026 (a feed list, tried by its author, public scrapers)."""

from crawler.families.tribun import tribun_daerah

PORTAL = tribun_daerah("tribunpadang", "Tribun Padang", "padang.tribunnews.com", evidence="page")
