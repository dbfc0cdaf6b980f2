"""tvonenews.com. Facts of 2026-04 (public scrapers)."""

from crawler.portal import Index, Portal, Selectors

PORTAL = Portal(
    name="tvonenews",
    title="tvOnenews",
    domains=("tvonenews.com",),
    indexes=(
        Index(url="https://www.tvonenews.com/", links="a[href]"),
        Index(url="https://www.tvonenews.com/ekonomi", links="a[href]"),
    ),
    search=(Index(url="https://www.tvonenews.com/cari?q={query}&page={page}", links=".article-list-info a.ali-title"),),
    article_url=(r"tvonenews\.com/(?:[a-z-]+/)+(?P<id>\d{4,})-[a-z0-9]",),
    whole_article={"page": "all"},
    select=Selectors(
        body=(".detail-content",),
        date=(".detail-date",),
        authors=(".detail-author",),
        section=("(//*[contains(@class, 'breadcrumb')]//a)[last()]",),
    ),
    drop=("[class^=baca-juga]", "[class^=related]", "[class^=video]", "[class*=ads]"),
    boilerplate=(r"^advertisement$",),
    layouts=("2026",),
    evidence="model",
    newest_evidence="2026-04-28",
)
