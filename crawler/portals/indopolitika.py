"""indopolitika.com; facts of 2026-07 (a public scraper)."""

from crawler.portal import Index, Portal

_CARDS = ".widget.indeks h2.media-title a.media-link[href]"

PORTAL = Portal(
    name="indopolitika",
    title="Indopolitika",
    domains=("indopolitika.com",),
    indexes=(Index(url="https://indopolitika.com/indeks-berita/page/{page}/", links=_CARDS),),
    search=(Index(url="https://indopolitika.com/page/{page}/?s={query}", links=_CARDS),),
    article_url=(r"indopolitika\.com/(?P<id>[a-z0-9]+(?:-[a-z0-9]+){3,})/?$",),
    newest_evidence="2026-07-19",
)
