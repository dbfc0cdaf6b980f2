"""voi.id (VOI); facts of 2026-08 (a public scraper, a feed list tried in 2026-07)."""

from crawler.portal import Index, Portal, Selectors

PORTAL = Portal(
    name="voi",
    title="VOI",
    domains=("voi.id",),
    feeds=("https://voi.id/rss",),
    indexes=(Index(url="https://voi.id/artikel/indeks?page={page}", links=".section-item-title a[href]"),),
    search=(Index(url="https://voi.id/artikel/cari?q={query}&page={page}", links=".section-item-title a[href]"),),
    article_url=(r"//(?:www\.)?voi\.id/[a-z0-9-]+/(?P<id>\d{4,})(?:/|$)",),
    select=Selectors(
        body=(".single-post-content",),
        date=(".single-post-date time",),
        authors=(".single-post-author a",),
    ),
    drop=("[class*=related]", "[class*=popular]", "[class*=see-also]"),
    layouts=("2026",),
    evidence="model",
    newest_evidence="2026-08-14",
)
