"""nu.or.id (NU Online); facts of 2026 (feed lists, untried, and links to 2026-07)."""

from crawler.portal import Portal

PORTAL = Portal(
    name="nuonline",
    title="NU Online",
    domains=("nu.or.id",),
    feeds=("https://www.nu.or.id/rss/feed.rss", "https://www.nu.or.id/rss"),
    article_url=(r"//(?:www\.)?nu\.or\.id/[a-z-]+/[a-z0-9-]+-(?P<id>[A-Za-z0-9]{5})$",),
    newest_evidence="2026-07-10",
)
