"""kompas.tv. Facts of 2026-07 (a public scraper, feed lists)."""

from crawler.portal import Index, Portal

CHANNELS = ("nasional", "regional", "ekonomi", "internasional", "olahraga")
PORTAL = Portal(
    name="kompastv",
    title="Kompas TV",
    domains=("kompas.tv",),
    feeds=("https://www.kompas.tv/rss",),
    indexes=tuple(
        Index(url=f"https://www.kompas.tv/{channel}", links="h2 a, h3 a, .titleheadline a") for channel in CHANNELS
    ),
    article_url=(r"kompas\.tv/[a-z-]+/(?P<id>\d{4,})/[a-z0-9-]",),
    not_article=(r"kompas\.tv/video/",),
    newest_evidence="2026-07-14",
)
