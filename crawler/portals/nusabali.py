"""nusabali.com (NusaBali); facts of 2026-07 (a public scraper that saw the pages on 2026-07-12)."""

from crawler.portal import Index, Portal, Selectors

PORTAL = Portal(
    name="nusabali",
    title="NusaBali",
    domains=("nusabali.com",),
    indexes=(Index(url="https://www.nusabali.com/", links="a[href]"),),
    search=(Index(url="https://www.nusabali.com/search?keyword={query}&page={page}", links="#article-list a[href]"),),
    article_url=(r"nusabali\.com/berita/(?P<id>\d+)/[a-z0-9]",),
    select=Selectors(
        title=("h1 [itemprop=headline]",),
        body=("[itemprop=articleBody] .entry-content", "[itemprop=articleBody]"),
        date=("[itemprop=datePublished]",),
        authors=("span[itemprop=author]",),
        section=("[itemprop=articleSection]",),
    ),
    drop=("aside", "nav", "[class*=related]", "[class*=share]"),
    layouts=("2026",),
    evidence="model",
    newest_evidence="2026-08-14",
)
