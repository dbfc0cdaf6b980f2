"""jubi.id (Jubi, Papua); facts of 2026 (feed lists, one of them tried, links of 2023 and 2024)."""

from crawler.portal import Portal

PORTAL = Portal(
    name="jubi",
    title="Jubi",
    domains=("jubi.id",),
    feeds=("https://jubi.id/feed/",),
    article_url=(r"jubi\.id/[a-z-]+/\d{4}/(?P<id>[a-z0-9-]+)/?$",),
    newest_evidence="2026-01-27",
)
