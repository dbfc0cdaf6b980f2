"""rm.id (Rakyat Merdeka); facts of 2026-05 (a public scraper)."""

from crawler.portal import Index, Portal

PORTAL = Portal(
    name="rmid",
    title="RM.id",
    domains=("rm.id",),
    indexes=(Index(url="https://rm.id/page/{page}/", links="a[href*='/baca-berita/']"),),
    article_url=(r"//(?:www\.)?rm\.id/baca-berita/[^/?#]+/[^/?#]+",),
    newest_evidence="2026-05-22",
)
