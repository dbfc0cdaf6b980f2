"""tribunnews.com (Tribunnews) and those regional sites that are no portal of their own."""

from crawler.families.tribun import LAYOUT_SEEN, index_of, tribun_portal

PORTAL = tribun_portal(
    "tribunnews",
    title="Tribunnews",
    domains=("tribunnews.com",),
    sitemaps=(
        "https://www.tribunnews.com/news/sitemap-news.xml",
        "https://www.tribunnews.com/internasional/sitemap-news.xml",
        "https://www.tribunnews.com/metropolitan/sitemap-news.xml",
        "https://www.tribunnews.com/sitemap.xml",
    ),
    indexes=tuple(index_of(f"https://www.tribunnews.com/index-news/{part}") for part in ("news", "internasional")),
    layouts=("2026", "2022", "2015"),
    evidence="page",
    newest_evidence=LAYOUT_SEEN,
)
