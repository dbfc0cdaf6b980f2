"""suaramerdeka.com and its regional hosts. Facts of 2026-05 (public scrapers, feed lists)."""

from crawler.families.promedia import found_by_words, newest, promedia_portal

PORTAL = promedia_portal(
    "suaramerdeka",
    title="Suara Merdeka",
    host="suaramerdeka.com",
    feeds=("https://www.suaramerdeka.com/rss/semarang-raya", "https://www.suaramerdeka.com/rss"),
    indexes=newest("https://www.suaramerdeka.com/"),
    search=(found_by_words("www.suaramerdeka.com"),),
    layouts=("2025",),
    newest_evidence="2026-05-23",
)
