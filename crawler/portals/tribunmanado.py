"""manado.tribunnews.com (Tribun Manado); facts of 2026 (a feed list, tried by its author, public scrapers)."""

from crawler.families.tribun import tribun_daerah

PORTAL = tribun_daerah("tribunmanado", "Tribun Manado", "manado.tribunnews.com")
