"""hidayatullah.com; facts of 2023 (a link) and of undated feed lists."""

from crawler.portal import Portal

PORTAL = Portal(
    name="hidayatullah",
    title="Hidayatullah.com",
    domains=("hidayatullah.com",),
    feeds=("https://www.hidayatullah.com/feed",),
    article_url=(r"hidayatullah\.com/(?:[a-z-]+/)+\d{4}/\d\d/\d\d/(?P<id>\d+)/[a-z0-9-]+\.html",),
    newest_evidence="2023-07-03",
)
