"""papua.antaranews.com (ANTARA, Papua); facts of 2026 (feed lists, a scraper)."""

from crawler.families.antara import antara_bureau

PORTAL = antara_bureau("antarapapua", "Papua", "papua.antaranews.com")
