"""jatim.antaranews.com (ANTARA, Jawa Timur); facts of 2026 (a feed list, tried by its author, a scraper)."""

from crawler.families.antara import antara_bureau

PORTAL = antara_bureau("antarajatim", "Jawa Timur", "jatim.antaranews.com")
