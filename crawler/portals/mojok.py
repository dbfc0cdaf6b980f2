"""mojok.co, essays and reports. Facts of 2026-05 (a public scraper, a test of a feed reader)."""

from crawler.families.wordpress import wordpress_portal

PORTAL = wordpress_portal(
    "mojok",
    title="Mojok",
    site="https://mojok.co",
    feeds=tuple(f"https://mojok.co/{category}/feed" for category in ("esai", "liputan", "terminal")),
    article_url=(r"mojok\.co/(?:[a-z0-9-]+/){1,2}(?P<id>[a-z0-9]+(?:-+[a-z0-9]+){2,})/?$",),
    newest_evidence="2026-05-23",
)
