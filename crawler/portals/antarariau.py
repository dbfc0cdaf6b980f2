"""riau.antaranews.com (ANTARA, Riau); facts of 2026 (feed lists, a scraper)."""

from crawler.families.antara import antara_bureau

PORTAL = antara_bureau("antarariau", "Riau", "riau.antaranews.com")
