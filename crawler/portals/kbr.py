"""kbr.id (KBR, radio); facts of 2026-05 (a public scraper)."""

from crawler.portal import Index, Portal

PORTAL = Portal(
    name="kbr",
    title="KBR",
    domains=("kbr.id",),
    indexes=(Index(url="https://kbr.id/articles/indeks?page={page}", links="a[href*='/articles/']"),),
    search=(Index(url="https://kbr.id/search?q={query}", links="a[href*='/articles/']"),),
    article_url=(r"kbr\.id/articles/[a-z0-9-]+/(?P<id>[^/?#]+)/?$",),
    newest_evidence="2026-05-16",
)
