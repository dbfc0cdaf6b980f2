"""en.tempo.co (Tempo English); facts of 2026 (feed lists, links to 2026-09)."""

from crawler.portal import Portal

PORTAL = Portal(
    name="tempoenglish",
    title="Tempo English",
    domains=("en.tempo.co",),
    feeds=("https://rss.tempo.co/en",),
    article_url=(r"en\.tempo\.co/read/(?P<id>\d+)(?:/|$)",),
    language="en",
    newest_evidence="2026-09-05",
)
