"""turnbackhoax.id, fact checks of Mafindo. Facts of 2026-08 (public scrapers), of its WordPress pages of 2025 too."""

from crawler.portal import Index, Portal, Selectors

PORTAL = Portal(
    name="turnbackhoax",
    title="TurnBackHoax.ID",
    domains=("turnbackhoax.id",),
    feeds=("https://turnbackhoax.id/feed",),
    indexes=(Index(url="https://turnbackhoax.id/articles?category=all&page={page}", links="div.news-card-h-alt a"),),
    article_url=(
        r"turnbackhoax\.id/articles/(?P<id>\d+)(?:-|$)",
        r"turnbackhoax\.id/\d{4}/\d\d/\d\d/(?P<id>[a-z0-9-]+)",
    ),
    select=Selectors(
        title=("h1.entry-title", "h1"),
        body=("section.article-origin, section.article-explanation", "div.entry-content"),
        date=("span.entry-meta-date a", "time::attr(datetime)"),
        authors=("span.entry-meta-author a",),
        section=("a.text-light-blue",),
    ),
    layouts=("2026", "2025"),
    evidence="model",
    newest_evidence="2026-08-12",
)
