"""sindonews.com (SINDOnews) and its channels."""

from crawler.portal import Index, Portal, Selectors

PORTAL = Portal(
    name="sindonews",
    title="SINDOnews",
    domains=("sindonews.com",),
    feeds=(
        "https://www.sindonews.com/rss/home/",
        "https://www.sindonews.com/feed",
        "https://www.sindonews.com/rss",
        "https://nasional.sindonews.com/rss",
        "https://ekbis.sindonews.com/rss",
        "https://daerah.sindonews.com/rss",
        "https://tekno.sindonews.com/rss",
        "https://edukasi.sindonews.com/rss",
    ),
    sitemaps=("https://sports.sindonews.com/sitemap-news.xml",),
    indexes=(
        Index(
            url="https://www.sindonews.com/indeks/0/{page}?t={date:%Y-%m-%d}",
            links=".title-article.news-title a",
            first_page=0,
            page_step=20,
        ),
    ),
    search=(
        Index(
            url="https://www.sindonews.com/search/go?q={query}&type=artikel&p={page}",
            links=".title-article.news-title a",
        ),
    ),
    article_url=(
        r"sindonews\.com/(?:read|newsread|berita)/(?P<id>\d+)/\d+/[a-z0-9-]*[a-z]",
        r"//photo\.sindonews\.com/(?:view|read)/(?P<id>\d+)/",
    ),
    not_article=(r"//(?:e|pict|hi-lite|scope|media|index|search|video|infografis|cdn)\.sindonews\.com",),
    kinds={"photo": r"//photo\."},
    whole_article={"showpage": "all"},
    select=Selectors(
        title=("h1.detail-title", ".article > h1"),
        body=("#detail-desc", ".detail-desc", ".article #content"),
        date=(".detail-date-artikel", ".article time"),
        authors=(
            ".detail-nama-redaksi a",
            ".warp-nama-redaksi a",
            "a[rel=author]",
            ".detail-nama-redaksi",
            ".warp-nama-redaksi",
        ),
        section=("(//*[contains(@class, 'breadcrumb')]//a)[last()]",),
        tags=(".article-tags a", ".tag-list a"),
        image=("meta[property='og:image']", ".article figure img"),
        caption=(".article figcaption", "figcaption"),
        next_page=(".paging-all a[href*='showpage=all']",),
    ),
    drop=(
        "[class^=v-]",
        ".editor",
        "[id^=ads_]",
        ".adsbygoogle",
        "[class^=baca-juga]",
        "[class^=lihat-juga]",
        ".instagram-media",
        ".twitter-tweet",
    ),
    distrust=("tags:page",),
    dates=("jsonld", "meta", "visible", "url"),
    layouts=("2026", "2018"),
    evidence="page",
    newest_evidence="2026-08-13",
)
