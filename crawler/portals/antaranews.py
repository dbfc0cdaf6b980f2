"""antaranews.com (ANTARA, the state news agency) and its regional sites."""

from crawler.portal import Index, Portal, Selectors

_LIST = ".card__post.card__post-list.card__post__transition.mt-30"

PORTAL = Portal(
    name="antaranews",
    title="ANTARA News",
    domains=("antaranews.com",),
    feeds=tuple(
        f"https://www.antaranews.com/rss/{channel}.xml"
        for channel in ("terkini", "hukum", "metro", "olahraga", "humaniora", "dunia", "tekno", "ekonomi-bisnis")
    ),
    indexes=(Index(url="https://www.antaranews.com/terkini?page={page}", links=f"{_LIST} h2 a, {_LIST} h3 a"),),
    article_url=(r"antaranews\.com/(?:amp/)?(?:berita|foto|rilis-pers|infografik|news|print)/(?P<id>\d+)(?:/|$)",),
    not_article=(r"antaranews\.com/(?:video|tag|search|terkini|top-news|indeks)(?:/|$)",),
    kinds={"photo": r"antaranews\.com/(?:foto|infografik)/"},
    forms={r"/print/(?=\d)": "/berita/"},
    select=Selectors(
        title=(".wrap__article-detail-title h1", ".wrap__article-detail-title", "h1.post-title", "h1.title"),
        body=(".wrap__article-detail-content", ".post-content", "#content_news"),
        date=(
            ".wrap__article-detail-info .text-secondary",
            "(//*[contains(@class, 'list-inline-item') and contains(@class, 'mr-2')])[last()]",
            "span.article-date",
            ".bjbrt time::attr(datetime)",
            "div.date.mt10",
        ),
        authors=(".text-muted.mt-2.small", "p.text-muted.small", ".byline"),
        editors=("span[itemprop=editor]",),
        section=(
            ".breadcrumbs__item:nth-child(2)",
            ".breadcrumb li:nth-child(2) a",
            "a.active[href]",
        ),
        tags=(".tags-widget li a", ".blog-tags li a"),
        image=(".wrap__article-detail-image img", "#image_news img"),
        caption=(".wrap__article-detail-image figcaption", "#caption_news"),
    ),
    drop=(
        ".baca-juga",
        ".text-muted",
        "#image_news",
        "[itemprop=editor]",
        "p.date",
        ".sharebox",
        ".total-views",
        ".tags-widget",
        ".blog-tags",
        ".instagram-media",
        ".twitter-tweet",
    ),
    boilerplate=(r"^(?:Pewarta|Editor|Penerjemah|Oleh)\s*:.{0,120}(?:copyright|©)", r"^copyright\s*(?:©|\(c\))"),
    distrust=(
        "authors:jsonld",
        "authors:meta",
        "tags:jsonld",
        "tags:meta",
        "tags:page",
        "section:jsonld",
        "section:meta",
    ),
    layouts=("2026", "2017"),
    evidence="page",
    newest_evidence="2026-10-03",
)
