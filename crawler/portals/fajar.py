"""fajar.co.id and its sister papers. Facts of 2026-05 (a public scraper, feed lists)."""

from crawler.families.wordpress import BY_DAY, wordpress_portal

PORTAL = wordpress_portal(
    "fajar",
    title="Fajar",
    site="https://fajar.co.id",
    article_url=(BY_DAY,),
    whole_article={"page": "all"},
    layouts=("2026",),
    newest_evidence="2026-05-23",
)
