"""kalsel.antaranews.com (ANTARA, Kalimantan Selatan); facts of 2026 (feed lists, a scraper)."""

from crawler.families.antara import antara_bureau

PORTAL = antara_bureau("antarakalsel", "Kalimantan Selatan", "kalsel.antaranews.com", newest_evidence="2026-08-06")
