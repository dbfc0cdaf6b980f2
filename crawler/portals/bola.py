"""bola.com."""

from crawler.families.kly import channels, kly_portal

PORTAL = kly_portal(
    "bola",
    title="Bola.com",
    domains=("bola.com",),
    feeds=tuple(f"https://feed.bola.com/rss/{channel}" for channel in ("indonesia", "inggris", "dunia", "spanyol")),
    indexes=channels("https://www.bola.com/indonesia", "https://www.bola.com/inggris"),
    layouts=("2020",),
    evidence="page",
    newest_evidence="2025-07-16",
)
