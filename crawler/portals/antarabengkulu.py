"""bengkulu.antaranews.com (ANTARA, Bengkulu); facts of 2026 (feed lists, a scraper)."""

from crawler.families.antara import antara_bureau

PORTAL = antara_bureau("antarabengkulu", "Bengkulu", "bengkulu.antaranews.com")
