"""makassar.antaranews.com (ANTARA, Sulawesi Selatan); facts of 2026 (a feed list, tried by its author, a scraper)."""

from crawler.families.antara import antara_bureau

PORTAL = antara_bureau("antaramakassar", "Sulawesi Selatan", "makassar.antaranews.com")
