"""lampung.antaranews.com (ANTARA, Lampung); facts of 2026 (feed lists, a scraper)."""

from crawler.families.antara import antara_bureau

PORTAL = antara_bureau("antaralampung", "Lampung", "lampung.antaranews.com")
