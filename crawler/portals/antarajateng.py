"""jateng.antaranews.com (ANTARA, Jawa Tengah); facts of 2026 (a feed list, tried by its author, a scraper)."""

from crawler.families.antara import antara_bureau

PORTAL = antara_bureau("antarajateng", "Jawa Tengah", "jateng.antaranews.com")
