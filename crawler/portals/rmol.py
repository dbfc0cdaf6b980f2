"""rmol.id, to 2018 rmol.co (Kantor Berita Politik RMOL). Facts of 2026-07 to 08 (public scrapers), links of 2015."""

from crawler.portal import Index, Portal, Selectors

PORTAL = Portal(
    name="rmol",
    title="RMOL.ID",
    domains=("rmol.id", "rmol.co"),
    feeds=(
        "https://rmol.id/rss/latest-posts",
        "https://rmol.id/rss/kategori/politik",
        "https://rmol.id/rss/kategori/nusantara",
    ),
    indexes=(Index(url="https://rmol.id/", links=".single_post_text a[href]"),),
    search=(Index(url="https://rmol.id/tag/{query}?page={page}", links=".rubrik-list-title a[href]"),),
    article_url=(r"rmol\.(?:id|co)/(?:[a-z0-9-]+/)?read/\d{4}/\d\d/\d\d/(?P<id>\d+)(?:/|$)",),
    select=Selectors(
        title=(".single_post_heading h1",),
        body=("#fontResizableText",),
        date=(".author li",),
        authors=(".author a[href*='/about/']",),
    ),
    drop=(
        "[class*=related]",
        "[class*=popular]",
        "[class*=space-]",
        "[class*=comment]",
        ".border_black",
        ".author-box",
        ".post-tags",
    ),
    layouts=("2026",),
    evidence="model",
    newest_evidence="2026-08-24",
)
