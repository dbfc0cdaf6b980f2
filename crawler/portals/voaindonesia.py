"""voaindonesia.com (VOA Indonesia). Facts of 2026-05 (a public scraper, a feed reader)."""

from crawler.portal import Index, Portal

_LINKS = "a[href*='/a/']"

PORTAL = Portal(
    name="voaindonesia",
    title="VOA Indonesia",
    domains=("voaindonesia.com",),
    feeds=("https://www.voaindonesia.com/api/zmgqoe$moi",),
    indexes=(Index(url="https://www.voaindonesia.com/z", links=_LINKS),),
    search=(Index(url="https://www.voaindonesia.com/s?k={query}&page={page}", links=_LINKS),),
    article_url=(r"voaindonesia\.com/a/(?:[^/?#]+/)?(?P<id>\d+)\.html",),
    newest_evidence="2026-05-16",
)
