"""sultra.antaranews.com (ANTARA, Sulawesi Tenggara); facts of 2026 (feed lists, a scraper)."""

from crawler.families.antara import antara_bureau

PORTAL = antara_bureau("antarasultra", "Sulawesi Tenggara", "sultra.antaranews.com")
