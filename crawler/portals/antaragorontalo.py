"""gorontalo.antaranews.com (ANTARA, Gorontalo); facts of 2026 (feed lists, a scraper)."""

from crawler.families.antara import antara_bureau

PORTAL = antara_bureau("antaragorontalo", "Gorontalo", "gorontalo.antaranews.com")
