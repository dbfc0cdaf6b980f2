"""galamedia.pikiran-rakyat.com. Facts of 2026-04 (a public scraper, a feed list)."""

from crawler.families.prmn import prmn_portal
from crawler.portal import Index

HOST = "galamedia.pikiran-rakyat.com"
PORTAL = prmn_portal(
    "galamedia",
    title="Galamedia News",
    host=HOST,
    feeds=(f"https://{HOST}/feed",),
    indexes=(Index(url=f"https://{HOST}/?page={{page}}", links="div.latest__item a"),),
    search=(Index(url=f"https://{HOST}/search?q={{query}}&page={{page}}", links="div.latest__item a"),),
    newest_evidence="2026-04-28",
)
