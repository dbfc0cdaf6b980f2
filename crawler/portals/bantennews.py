"""bantennews.co.id (Banten News); facts of 2026-07 (a public scraper)."""

from crawler.portal import Index, Portal

_CARDS = ".entry-title.td-module-title a[href]"

PORTAL = Portal(
    name="bantennews",
    title="Banten News",
    domains=("bantennews.co.id",),
    indexes=(Index(url="https://www.bantennews.co.id/", links=_CARDS),),
    search=(Index(url="https://www.bantennews.co.id/page/{page}/?s={query}", links=_CARDS),),
    article_url=(r"bantennews\.co\.id/(?P<id>[a-z0-9]+(?:-[a-z0-9]+){3,})/?$",),
    newest_evidence="2026-07-15",
)
