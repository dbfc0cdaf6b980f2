"""okezone.com and its channels."""

from crawler.portal import Index, Portal, Selectors

PORTAL = Portal(
    name="okezone",
    title="Okezone",
    domains=("okezone.com",),
    feeds=tuple(
        f"https://sindikasi.okezone.com/index.php/rss/{channel}/RSS2.0" for channel in (0, 1, 2, 11, 12, 13, 14, 16)
    ),
    sitemaps=("https://www.okezone.com/sitemap.xml", "https://www.okezone.com/news/sitemap.xml"),
    indexes=tuple(
        Index(
            url=f"https://{channel}.okezone.com/indeks/{{date:%Y/%m/%d}}/{{page}}",
            links="a.desc-text",
            dates="time.time-text",
            first_page=0,
            page_step=10,
        )
        for channel in ("news", "economy")
    ),
    article_url=(r"okezone\.com/read/\d{4}/\d\d/\d\d/\d+/(?P<id>\d+)(?:/|$)",),
    unique_ids=True,
    not_article=(r"//(?:mpi|img|cdn|redaksi|search|sindikasi)\.",),
    kinds={"photo": r"//foto\.", "video": r"//(?:video|tv)\."},
    whole_article={"page": "all"},
    select=Selectors(
        title=(".title-article h1", ".hd-title h1", ".container-bodyhome-left .title h1", ".titles h1"),
        body=(".c-detail.read", "[itemprop=articleBody]", "#contentx", ".detail-page .dtlnews"),
        date=(".journalist span", ".journalist", ".namerep b", "time.tgl"),
        authors=(
            ".journalist a[title]",
            ".namerep > a",
            "(//*[contains(@class, 'namerep')]/text()[normalize-space()])[1]",
            ".nmreporter > div",
        ),
        section=(".hd-title .kanal", "(//*[starts-with(@class, 'breadcrumb')]//a)[last()]"),
        tags=("#tag .box-tag a", ".detail-tag a", ".meta-bottom-content > span a"),
        image=("meta[property='og:image']", "#imgCheck", ".detail-img img"),
        caption=(".detailcaption", ".detfoto > span", ".caption-img-ab"),
        next_page=(".halmob.next a", "#paging a.nomor[href*='page=2']"),
    ),
    drop=(
        "#baca-juga",
        "#bacajuga",
        "#rctiplus",
        ".vicon",
        ".box-gnews",
        "[class^=inject-]",
        "[class^=banner]",
        "div[style*=page-break-after]",
        ".flying_carpet_div",
        "[id^=div-gpt-ad]",
        ".iframe-widget-client",
        ".instagram-media",
        ".twitter-tweet",
    ),
    boilerplate=(r"^Telusuri berita .{1,60}lainnya",),
    distrust=("tags:meta", "section:meta"),
    dates=("jsonld", "meta", "visible", "url"),
    layouts=("2026", "2023", "2020", "2015"),
    evidence="page",
    newest_evidence="2026-08-13",
)
