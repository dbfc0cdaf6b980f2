"""kepri.antaranews.com (ANTARA, Kepulauan Riau); facts of 2026 (feed lists, a scraper)."""

from crawler.families.antara import antara_bureau

PORTAL = antara_bureau("antarakepri", "Kepulauan Riau", "kepri.antaranews.com")
