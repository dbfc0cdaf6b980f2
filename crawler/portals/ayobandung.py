"""ayobandung.com. Facts of 2025 (links in public code, a public scraper of its front page)."""

from crawler.families.promedia import NUMBERED, promedia_portal
from crawler.portal import Index

PORTAL = promedia_portal(
    "ayobandung",
    title="Ayo Bandung",
    host="ayobandung.com",
    indexes=(Index(url="https://www.ayobandung.com/", links="a.most__link, .most__wrap a"),),
    article_url=(NUMBERED, r"//[^/]+/[a-z-]+/(?P<id>pr-\d+)/[a-z0-9]", r"/read/\d{4}/\d\d/\d\d/(?P<id>\d+)/[a-z0-9]"),
    newest_evidence="2025",
)
