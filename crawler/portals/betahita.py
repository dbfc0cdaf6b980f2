"""betahita.id (forests, energy, climate); facts of 2026-07 (a public scraper that saw the pages on 2026-07-12)."""

from crawler.portal import Index, Portal, Selectors

PORTAL = Portal(
    name="betahita",
    title="Betahita",
    domains=("betahita.id",),
    indexes=(Index(url="https://www.betahita.id/", links="a[href]"),),
    search=(Index(url="https://www.betahita.id/search?query={query}&pagenum={page}", links="a[href]"),),
    article_url=(r"betahita\.id/(?:berita|opini|sorot)/(?P<id>\d+)/[a-z0-9]",),
    select=Selectors(
        title=(".judul-artikel h1",),
        body=(".detail-artikel .detail-in",),
        date=(".judul-artikel h5.margin-bottom-sm",),
        authors=(".box-sumber h5.title",),
        section=(".judul-artikel h5:not(.margin-bottom-sm)",),
    ),
    drop=(".box-foto-artikel",),
    layouts=("2026",),
    evidence="model",
    newest_evidence="2026-07-13",
)
