"""kaltara.antaranews.com (ANTARA, Kalimantan Utara); facts of 2026 (feed lists, a scraper)."""

from crawler.families.antara import antara_bureau

PORTAL = antara_bureau("antarakaltara", "Kalimantan Utara", "kaltara.antaranews.com")
