"""cnnindonesia.com (CNN Indonesia)."""

from crawler.portal import Index, Portal, Selectors

_LIST = (
    "div.flex.flex-col.gap-5 article.flex-grow a, div.nhl-list article.flex-grow a.flex,"
    " div.list.media_rows.middle article a"
)
_BYLINE = "//h1/following-sibling::*[contains(@class, 'text-cnn_black_light3')]//span[. != 'CNN Indonesia']"
_TOPICS = "//*[contains(@class, 'title-box')][contains(., 'TOPIK TERKAIT') or contains(., 'Topik Terkait')]"

PORTAL = Portal(
    name="cnnindonesia",
    title="CNN Indonesia",
    domains=("cnnindonesia.com",),
    feeds=(
        "https://www.cnnindonesia.com/rss",
        *(
            f"https://www.cnnindonesia.com/{section}/rss"
            for section in ("nasional", "internasional", "ekonomi", "olahraga", "teknologi", "hiburan", "gaya-hidup")
        ),
    ),
    sitemaps=("https://www.cnnindonesia.com/sitemap.xml",),
    indexes=(Index(url="https://www.cnnindonesia.com/indeks/{page}?date={date:%Y/%m/%d}&page={page}", links=_LIST),),
    article_url=(r"cnnindonesia\.com/[a-z-]+/\d{14}-\d+-(?P<id>\d+)(?:/|$)",),
    unique_ids=True,
    not_article=(r"cnnindonesia\.com/(?:tv|video|foto|tag|indeks|search)(?:/|$)",),
    kinds={"photo": r"/\d{14}-\d+-\d+/foto-", "video": r"/\d{14}-\d+-\d+/video-"},
    whole_article={"page": "all"},
    select=Selectors(
        title=(".content_detail h1.title", "h1"),
        body=("div.detail-text", "#detikdetailtext", "div.detail_text", "div#detail"),
        date=(".content_detail .date",),
        authors=(".content_detail .date strong", "strong[itemprop=author]", _BYLINE),
        section=("a.gtm_breadcrumb_subkanal", "a.gtm_breadcrumb_kanal"),
        tags=(f"{_TOPICS}/ancestor::aside[1]//a", f"{_TOPICS}/following-sibling::*//a", ".detail_tag a"),
        image=(".detail-image img", ".media_artikel img"),
        caption=(".detail-image figcaption", ".media_artikel span"),
    ),
    drop=(
        ".linksisip",
        ".lihatjg",
        ".paradetail",
        "[id^=div-gpt-ad]",
        ".newstag",
        ".end-of-article",
        "a.border",
        ".pic_artikel_sisip_table",
        ".pic_artikel_sisip",
        ".detail_tag",
        ".embed",
        ".instagram-media",
        ".twitter-tweet",
    ),
    distrust=("tags:page", "tags:meta"),
    dates=("jsonld", "meta:local", "visible", "url"),
    layouts=("2026", "2018"),
    evidence="page",
    newest_evidence="2026-10-03",
)
