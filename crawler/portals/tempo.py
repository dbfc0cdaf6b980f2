"""tempo.co and its former channels."""

from crawler.portal import Index, Portal, Selectors

PORTAL = Portal(
    name="tempo",
    title="Tempo.co",
    domains=("tempo.co",),
    feeds=tuple(
        f"https://rss.tempo.co/{channel}" for channel in ("nasional", "bisnis", "hukum", "metro", "dunia", "teknologi")
    ),
    indexes=(
        Index(
            url="https://www.tempo.co/indeks?page={page}&start_date={date:%Y-%m-%d}&end_date={date:%Y-%m-%d}",
            links="main a[href], article.text-card h2.title a",
        ),
    ),
    article_url=(
        r"//www\.tempo\.co/[a-z-]+/[a-z0-9-]+-(?P<id>\d{4,})$",
        r"tempo\.co/(?:[a-z-]+/)*(?:read|amp)/(?:\w+/)?(?P<id>\d{5,})(?:/|$)",
        r"tempo\.co/(?:[a-z-]+/)*read/(?:\w+/)*\d{4}/\d\d/\d\d/(?P<id>\d+)(?:/|$)",
    ),
    not_article=(
        r"//(?:rss|video|grafis|statik|komunika)\.",
        r"tempo\.co/(?:penulis|tag|topik|indeks|video|read/fokus|read/flashgrafis)(?:/|$)",
    ),
    kinds={"photo": r"//foto\.tempo\.co/|tempo\.co/(?:foto|read/foto|read/beritafoto)/"},
    forms={r"/amp/(?=\d)": "/read/"},
    whole_article={"page": "all"},
    select=Selectors(
        title=("#article article h1", ".detail-title h1", "div.artikel h1", "h1[itemprop=headline]"),
        body=(
            "#content-wrapper",
            ".detail-content",
            ".main-left article.detail-artikel:not(.berikutnya) .detail-in",
            "article.detail-artikel:not(.berikutnya)",
            "#isi",
            "div.artikel",
        ),
        date=(".detail-title .date", "#date", ".block-tanggal", "article .date", "p.date"),
        authors=(
            "a[href*='/penulis/']",
            "h4[itemprop=author]",
            "//*[@id='author'][contains(., 'Reporter')]//h4",
        ),
        editors=("h4[itemprop=editor]",),
        section=(
            "(//*[contains(@class, 'breadcrumbs')]//span[@itemprop='name'])[last()]",
            "(//*[contains(@class, 'block-kanal-map')]//a)[last()]",
        ),
        tags=("a[itemprop=keywords]", ".topik-terkait a", "#article .tags a", "main a[href^='/tag/']"),
        image=("#article figure img", ".artikel .single-img > img", "main figure img"),
        caption=("#article figcaption", ".block-display .deskripsi", "main figure figcaption"),
    ),
    drop=(
        ".block-kanal-map",
        ".block-tanggal",
        ".block-display",
        ".detail-title",
        ".img-gal",
        "#inarticle",
        "[id^=div-gpt-ad]",
        "a[href^='/tag/'][class]",
        ".tags",
        ".bacajuga",
        ".instagram-media",
        ".twitter-tweet",
    ),
    boilerplate=(r"^\S.{2,80} berkontribusi dalam penulisan artikel ini\.?$",),
    distrust=("authors:meta", "tags:meta", "tags:page", "section:meta"),
    dates=("jsonld", "visible", "meta", "url"),
    layouts=("2026", "2018", "2015"),
    evidence="page",
    newest_evidence="2026-10-03",
)
