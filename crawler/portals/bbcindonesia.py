"""bbc.com/indonesia (BBC News Indonesia). Facts of 2026-07 (a feed probe; links in public pages of 2017 to 2026)."""

from crawler.portal import Portal

PORTAL = Portal(
    name="bbcindonesia",
    title="BBC News Indonesia",
    domains=("bbc.com",),
    feeds=("https://feeds.bbci.co.uk/indonesia/rss.xml",),
    article_url=(
        r"bbc\.com/indonesia/articles/(?P<id>[a-z0-9]{11,13})(?:/|$)",
        r"bbc\.com/indonesia/[a-z-]+-(?P<id>\d{8})(?:/|$)",
    ),
    newest_evidence="2026-07-01",
)
