"""metrotvnews.com. Facts of 2026-08 (public scrapers); addresses to 2016 from a scraper of 2015."""

from crawler.portal import Index, Portal, Selectors

PORTAL = Portal(
    name="metrotvnews",
    title="Metrotvnews",
    domains=("metrotvnews.com",),
    indexes=(
        Index(url="https://www.metrotvnews.com/", links=".item .text h3 a, .list-news .text a, .trending-list a"),
        Index(url="https://www.metrotvnews.com/news", links=".item-list h3 a"),
    ),
    search=(Index(url="https://www.metrotvnews.com/search?query={query}&page={page}", links=".item .text h3 a[href]"),),
    article_url=(
        r"metrotvnews\.com/read/(?P<id>[A-Za-z0-9]{8})-[a-z0-9-]+",
        r"metrotvnews\.com/read/\d{4}/\d\d/\d\d/(?P<id>\d+)/[a-z0-9-]+",
    ),
    select=Selectors(
        body=(".news-text",),
        date=("p.pt-20.date",),
        authors=("p.pt-20.date",),
        section=("(//*[contains(@class, 'breadcrumb-content')]//p//a)[last()]", ".breadcrumb-content p"),
    ),
    drop=("//td[contains(., 'Baca juga') or contains(., 'Baca Juga')]",),
    layouts=("2026",),
    evidence="model",
    newest_evidence="2026-08-08",
)
