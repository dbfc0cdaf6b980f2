"""sumut.antaranews.com (ANTARA, Sumatera Utara); facts of 2026 (a feed list, tried by its author, a scraper)."""

from crawler.families.antara import antara_bureau

PORTAL = antara_bureau("antarasumut", "Sumatera Utara", "sumut.antaranews.com")
