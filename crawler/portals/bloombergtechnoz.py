"""bloombergtechnoz.com; facts of 2026 (a feed list, tried in 2026-07, a public scraper, links of 2026-09)."""

from crawler.portal import Index, Portal

PORTAL = Portal(
    name="bloombergtechnoz",
    title="Bloomberg Technoz",
    domains=("bloombergtechnoz.com",),
    feeds=("https://www.bloombergtechnoz.com/rss",),
    indexes=(Index(url="https://www.bloombergtechnoz.com/", links=".card-box a[href]"),),
    article_url=(r"bloombergtechnoz\.com/detail-news/(?P<id>\d+)/[a-z0-9]",),
    newest_evidence="2026-09-09",
)
