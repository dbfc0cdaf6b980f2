"""sumsel.antaranews.com (ANTARA, Sumatera Selatan); facts of 2026 (feed lists, a scraper)."""

from crawler.families.antara import antara_bureau

PORTAL = antara_bureau("antarasumsel", "Sumatera Selatan", "sumsel.antaranews.com")
