"""mediaindonesia.com (Media Indonesia)."""

from crawler.portal import Index, Portal, Selectors

PORTAL = Portal(
    name="mediaindonesia",
    title="Media Indonesia",
    domains=("mediaindonesia.com",),
    feeds=("https://mediaindonesia.com/feed",),
    sitemaps=("https://mediaindonesia.com/sitemap.xml",),
    indexes=(
        Index(
            url="https://mediaindonesia.com/indeks/20/{page}",
            links="ul.list-3 div.text a",
            dates="ul.list-3 div.text span",
            first_page=0,
            page_step=20,
        ),
    ),
    article_url=(
        r"mediaindonesia\.com/[a-z0-9-]+/(?P<id>\d+)/[a-z0-9-]*[a-z]",
        r"mediaindonesia\.com/(?:[a-z]+/)?read/detail/(?P<id>\d+)-",
    ),
    not_article=(
        r"//(?:epaper|asset|micms)\.",
        r"mediaindonesia\.com/(?:tag|author|indeks|search|statics|template|login)(?:/|$)",
    ),
    kinds={"photo": r"mediaindonesia\.com/foto/", "video": r"mediaindonesia\.com/videos?/"},
    select=Selectors(
        title=("div.post-header h1",),
        body=("div.article", "[itemprop=articleBody]", ".jap"),
        date=("span.datetime", "span.meta"),
        authors=("div.info > .author-2",),
        editors=(".info-author a.author", ".info-author"),
        section=("(//*[@class='mi-breadcrumb']//a)[last()]",),
        tags=("ul.related-tags a",),
        image=("img.zoomable",),
        caption=("figure.main-img figcaption",),
    ),
    drop=(
        "p.related-news",
        ".flying-carpet",
        ".ext-channel",
        ".info-author",
        "._ap_apex_ad",
        ".dfp-ad",
        "[class^=dable_]",
        ".instagram-media",
        ".twitter-tweet",
    ),
    distrust=("authors:jsonld", "authors:meta"),
    # JSON-LD swaps the times of publication and change (seen 2026-01).
    dates=("visible", "jsonld", "meta", "url"),
    layouts=("2026",),
    evidence="page",
    newest_evidence="2026-08-13",
)
