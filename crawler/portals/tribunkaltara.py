"""kaltara.tribunnews.com (Tribun Kaltara); facts of 2026 (feed lists, public scrapers)."""

from crawler.families.tribun import tribun_daerah

PORTAL = tribun_daerah("tribunkaltara", "Tribun Kaltara", "kaltara.tribunnews.com")
