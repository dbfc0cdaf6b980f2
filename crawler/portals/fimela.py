"""fimela.com."""

from crawler.families.kly import channels, kly_portal

PORTAL = kly_portal(
    "fimela",
    title="Fimela.com",
    domains=("fimela.com",),
    indexes=channels("https://www.fimela.com", "https://www.fimela.com/beauty-health"),
    newest_evidence="2025-07-16",
)
