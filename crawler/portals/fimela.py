"""fimela.com."""

from crawler.families.kly import channels, kly_portal

PORTAL = kly_portal(
    "fimela",
    title="Fimela.com",
    domains=("fimela.com",),
    feeds=("https://www.fimela.com/feed/",),
    indexes=channels("https://www.fimela.com"),
    layouts=("2020",),
    evidence="page",
    newest_evidence="2025-07-16",
)
