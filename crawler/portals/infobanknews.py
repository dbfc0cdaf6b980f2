"""infobanknews.com (Infobank, banks and finance); facts of 2026-07 (a public scraper, links of 2026)."""

from crawler.portal import Index, Portal

PORTAL = Portal(
    name="infobanknews",
    title="Infobanknews",
    domains=("infobanknews.com",),
    indexes=(Index(url="https://infobanknews.com/", links="a[href]"),),
    article_url=(r"infobanknews\.com/(?P<id>[a-z0-9]+(?:-[a-z0-9]+){3,})/?$",),
    newest_evidence="2026-07-19",
)
