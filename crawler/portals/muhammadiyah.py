"""muhammadiyah.or.id; facts of 2026 (feed lists) and 2023 (links)."""

from crawler.portal import Portal

PORTAL = Portal(
    name="muhammadiyah",
    title="Muhammadiyah",
    domains=("muhammadiyah.or.id",),
    feeds=("https://muhammadiyah.or.id/feed/",),
    article_url=(r"muhammadiyah\.or\.id/\d{4}/\d\d/(?P<id>[a-z0-9-]+)/?$",),
    newest_evidence="2023-12",
)
