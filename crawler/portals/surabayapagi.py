"""surabayapagi.com; facts of 2026-07 (a public scraper)."""

from crawler.portal import Index, Portal

PORTAL = Portal(
    name="surabayapagi",
    title="Surabaya Pagi",
    domains=("surabayapagi.com",),
    feeds=("https://surabayapagi.com/feed",),
    search=(Index(url="https://surabayapagi.com/search/{query}/{page}", links=".category-text-wrap h2 a"),),
    article_url=(r"surabayapagi\.com/news-(?P<id>\d+)-[^/?#]+/?$",),
    newest_evidence="2026-07-13",
)
