"""tribunnews.com (Tribunnews) and its regional sites."""

from crawler.portal import Index, Portal, Selectors

PORTAL = Portal(
    name="tribunnews",
    title="Tribunnews",
    domains=("tribunnews.com",),
    sitemaps=(
        "https://www.tribunnews.com/news/sitemap-news.xml",
        "https://www.tribunnews.com/internasional/sitemap-news.xml",
        "https://www.tribunnews.com/metropolitan/sitemap-news.xml",
        "https://www.tribunnews.com/sitemap.xml",
    ),
    indexes=tuple(
        Index(
            url=f"https://www.tribunnews.com/index-news/{section}"
            "?date={date.year}-{date.month}-{date.day}&page={page}",
            links="ul.lsi > li h3 a, li.ptb15 h3 a",
        )
        for section in ("news", "internasional")
    ),
    article_url=(
        r"tribunnews\.com/(?:[a-z0-9-]+/){1,2}(?P<id>\d{5,})/[a-z0-9-]*[a-z]",
        r"tribunnews\.com/(?:[a-z0-9-]+/){0,3}\d{4}/\d\d/\d\d/[a-z0-9-]*[a-z]",
    ),
    not_article=(
        r"tribunnews\.com/(?:tag|tags|topic|topics|images|penulis|editor|search|index-news|articles)/",
        r"//(?:video|cdn[\w-]*|account)\.tribunnews\.com",
    ),
    whole_article={"page": "all"},
    select=Selectors(
        title=("h1#arttitle", "#article h1"),
        body=("div.txt-article",),
        date=("#article time", "#article > div > h3", "time[datetime]"),
        authors=(
            "#penulis a",
            "#penulis",
            "//div[contains(@class, 'side-article')]//div[not(div)][starts-with(normalize-space(), 'Penulis')]",
        ),
        editors=(
            "#editor a",
            "#editor",
            "//div[contains(@class, 'side-article')]//div[not(div)][starts-with(normalize-space(), 'Editor')]",
        ),
        section=(
            "(//*[@id='va']/ul//li//a)[last()]",
            "(//*[@id='va']/div[1]/a[not(@title='Halaman Depan')])[last()]",
        ),
        tags=("h5.tagcloud3 a", "#related a[href*='/tag/']"),
        image=("img.imgfull", "meta[property='og:image']"),
        caption=("#artimg figcaption", "#artimg .pt5", "figcaption"),
        next_page=("div.paging a",),
    ),
    drop=(
        "blockquote.summary-article",
        ".baca",
        ".ads-placeholder",
        "[id^=div-gpt-ad]",
        "[id^=div-Article]",
        ".paging",
        ".instagram-media",
        ".twitter-tweet",
    ),
    distrust=("tags:page", "tags:meta"),
    dates=("visible", "jsonld", "meta", "url"),
    layouts=("2026", "2022", "2015"),
    evidence="page",
    newest_evidence="2026-08-14",
)
