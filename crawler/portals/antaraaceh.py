"""aceh.antaranews.com (ANTARA, Aceh); facts of 2026 (feed lists, a scraper)."""

from crawler.families.antara import antara_bureau

PORTAL = antara_bureau("antaraaceh", "Aceh", "aceh.antaranews.com")
