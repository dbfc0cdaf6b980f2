"""jpnn.com (Jawa Pos National Network)."""

from crawler.portal import Index, Portal, Selectors

PORTAL = Portal(
    name="jpnn",
    title="JPNN.com",
    domains=("jpnn.com",),
    sitemaps=("https://www.jpnn.com/sitemap.xml",),
    indexes=(
        Index(
            url="https://www.jpnn.com/indeks?id=&d={date.day}&m={date.month}&y={date.year}&tab=all&page={page}",
            links="ul.loadmore > li > a, #content-utama ul > li h2 a, #content-utama ul > li > a",
        ),
    ),
    article_url=(
        r"jpnn\.com/news/(?P<id>[a-z0-9][a-z0-9-]*)(?:/|$)",
        r"//[a-z]+\.jpnn\.com/[a-z-]+/(?P<id>\d{3,})/[a-z0-9]",
        r"jpnn\.com/(?:read|berita)/(?:\d{4}/\d\d/\d\d/)?(?P<id>\d{5,})(?:/|$)",
    ),
    not_article=(r"//(?:video|foto|galeri)\.jpnn\.com/", r"jpnn\.com/(?:tag|indeks|rss|search)(?:/|$)"),
    select=Selectors(
        title=("h1.judul", "h1"),
        body=("div[itemprop=articleBody]", "div.article-content", "div.page-content"),
        date=("span.date-publish", ".date"),
        authors=("meta[name=jpnncom_news_author]",),
        section=("(//*[contains(@class, 'breadcrumb')]//a)[last()]",),
        tags=("a[rel=tag]", ".tags a", ".tag a"),
        image=("meta[property='og:image']",),
        caption=("figure figcaption", ".caption"),
        next_page=("//*[contains(@class, 'pagination')]//a[contains(., 'elanjutnya') or @rel='next']",),
    ),
    drop=(
        ".pagination",
        ".baca-juga",
        ".tags",
        ".caption",
        "[id^=div-gpt-ad]",
        ".instagram-media",
        ".twitter-tweet",
    ),
    boilerplate=(
        r"^(?:jangan (?:lewatkan|sampai ketinggalan) video|(?:yuk|ayo),? simak juga video|video terpopuler hari ini)",
        r"^redaktur\s*(?:& reporter)?\s*:.{0,80}$",
    ),
    distrust=("tags:page", "tags:meta"),
    dates=("meta:local", "visible", "jsonld", "url"),
    layouts=("2026",),
    evidence="model",
    newest_evidence="2026-07-12",
)
