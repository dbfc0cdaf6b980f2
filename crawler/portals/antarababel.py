"""babel.antaranews.com (ANTARA, Bangka Belitung); facts of 2026 (feed lists, a scraper)."""

from crawler.families.antara import antara_bureau

PORTAL = antara_bureau("antarababel", "Bangka Belitung", "babel.antaranews.com")
