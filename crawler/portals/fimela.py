"""fimela.com."""

from crawler.families.kly import channels, kly_portal

PORTAL = kly_portal(
    "fimela",
    title="Fimela.com",
    domains=("fimela.com",),
    feeds=("https://www.fimela.com/feed/",),
    indexes=channels("https://www.fimela.com"),
    newest_evidence="2025-07-16",
)
