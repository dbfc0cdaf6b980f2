"""brilio.net."""

from crawler.families.kly import DATED, channels, kly_portal
from crawler.portal import Selectors

PORTAL = kly_portal(
    "brilio",
    title="Brilio.net",
    domains=("brilio.net",),
    sitemaps=("https://www.brilio.net/sitemap.xml",),
    indexes=channels("https://www.brilio.net/ngakak/", "https://www.brilio.net/selebritis/"),
    article_url=(DATED,),
    older=Selectors(
        title=("h1.desc-headline",),
        body=(".main-content",),
        date=("p.index-date",),
        authors=("a[href*='/reporter/'] .writer-det", "a.writer .writer-det"),
        section=(".category-headline a:last-of-type",),
        tags=("a.tag-detail",),
        lead=("h2.sinopsis",),
        caption=("p.image-source",),
    ),
    drop=(".detail-box", "[id^=dablewidget]", "[id*=ScriptRoot]"),
    distrust=("tags:meta",),
    layouts=("2020",),
    evidence="page",
    newest_evidence="2022-07-10",
)
