"""sulteng.antaranews.com (ANTARA, Sulawesi Tengah); facts of 2026 (feed lists, a scraper)."""

from crawler.families.antara import antara_bureau

PORTAL = antara_bureau("antarasulteng", "Sulawesi Tengah", "sulteng.antaranews.com")
