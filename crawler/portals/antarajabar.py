"""jabar.antaranews.com (ANTARA, Jawa Barat); facts of 2026 (a feed list, tried by its author, a scraper)."""

from crawler.families.antara import antara_bureau

PORTAL = antara_bureau("antarajabar", "Jawa Barat", "jabar.antaranews.com")
