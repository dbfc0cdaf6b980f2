"""kontan.co.id and its channels. Facts of 2026-05 to 10 (public scrapers, feed lists)."""

from crawler.portal import Index, Portal, Selectors

_LIST = ".list-berita ul li h1 a, .list-berita ul li a"
_BYLINE = "(//div[contains(@class, 'tmpt-desk-kon')]//p)[1][contains(., 'Reporter') or contains(., 'Editor')]"
_SEARCH = "https://www.kontan.co.id/search"
_BY_DAY = (
    f"{_SEARCH}/indeks?kanal=&tanggal={{date:%d}}&bulan={{date:%m}}&tahun={{date:%Y}}&pos=indeks&per_page={{page}}"
)
_BY_WORDS = f"{_SEARCH}/?search={{query}}&per_page={{page}}"

PORTAL = Portal(
    name="kontan",
    title="Kontan",
    domains=("kontan.co.id",),
    feeds=tuple(f"https://rss.kontan.co.id/news/{channel}" for channel in ("nasional", "keuangan", "investasi")),
    sitemaps=("https://www.kontan.co.id/sitemap.xml",),
    indexes=(Index(url=_BY_DAY, links=_LIST, first_page=0, page_step=20),),
    search=(Index(url=_BY_WORDS, links=_LIST, first_page=0, page_step=20),),
    article_url=(r"kontan\.co\.id/news/(?P<id>[a-z0-9]+(?:-+[a-z0-9]+)+)",),
    not_article=(r"//rss\.kontan\.co\.id/",),
    whole_article={"page": "all"},
    select=Selectors(
        title=("h1.detail-desk",),
        body=("div.tmpt-desk-kon[itemprop=articleBody]", "div.tmpt-desk-kon"),
        date=("div.fs14.ff-opensans.font-gray",),
        authors=(_BYLINE,),
        editors=(_BYLINE,),
        section=("(//div[contains(@class, 'breadcumb')]//a)[last()]", "div.breadcumb"),
    ),
    drop=("//*[self::p or self::h2][.//a[starts-with(@class, 'track-')]]",),
    layouts=("2026",),
    evidence="model",
    newest_evidence="2026-10-03",
)
