"""kumparan.com. Facts of 2026-07 (a public scraper and its model pages, tried live by its author; feed lists)."""

from crawler.portal import Portal, Selectors

_CRUMBS = "//script[contains(., 'BreadcrumbList')]"

PORTAL = Portal(
    name="kumparan",
    title="kumparan",
    domains=("kumparan.com",),
    feeds=("https://lapi.kumparan.com/v2.0/rss/",),
    sitemaps=("https://kumparan.com/sitemap_channel_news.xml", "https://kumparan.com/sitemap.xml"),
    article_url=(r"kumparan\.com/@?[a-z0-9-]+/[a-z0-9-]+-(?P<id>\d[A-Za-z0-9]{10})(?:/|$)",),
    not_article=(r"kumparan\.com/channel/",),
    select=Selectors(
        title=("h1[data-qa-id=story-title]",),
        body=("p[data-qa-id=story-paragraph]",),
        date=("time[data-qa-id=publish-date]",),
        authors=("[data-qa-id=author-name]",),
        section=(f"(substring-before(substring-after(substring-after({_CRUMBS}, '/channel/'), '\"name\":\"'), '\"'))",),
        tags=("a[data-qa-id=tag-topic]",),
        image=("figure[data-qa-id=image-figure] img",),
        caption=("figcaption[data-qa-id=image-caption]",),
    ),
    distrust=("tags:meta", "tags:jsonld"),
    layouts=("2026",),
    evidence="model",
    newest_evidence="2026-08-13",
)
