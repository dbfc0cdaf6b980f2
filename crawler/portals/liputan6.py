"""liputan6.com and its channels."""

from crawler.families.kly import kly_portal
from crawler.portal import Index

PORTAL = kly_portal(
    "liputan6",
    title="Liputan6.com",
    domains=("liputan6.com",),
    feeds=tuple(f"https://feed.liputan6.com/rss/{channel}" for channel in ("tekno", "bola", "news", "bisnis", "hot")),
    sitemaps=("https://www.liputan6.com/sitemap.xml",),
    indexes=(
        Index(
            url="https://www.liputan6.com/indeks/{date:%Y/%m/%d}?page={page}",
            links="a.articles--rows--item__title-link, #indeks-articles article [data-template-var=url]",
        ),
    ),
    layouts=("2026", "2020", "2020-photo", "2016"),
    evidence="page",
    newest_evidence="2026-10-03",
)
