"""radarcirebon.disway.id (Radar Cirebon, Disway); facts of 2026 (a feed list, untried, and links)."""

from crawler.portal import Portal

PORTAL = Portal(
    name="radarcirebon",
    title="Radar Cirebon",
    domains=("radarcirebon.disway.id",),
    feeds=("https://radarcirebon.disway.id/rss",),
    article_url=(r"\.disway\.id/read/(?P<id>\d+)(?:/|$)",),
    newest_evidence="2026",
)
