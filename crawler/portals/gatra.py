"""gatra.com, since 2026 gatra.net. Facts of 2026-05 (a public scraper), its former feed (undated feed lists)."""

from crawler.families.wordpress import wordpress_portal

PORTAL = wordpress_portal(
    "gatra",
    title="Gatra",
    site="https://www.gatra.net",
    domains=("gatra.net", "gatra.com"),
    feeds=("https://www.gatra.com/rss",),
    search=(),
    article_url=(r"gatra\.(?:com|net)/news-(?P<id>\d+)-",),
    newest_evidence="2026-05-16",
)
