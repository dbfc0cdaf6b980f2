"""kalbar.antaranews.com (ANTARA, Kalimantan Barat); facts of 2026 (feed lists, a scraper)."""

from crawler.families.antara import antara_bureau

PORTAL = antara_bureau("antarakalbar", "Kalimantan Barat", "kalbar.antaranews.com")
