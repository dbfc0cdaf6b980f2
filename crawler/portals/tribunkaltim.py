"""kaltim.tribunnews.com (Tribun Kaltim); facts of 2026 (a feed list, tried by its author, public scrapers)."""

from crawler.families.tribun import tribun_daerah

PORTAL = tribun_daerah("tribunkaltim", "Tribun Kaltim", "kaltim.tribunnews.com")
