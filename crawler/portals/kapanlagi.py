"""kapanlagi.com and its channels."""

from crawler.families.kly import HEXADECIMAL, kly_portal
from crawler.portal import Index, Selectors

PORTAL = kly_portal(
    "kapanlagi",
    title="KapanLagi.com",
    domains=("kapanlagi.com",),
    feeds=("https://www.kapanlagi.com/feed/",),
    sitemaps=("https://www.kapanlagi.com/sitemap/sitemap.xml",),
    indexes=(Index(url="https://www.kapanlagi.com/showbiz/selebriti/?page={page}", links="li.tagli a"),),
    article_url=(HEXADECIMAL, r"-(?P<id>[0-9a-f]{6,8})-\d+\.html$", r"/foto/[a-z-]+/[a-z0-9-]+/[a-z0-9-]+\.html$"),
    not_article=(r"-[0-9a-f]{6,8}-\d+\.html$", r"//kuis\."),
    older=Selectors(
        title=(
            "h1.detail__header_title",
            ".headline-detail h1",
            "#newsdetail-right-new h1",
            "h1[class$=newsdetail-title]",
        ),
        body=(".main-content", ".content-detail > .body-paragraph", "[class$=-detail-news]"),
        date=(
            "time.headermetabox-datetime-text",
            ".headline-detail .date-post",
            "[class*=newsdetail-schedule]",
            "#newsdetail-right-new span",
        ),
        authors=("a.headermetabox-author-name", ".headline-detail .reporter"),
        section=(".newsdetail-categorylink", "#v5-navigation a:nth-of-type(2)"),
        tags=(".relatedtag a[href*='/tag/']", "ul#tag-more a", "[class*=tags-terkait] .box-content a"),
        image=(".img-warper-head img", "[class$=newsdetail-headlineimg] img", "[id$=newsdetail-image-headline] img"),
        caption=(".pg-img-warper span", "[class$=newsdetail-headlineimg] .copyright", "[id$=newsdetail-imageinfo]"),
        next_page=(
            "//*[@class='pagging-warper'][not(//*[contains(@class, 'pagging_on')])]//li[starts-with(@class, 'next')]/a",
        ),
    ),
    drop=("p.copyright", "[class$=newsdetail-image-caption]", ".box-detail", ".tag-terkait", ".pagging-warper"),
    distrust=("tags:meta",),
    layouts=("2026", "2020", "2016"),
    evidence="page",
    newest_evidence="2026-02-21",
)
