"""balipost.com (Bali Post); facts of 2026-05 (a public scraper, feed lists)."""

from crawler.portal import Index, Portal

PORTAL = Portal(
    name="balipost",
    title="Bali Post",
    domains=("balipost.com",),
    feeds=("https://www.balipost.com/feed",),
    indexes=(Index(url="https://www.balipost.com/", links="a[href*='/news/']"),),
    article_url=(r"balipost\.com/news/\d{4}/\d\d/\d\d/(?P<id>\d+)(?:/|$)",),
    newest_evidence="2026-05-16",
)
