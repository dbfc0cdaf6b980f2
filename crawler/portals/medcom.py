"""medcom.id. Facts of 2025 (links and feed lists in public code)."""

from crawler.portal import Portal

PORTAL = Portal(
    name="medcom",
    title="Medcom.id",
    domains=("medcom.id",),
    feeds=("https://www.medcom.id/rss", "https://www.medcom.id/feeds/berita"),
    article_url=(r"medcom\.id/[a-z-]+/[a-z-]+/(?=[a-z]*[A-Z0-9])(?P<id>[A-Za-z0-9]{8})-[a-z0-9-]+",),
    not_article=(r"//(?:video|cdn|osccdn|edge)\.",),
    newest_evidence="2025",
)
