"""sumbar.antaranews.com (ANTARA, Sumatera Barat); facts of 2026 (feed lists, a scraper)."""

from crawler.families.antara import antara_bureau

PORTAL = antara_bureau("antarasumbar", "Sumatera Barat", "sumbar.antaranews.com")
