"""kaltim.antaranews.com (ANTARA, Kalimantan Timur); facts of 2026 (feed lists, a scraper)."""

from crawler.families.antara import antara_bureau

PORTAL = antara_bureau("antarakaltim", "Kalimantan Timur", "kaltim.antaranews.com")
