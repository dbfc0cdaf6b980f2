"""bolasport.com. Facts of 2024 (links in public code, a user script) and of 2026 (its front page in a source list)."""

from crawler.families.gramedia import gramedia_portal
from crawler.portal import Index

PORTAL = gramedia_portal(
    "bolasport",
    title="BolaSport",
    host="bolasport.com",
    indexes=(Index(url="https://www.bolasport.com/", links="//a[contains(@href, '/read/')]"),),
    newest_evidence="2026",
)
