"""suara.com and its regional sites."""

from crawler.portal import Index, Portal, Selectors

PORTAL = Portal(
    name="suara",
    title="Suara.com",
    domains=("suara.com",),
    feeds=("https://www.suara.com/rss", "https://www.suara.com/rss/news", "https://www.suara.com/rss/bisnis"),
    sitemaps=("https://www.suara.com/sitemap.xml",),
    indexes=(
        Index(
            url="https://www.suara.com/indeks?page={page}",
            links=".article-kanal-info a, div.text-list-item-y a[href], h4 a.ellipsis2",
        ),
    ),
    article_url=(r"suara\.com/[a-z0-9-]+/(?P<id>\d{4}/\d\d/\d\d/\d{6})(?:/|$)",),
    not_article=(r"suara\.com/(?:tag|indeks|search|video|tv)(?:/|$)",),
    kinds={"photo": r"suara\.com/foto/"},
    whole_article={"page": "all"},
    select=Selectors(
        title=(".article-image h1", ".info h1", "article h1", "h1"),
        body=(
            "div.article-content",
            "article.detail-content",
            "div.detail-content",
            "article.content-article",
            ".content-article",
            "[class='detail--content']",
            ".detail--content",
        ),
        date=(".article-image .date", ".dateDetail time", ".dateDetail"),
        authors=(".author-trigger a", "a.author-trigger"),
        section=("(//*[contains(@class, 'breadcrumb')]//a)[last()]",),
        tags=(".article-tags a", ".tag-detail a"),
        image=("meta[property='og:image']",),
        caption=(".article-image figcaption", "figure figcaption", ".caption"),
        next_page=("//*[contains(@class, 'pagination-custom')]//a[@rel='next' or contains(., 'elanjutnya')]",),
    ),
    drop=(
        ".ten-second",
        ".article-read",
        "#next-article",
        "[id*=div-ad]",
        ".placeholder_belt",
        ".placeholder_read_body",
        ".wrap-pagination",
        ".pagination-custom",
        ".article-tags",
        ".google-pref",
        "[class*=baca-juga]",
        ".instagram-media",
        ".twitter-tweet",
    ),
    distrust=("tags:page", "tags:meta"),
    layouts=("2026", "2022"),
    evidence="model",
    newest_evidence="2026-08-13",
)
