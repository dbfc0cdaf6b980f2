"""detik.com (detikcom) and its channels."""

from crawler.portal import Index, Portal, Selectors

PORTAL = Portal(
    name="detik",
    title="detikcom",
    domains=("detik.com",),
    feeds=(
        "https://news.detik.com/berita/rss",
        "https://news.detik.com/rss",
        "https://finance.detik.com/rss",
        "https://health.detik.com/rss",
        "https://www.detik.com/edu/rss",
    ),
    sitemaps=(
        "https://news.detik.com/berita/sitemap_news.xml",
        "https://news.detik.com/ekonomi/sitemap_news.xml",
        "https://finance.detik.com/sitemap_news.xml",
    ),
    indexes=tuple(
        Index(
            url=f"https://{channel}.detik.com/indeks?page={{page}}&date={{date:%m%%2F%d%%2F%Y}}",
            links="article.list-content__item .media__title > a",
            dates="article.list-content__item .media__date > span::attr(title)",
        )
        for channel in ("news", "finance")
    ),
    search=(Index(url="https://www.detik.com/search/searchall?query={query}&page={page}", links="article a[href]"),),
    article_url=(
        r"/d-(?P<id>\d+)(?:/|$)",
        r"/read(?:foto)?/\d{4}/\d\d/\d\d/\d{6}/(?P<id>\d+)/",
        r"detik\.com/+(?:[a-z-]+/)+(?P<id>\d{6,8})/[a-z0-9]",
    ),
    unique_ids=True,
    not_article=(r"//20\.detik\.com/", r"/(?:tag|search|fokus|indeks|indeksfokus|komentar)(?:/|$)"),
    kinds={"photo": r"/(?:readfoto|foto[a-z-]*|[a-z]+-galeri)/", "video": r"/detiktv/"},
    whole_article={"single": "1"},
    select=Selectors(
        title=("h1.detail__title", "div.jdl h1", ".detail_content h1", "div.artikel h1"),
        body=(
            "div.detail__body-text",
            "div.detail__body",
            "#detikdetailtext",
            "div.detail_text",
            "div.text_detail",
            "div.artikel2",
        ),
        date=("div.detail__date", "div.jdl .date", ".detail_content .date", "span.date"),
        authors=(
            "div.detail__author",
            ".box-kolumnis__desc h5",
            "div.jdl .author",
            ".author strong",
            "div.author",
        ),
        section=("(//*[contains(@class, 'breadcrumb')]//a[@href != '#'])[last()]", "div.detail__category a"),
        tags=(".detail__body-tag .nav__item", ".detail_tag a"),
        image=(
            "figure.detail__media-image img",
            ".detail_text .pic_artikel img",
            ".detail_content .pic_artikel img",
        ),
        caption=("figure.detail__media-image figcaption", ".pic_artikel span"),
        next_page=(
            "//*[contains(@class, 'detail__anchor') or contains(@class, 'detail__long-nav')]"
            "//a[contains(., 'elanjutnya')]",
            "//*[contains(@class, 'detail__anchor')]"
            "//a[contains(@class, 'active') or contains(@class, 'selected')]/following-sibling::a[1]",
        ),
    ),
    drop=(
        ".linksisip",
        ".lihatjg",
        ".paradetail",
        ".parallaxindetail",
        "[class*=ads-scrollpage]",
        ".noncontent",
        "[id^=div-gpt-ad]",
        ".para_caption",
        ".detail__body-tag",
        ".detail_tag",
        ".news_tag",
        ".newstag",
        ".detail__multiple",
        ".detail__anchor",
        ".detail__long-nav",
        "[class*=staticdetail_]",
        ".pic_artikel",
        ".embed.video20detik",
        ".instagram-media",
        ".twitter-tweet",
    ),
    distrust=("tags:page", "tags:meta"),
    dates=("jsonld", "meta:local", "visible", "url"),
    layouts=("2026", "2026-page-1", "2018", "2015"),
    evidence="page",
    newest_evidence="2026-10-03",
)
