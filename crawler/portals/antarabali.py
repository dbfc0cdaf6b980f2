"""bali.antaranews.com (ANTARA, Bali); facts of 2026 (a feed list, tried by its author, a scraper)."""

from crawler.families.antara import antara_bureau

PORTAL = antara_bureau("antarabali", "Bali", "bali.antaranews.com", newest_evidence="2026-07-23")
