"""idnfinancials.com; facts of 2026-07 (a public scraper)."""

from crawler.portal import Index, Portal

PORTAL = Portal(
    name="idnfinancials",
    title="IDN Financials",
    domains=("idnfinancials.com",),
    indexes=(Index(url="https://www.idnfinancials.com/id/news", links="a[href]"),),
    search=(
        Index(url="https://www.idnfinancials.com/id/search?q={query}&per_page={page}", links=".side-news .item a"),
    ),
    article_url=(r"idnfinancials\.com/id/news/(?P<id>\d+)/[A-Za-z0-9]",),
    newest_evidence="2026-07-27",
)
