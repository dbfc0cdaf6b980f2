"""pikiran-rakyat.com and the hosts of its network. Facts of 2026-07 (scrapers, robots of 2023, feed lists)."""

from crawler.families.prmn import front_page, prmn_portal

PORTAL = prmn_portal(
    "pikiranrakyat",
    title="Pikiran Rakyat",
    host="pikiran-rakyat.com",
    feeds=("https://www.pikiran-rakyat.com/feed",),
    sitemaps=("https://www.pikiran-rakyat.com/sitemap.xml",),
    indexes=(front_page("www.pikiran-rakyat.com"),),
    newest_evidence="2026-07-26",
)
