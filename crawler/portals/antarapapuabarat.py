"""papuabarat.antaranews.com (ANTARA, Papua Barat); facts of 2026 (feed lists, a scraper)."""

from crawler.families.antara import antara_bureau

PORTAL = antara_bureau("antarapapuabarat", "Papua Barat", "papuabarat.antaranews.com")
