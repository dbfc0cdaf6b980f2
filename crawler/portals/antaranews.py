"""antaranews.com (ANTARA, the state news agency) and those bureaus that are no portal of their own."""

from crawler.families.antara import LIST, antara_portal
from crawler.portal import Index

PORTAL = antara_portal(
    "antaranews",
    title="ANTARA News",
    domains=("antaranews.com",),
    feeds=tuple(
        f"https://www.antaranews.com/rss/{channel}.xml"
        for channel in ("terkini", "hukum", "metro", "olahraga", "humaniora", "dunia", "tekno", "ekonomi-bisnis")
    ),
    indexes=(Index(url="https://www.antaranews.com/terkini?page={page}", links=f"{LIST} h2 a, {LIST} h3 a"),),
    search=(Index(url="https://www.antaranews.com/search?q={query}&page={page}", links=f"{LIST} a"),),
    layouts=("2026", "2017"),
    evidence="page",
    newest_evidence="2026-10-03",
)
