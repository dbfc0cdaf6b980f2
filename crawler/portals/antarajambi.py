"""jambi.antaranews.com (ANTARA, Jambi); facts of 2026 (feed lists, a scraper)."""

from crawler.families.antara import antara_bureau

PORTAL = antara_bureau("antarajambi", "Jambi", "jambi.antaranews.com")
