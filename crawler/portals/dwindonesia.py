"""dw.com/id (Deutsche Welle, the Indonesian desk). Facts of 2026 (feed lists; links in public pages)."""

from crawler.portal import Portal

PORTAL = Portal(
    name="dwindonesia",
    title="DW Indonesia",
    domains=("dw.com",),
    feeds=("https://rss.dw.com/xml/rss-id-all", "https://rss.dw.com/rdf/rss-id-news"),
    article_url=(r"dw\.com/id/[^/?#]+/a-(?P<id>\d+)(?:/|$)",),
    newest_evidence="2026-02-24",
)
