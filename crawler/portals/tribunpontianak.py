"""pontianak.tribunnews.com (Tribun Pontianak); facts of 2026 (feed lists, public scrapers)."""

from crawler.families.tribun import tribun_daerah

PORTAL = tribun_daerah("tribunpontianak", "Tribun Pontianak", "pontianak.tribunnews.com")
