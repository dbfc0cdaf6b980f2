"""projectmultatuli.org (Project Multatuli); facts of 2026 (a public scraper, feed lists)."""

from crawler.portal import Portal

PORTAL = Portal(
    name="projectmultatuli",
    title="Project Multatuli",
    domains=("projectmultatuli.org",),
    feeds=("https://projectmultatuli.org/feed/",),
    article_url=(r"projectmultatuli\.org/(?:(?:en|id)/)?(?P<id>[a-z0-9]+(?:-[a-z0-9]+){3,})/?$",),
    newest_evidence="2026-05-16",
)
