"""niaga.asia (business, Kalimantan); facts of 2026-08 (a public scraper)."""

from crawler.portal import Index, Portal

PORTAL = Portal(
    name="niagaasia",
    title="Niaga.Asia",
    domains=("niaga.asia",),
    indexes=(Index(url="https://www.niaga.asia/page/{page}/", links="a[href]"),),
    search=(Index(url="https://www.niaga.asia/page/{page}/?s={query}", links=".archive-list-wrap a[href]"),),
    article_url=(r"niaga\.asia/(?P<id>[a-z0-9]+(?:-[a-z0-9]+){2,})/?$",),
    not_article=(r"niaga\.asia/(?:pedoman|kode-etik|tentang|privacy)-",),
    newest_evidence="2026-08-14",
)
