"""republika.co.id (Republika Online) and its channels."""

from crawler.portal import Index, Portal, Selectors

PORTAL = Portal(
    name="republika",
    title="Republika",
    domains=("republika.co.id",),
    feeds=(
        "https://www.republika.co.id/rss",
        "https://www.republika.co.id/rss/nasional",
        "https://www.republika.co.id/rss/ekonomi",
        "https://www.republika.co.id/rss/khazanah",
        "https://www.republika.co.id/rss/tekno",
    ),
    sitemaps=("https://republika.co.id/files/xml/sitemap.xml",),
    indexes=(
        Index(
            url="https://republika.co.id/index/{page}/{date:%Y/%m/%d}",
            links="ul.wrap-latest li.conten1 a",
            dates="ul.wrap-latest li.conten1 .date",
            first_page=0,
            page_step=50,
        ),
    ),
    article_url=(
        r"republika\.co\.id/berita/+(?:[a-z0-9-]+/+)*\d\d/\d\d/\d\d/(?P<id>[a-z0-9]{6,14})-",
        r"republika\.co\.id/(?:berita|share)/+(?P<id>(?=[a-z]*\d)[a-z0-9]{6,14})(?:/|$)",
    ),
    kinds={"photo": r"/berita/inpicture/|//visual\.", "video": r"/berita/(?:video|rol-tv)/"},
    whole_article={"page": "all"},
    select=Selectors(
        title=(".max-card__title h1", ".wrap_detail_set h1", ".jdl-detail h2", "h1.jdl-detail", ".jdl-pic"),
        body=(
            ".article-content article",
            "div.artikel",
            ".content-detail",
            ".txt-detailberita",
            ".teaser-pic",
        ),
        date=("div.date-item__headline", ".date_detail p", ".date-detail", ".rangka > .date", ".date-pic"),
        authors=(
            ".wrap_detail_set .by p",
            ".wp-reset .red",
            "div.red table tr",
            # No class of the byline of 2026 is known, only its text "Rep: X/ Red: Y".
            "//body//*[not(self::script)][text()[contains(., 'Rep:') or contains(., 'Red:')]]",
        ),
        section=(
            "(//*[contains(@class, 'breadcrumb')]//a)[last()]",
            "(//*[@class='breadcome']//a)[last()]",
            "(//*[contains(concat(' ', @class, ' '), ' inpicture ')]//li[@class='active']/a)[last()]",
        ),
        tags=(".wrap_blok_tag li a", ".tagging a", ".tags a[href*='hot_topic']"),
        lead=(".max-card__teaser", ".taiching"),
        image=("meta[property='og:image']",),
        caption=(
            ".detail__media-caption",
            ".img_set_teaser_left",
            ".wp-cap .caption",
            ".caption-foto",
            ".article-content figcaption",
        ),
    ),
    drop=(
        "[id^=div-gpt-ad]",
        "[id^=bn_]",
        ".picked-article",
        ".footnote-wrap",
        ".detail__media-caption",
        ".taiching",
        ".ads",
        ".parallax",
        ".instagram-media",
        ".twitter-tweet",
    ),
    distrust=("authors:jsonld", "authors:meta", "tags:page"),
    dates=("visible", "jsonld", "meta", "url"),
    layouts=("2026", "2018", "2016", "2016-photo", "2015"),
    evidence="page",
    newest_evidence="2026-08-13",
)
