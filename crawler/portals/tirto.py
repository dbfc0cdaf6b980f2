"""tirto.id. Facts of 2026-07 (a public scraper and its model pages, tried live by its author; feed lists)."""

from crawler.portal import Index, Portal, Selectors

PORTAL = Portal(
    name="tirto",
    title="Tirto.id",
    domains=("tirto.id",),
    feeds=("https://tirto.id/sitemap/r/google-discover",),
    sitemaps=("https://tirto.id/sitemap.xml",),
    indexes=(Index(url="https://tirto.id/indeks", links=".postcard-title a[href]"),),
    article_url=(r"tirto\.id/[a-z0-9]+(?:-+[a-z0-9]+){2,}-(?P<id>[A-Za-z0-9]{3,4})$",),
    not_article=(r"tirto\.id/pikir-dua-kali$",),
    select=Selectors(
        title=("h1.article-title",),
        body=(".content-text-editor",),
        date=(".byline div",),
        authors=(".byline a.reporter-name",),
        section=(".breadcrumbs-wrapper a:last-child",),
        lead=("p.kicker",),
    ),
    drop=(".baca-holder", "[id^=gpt-]"),
    dates=("visible", "jsonld", "meta", "url"),
    layouts=("2026",),
    evidence="model",
    newest_evidence="2026-08-14",
)
