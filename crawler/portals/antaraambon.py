"""ambon.antaranews.com (ANTARA, Maluku); facts of 2026 (feed lists, a scraper)."""

from crawler.families.antara import antara_bureau

PORTAL = antara_bureau("antaraambon", "Maluku", "ambon.antaranews.com")
