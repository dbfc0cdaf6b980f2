"""jogja.antaranews.com (ANTARA, Yogyakarta); facts of 2026 (feed lists, a scraper)."""

from crawler.families.antara import antara_bureau

PORTAL = antara_bureau("antarajogja", "Yogyakarta", "jogja.antaranews.com")
