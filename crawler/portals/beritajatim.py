"""beritajatim.com; facts of 2026-04 (a public scraper)."""

from crawler.portal import Index, Portal

PORTAL = Portal(
    name="beritajatim",
    title="beritajatim.com",
    domains=("beritajatim.com",),
    indexes=(Index(url="https://beritajatim.com/page/{page}/", links="h2 a[href], h3 a[href]"),),
    article_url=(r"beritajatim\.com/(?P<id>[a-z0-9]+(?:-[a-z0-9]+){3,})/?$",),
    newest_evidence="2026-04-28",
)
