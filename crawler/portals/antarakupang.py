"""kupang.antaranews.com (ANTARA, Nusa Tenggara Timur); facts of 2026 (a feed list, a scraper)."""

from crawler.families.antara import LAYOUT_SEEN, antara_portal

PORTAL = antara_portal(
    "antarakupang",
    title="ANTARA Nusa Tenggara Timur",
    domains=("kupang.antaranews.com",),
    feeds=("https://kupang.antaranews.com/rss/ekonomi.xml",),
    layouts=("2026",),
    evidence="model",
    newest_evidence=LAYOUT_SEEN,
)
