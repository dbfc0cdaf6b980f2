"""banten.antaranews.com (ANTARA, Banten); facts of 2026 (feed lists, a scraper)."""

from crawler.families.antara import antara_bureau

PORTAL = antara_bureau("antarabanten", "Banten", "banten.antaranews.com")
