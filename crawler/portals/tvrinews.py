"""tvrinews.com (TVRI, public television); facts of 2026-08 (a public scraper, links of 2026-06)."""

from crawler.portal import Portal

PORTAL = Portal(
    name="tvrinews",
    title="TVRI News",
    domains=("tvrinews.com",),
    sitemaps=tuple(f"https://{part}.tvrinews.com/sitemap/news.xml" for part in ("nasional", "ekonomi", "daerah")),
    article_url=(r"tvrinews\.com/berita/(?P<id>[a-z0-9]{7})-[a-z0-9]",),
    newest_evidence="2026-08-14",
)
