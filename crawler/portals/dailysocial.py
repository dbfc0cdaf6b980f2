"""news.dailysocial.id (DailySocial, technology); facts of 2026-07 (a public scraper)."""

from crawler.portal import Index, Portal

_CARDS = "article.type-post .entry-title a[href]"

PORTAL = Portal(
    name="dailysocial",
    title="DailySocial",
    domains=("news.dailysocial.id",),
    indexes=(Index(url="https://news.dailysocial.id/page/{page}/", links=_CARDS),),
    search=(Index(url="https://news.dailysocial.id/page/{page}/?s={query}", links=_CARDS),),
    article_url=(r"news\.dailysocial\.id/post/(?P<id>[^/?#]+)",),
    newest_evidence="2026-07-23",
)
