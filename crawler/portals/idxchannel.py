"""idxchannel.com; facts of 2026-07 (a public scraper that saw the sitemaps on 2026-07-18)."""

from crawler.portal import Portal

PORTAL = Portal(
    name="idxchannel",
    title="IDX Channel",
    domains=("idxchannel.com",),
    sitemaps=tuple(
        f"https://www.idxchannel.com/{part}/sitemap.xml" for part in ("news", "market-news", "economics", "technology")
    ),
    article_url=(r"idxchannel\.com/[a-z][a-z-]+/(?P<id>[a-z0-9]+(?:-[a-z0-9]+){2,})/?$",),
    not_article=(r"idxchannel\.com/(?:foto|video|infografis)(?:/|$)",),
    newest_evidence="2026-07-27",
)
