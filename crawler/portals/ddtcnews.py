"""news.ddtc.co.id (DDTCNews, taxes); facts of 2026-07 (a public scraper)."""

from crawler.portal import Index, Portal

PORTAL = Portal(
    name="ddtcnews",
    title="DDTCNews",
    domains=("news.ddtc.co.id",),
    indexes=(Index(url="https://news.ddtc.co.id/", links="a[href]"),),
    article_url=(r"news\.ddtc\.co\.id/(?:berita|review|literasi|komunitas)/.+/(?P<id>\d+)/[a-z0-9]",),
    newest_evidence="2026-07-26",
)
