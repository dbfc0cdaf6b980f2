"""aceh.tribunnews.com (Serambinews.com); facts of 2026 (a feed list, tried by its author, public scrapers)."""

from crawler.families.tribun import tribun_daerah

PORTAL = tribun_daerah("tribunaceh", "Serambinews.com", "aceh.tribunnews.com")
