"""goodnewsfromindonesia.id; facts of 2026-07 (a public scraper that saw the pages on 2026-07-12)."""

from crawler.portal import Index, Portal

PORTAL = Portal(
    name="gnfi",
    title="Good News From Indonesia",
    domains=("goodnewsfromindonesia.id",),
    indexes=(Index(url="https://www.goodnewsfromindonesia.id/explore", links="a[href]"),),
    search=(Index(url="https://www.goodnewsfromindonesia.id/search?keyword={query}&page={page}", links="a[href]"),),
    article_url=(r"goodnewsfromindonesia\.id/\d{4}/\d\d/\d\d/(?P<id>[a-z0-9][a-z0-9-]*)$",),
    newest_evidence="2026-08-08",
)
