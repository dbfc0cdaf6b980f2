"""idntimes.com. Facts of 2026-08 (public scrapers with descriptions of live pages, robots of 2024)."""

from crawler.portal import Index, Portal, Selectors

PORTAL = Portal(
    name="idntimes",
    title="IDN Times",
    domains=("idntimes.com",),
    sitemaps=("https://www.idntimes.com/sitemap.xml",),
    indexes=tuple(
        Index(
            url=f"https://www.idntimes.com/{channel}",
            links="//a[.//h2[@data-cy='ds-card-article-title']]",
            dates="[data-cy=ds-card-article-pubdate]",
        )
        for channel in ("news", "news/indonesia", "sport", "tech")
    ),
    article_url=(r"idntimes\.com/[a-z-]+/[a-z-]+/[a-z0-9-]+-(?P<id>[a-z0-9]{5}-[a-z0-9]{6})$",),
    select=Selectors(
        title=("h1[data-testid=title-article]",),
        body=("#article-description", "article#article-content"),
        date=("[data-testid=publish-date-article] time",),
        authors=("//*[starts-with(@data-testid, 'author-article-')]",),
        section=("(//*[starts-with(@data-testid, 'breadcrumbs-')])[last()]",),
        tags=("[data-testid=tag-list] a",),
    ),
    boilerplate=(r"^update me$",),
    distrust=("tags:jsonld",),
    layouts=("2026",),
    evidence="model",
    newest_evidence="2026-08-13",
)
