"""en.antaranews.com (ANTARA in English); facts of 2026 (a feed list, tried by its author)."""

from crawler.families.antara import LAYOUT_SEEN, antara_portal

PORTAL = antara_portal(
    "antaraenglish",
    title="ANTARA News (English)",
    domains=("en.antaranews.com",),
    feeds=("https://en.antaranews.com/rss/news.xml",),
    language="en",
    layouts=("2026",),
    evidence="model",
    newest_evidence=LAYOUT_SEEN,
)
