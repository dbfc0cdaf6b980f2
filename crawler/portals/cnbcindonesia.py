"""cnbcindonesia.com (CNBC Indonesia). Facts of 2026-08 to 10 (public scrapers, feed lists, its robots.txt)."""

from crawler.portal import Index, Portal, Selectors

_LIST = ".nhl-list a.group[href], article a, article.list__item a"

PORTAL = Portal(
    name="cnbcindonesia",
    title="CNBC Indonesia",
    domains=("cnbcindonesia.com",),
    feeds=(
        "https://www.cnbcindonesia.com/rss",
        *(f"https://www.cnbcindonesia.com/{section}/rss" for section in ("news", "market", "tech", "syariah")),
    ),
    sitemaps=("https://www.cnbcindonesia.com/sitemap.xml",),
    indexes=(Index(url="https://www.cnbcindonesia.com/indeks?date={date:%Y/%m/%d}&tipe=&page={page}", links=_LIST),),
    search=(Index(url="https://www.cnbcindonesia.com/search?query={query}&page={page}", links=_LIST),),
    article_url=(r"cnbcindonesia\.com/[a-z-]+/\d{14}-\d+-(?P<id>\d+)(?:/|$)",),
    select=Selectors(
        title=("h1.mb-4.text-32", "div.jdl h1", "h1"),
        body=("div.detail-text", "div.detail_text"),
        date=("div.text-cm.text-gray",),
        authors=("(//div[contains(@class, 'mb-1') and contains(@class, 'text-base')])[2]",),
        section=("a.text-xs.font-semibold[href='#']",),
    ),
    drop=("[class*=sisip_]", "[class*=linksisip]"),
    distrust=("tags:meta",),
    layouts=("2026", "2020"),
    evidence="model",
    newest_evidence="2026-10-03",
)
