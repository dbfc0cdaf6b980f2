"""theconversation.com/id (The Conversation Indonesia); facts of 2026-07 (a public scraper, a feed list)."""

from crawler.portal import Index, Portal

PORTAL = Portal(
    name="theconversation",
    title="The Conversation Indonesia",
    domains=("theconversation.com",),
    feeds=("https://theconversation.com/id/articles.atom",),
    indexes=(Index(url="https://theconversation.com/id", links="a[href]"),),
    search=(
        Index(
            url="https://theconversation.com/id/search?date=all&language=id&page={page}&q={query}&sort=recency",
            links="a[href]",
        ),
    ),
    article_url=(r"theconversation\.com/[a-z][a-z0-9-]+-(?P<id>\d+)$",),
    newest_evidence="2026-07-27",
)
