"""bisnis.com and its channels. Facts of 2026-07 to 10 (public scrapers)."""

from crawler.portal import Index, Portal, Selectors

PORTAL = Portal(
    name="bisnis",
    title="Bisnis.com",
    domains=("bisnis.com",),
    feeds=("https://market.bisnis.com/rss", "https://ekonomi.bisnis.com/rss"),
    sitemaps=("https://www.bisnis.com/sitemap.xml",),
    indexes=(
        Index(
            url="https://www.bisnis.com/index?categoryId=0&type=indeks&date={date:%Y-%m-%d}&page={page}",
            links="a.artLink, div.art--row a",
        ),
    ),
    article_url=(r"bisnis\.com/read/\d{8}/\d+/(?P<id>\d+)(?:/|$)",),
    not_article=(r"//(?:epaper|foto|video|infografis|search)\.bisnis\.com/",),
    whole_article={"page": "all"},
    select=Selectors(
        title=("h1.detailsTitleCaption", "h1"),
        body=("article.detailsContent", ".detailsContent", ".paywall"),
        date=(".detailsAttributeDates", ".authorTime"),
        authors=(".authorName", ".authorNames"),
        tags=("ul.detailsTagList a.detailsTagLink",),
        lead=(".detailsLead",),
    ),
    drop=("[class*=baca-juga-box]",),
    distrust=("tags:meta",),
    layouts=("2026",),
    evidence="model",
    newest_evidence="2026-10-03",
)
