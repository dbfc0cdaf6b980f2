"""radarbanyumas.disway.id (Radar Banyumas, Disway); facts of 2026 (feed lists, untried, links of its sister sites)."""

from crawler.portal import Portal

PORTAL = Portal(
    name="radarbanyumas",
    title="Radar Banyumas",
    domains=("radarbanyumas.disway.id",),
    feeds=("https://radarbanyumas.disway.id/rss/purwokerto",),
    article_url=(r"\.disway\.id/read/(?P<id>\d+)(?:/|$)",),
    newest_evidence="2026",
)
