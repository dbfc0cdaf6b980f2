"""kompas.com and its channels."""

from crawler.portal import Index, Portal, Selectors

PORTAL = Portal(
    name="kompas",
    title="Kompas.com",
    domains=("kompas.com",),
    sitemaps=("https://www.kompas.com/sitemap.xml", "https://bola.kompas.com/sitemap.xml"),
    indexes=(
        Index(
            url="https://indeks.kompas.com/?site=all&date={date:%Y-%m-%d}&page={page}",
            links=".articleItem a.article-link",
            dates=".articleItem .articlePost-date",
        ),
    ),
    article_url=(r"/read/(?:xml/)?\d{4}/\d\d/\d\d/(?P<id>\w+)(?:/|$)",),
    not_article=(r"//(?:video|indeks|search|tv)\.kompas\.com/",),
    kinds={"photo": r"//foto\.kompas\.com/"},
    forms={r"/read/xml/": "/read/"},
    whole_article={"page": "all"},
    select=Selectors(
        title=("h1.read__title", ".kcm-read h2", ".baca-content h1"),
        body=(
            "#articleContent",
            ".read__content",
            ".kcm-read-text",
            ".div-read",
            ".kcm-read-content-text .span6",
            "span.kcmread1114",
            "div.isi_artikel",
            "div.isi_berita",
        ),
        date=(
            ".read__time",
            ".kcm-read-top .grey",
            ".kcm-read-content-top .grey",
            ".baca-content .kcm-date",
        ),
        authors=(
            "#penulis a",
            "meta[name=content_author]",
            ".read__author",
            "(//*[contains(@class, 'credit-title-name')]//h6)[1]"
            "[not(contains(., string(//meta[@name='content_editor']/@content)))]",
            "//td[normalize-space() = 'Penulis']/following-sibling::td",
        ),
        editors=(
            "#editor a",
            "meta[name=content_editor]",
            "//td[normalize-space() = 'Editor']/following-sibling::td",
        ),
        section=(
            "(//*[contains(@class, 'breadcrumb__wrap')]//a)[last()]",
            "(//*[contains(@class, 'kcm-breadcrumb') or contains(@class, 'breadcrump')]//a)[last()]",
            "(//*[@class='bread-c']//a)[last()]",
        ),
        tags=(".tag__article__link", ".tag li a"),
        image=(".photo__wrap img", "div.photo img"),
        caption=(".photo__caption", "div.photo"),
        next_page=("a.paging__link--next",),
    ),
    drop=(
        "[class^=inject-baca-juga]",
        "[class^=kompasidRec]",
        "[id^=div-gpt-ad]",
        ".kcm-read-copy",
        ".kcm-read-bottom-topic",
        ".penulis-editor",
        ".paging",
        ".photo",
        ".fb-quote",
        ".ads-on-body",
        ".instagram-media",
        ".twitter-tweet",
    ),
    distrust=("authors:jsonld", "authors:meta", "tags:page", "tags:meta"),
    layouts=("2026", "2018", "2015"),
    evidence="page",
    newest_evidence="2026-10-03",
)
