"""kalteng.antaranews.com (ANTARA, Kalimantan Tengah); facts of 2026 (feed lists, a scraper)."""

from crawler.families.antara import antara_bureau

PORTAL = antara_bureau("antarakalteng", "Kalimantan Tengah", "kalteng.antaranews.com")
