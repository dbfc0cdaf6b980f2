"""suarapapua.com (Suara Papua); facts of 2026 (feed lists, one of them tried, a link of 2026-05)."""

from crawler.portal import Portal

PORTAL = Portal(
    name="suarapapua",
    title="Suara Papua",
    domains=("suarapapua.com",),
    feeds=("https://suarapapua.com/feed/",),
    article_url=(r"suarapapua\.com/\d{4}/\d\d/\d\d/(?P<id>[a-z0-9-]+)/?$",),
    newest_evidence="2026-05-31",
)
