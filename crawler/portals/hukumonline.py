"""hukumonline.com, law news. Facts of 2026-07 (a public scraper). The id in its addresses begins with a time in hex."""

from crawler.portal import Portal

PORTAL = Portal(
    name="hukumonline",
    title="Hukumonline",
    domains=("hukumonline.com",),
    sitemaps=("https://www.hukumonline.com/berita/sitemap.xml",),
    article_url=(r"hukumonline\.com/berita/a/[a-z0-9-]+-(?P<id>lt[0-9a-f]{13})(?:/|$)",),
    not_article=(r"hukumonline\.com/(?:berita/)?(?:foto|stories)(?:/|$)",),
    newest_evidence="2026-07-23",
)
