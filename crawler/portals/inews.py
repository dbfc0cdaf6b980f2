"""inews.id and its regional hosts. Facts of 2026-08 (public scrapers, feed lists); markup of 2025, index of 2024."""

from crawler.portal import Index, Portal, Selectors

SLUG = r"(?P<id>[a-z0-9]+(?:-[a-z0-9]+){2,})"
PORTAL = Portal(
    name="inews",
    title="iNews.id",
    domains=("inews.id",),
    feeds=("https://www.inews.id/feed", "https://www.inews.id/rss"),
    indexes=(
        Index(url="https://www.inews.id/indeks/news/{date:%d-%m-%Y}/{page}", links="ul.list-unstyled li a"),
        Index(url="https://www.inews.id/", links="a[href]"),
    ),
    search=(Index(url="https://www.inews.id/find?q={query}&page={page}", links="article.cardArticle .cardBody a"),),
    article_url=(
        r"//(?:www\.)?inews\.id/(?:finance|news|regional|lifestyle|sport|otomotif|techno)/[a-z-]+/" + SLUG,
        r"//(?!www\.)[a-z]+\.inews\.id/berita/" + SLUG,
    ),
    select=Selectors(
        body=("section.mainBody article.bodyArticleWrapper",),
        date=(".timeAndShare .createdAt", ".createdAt", ".timeAndShare"),
        section=("(//*[contains(@class, 'breadcrumb')]//a)[last()]",),
    ),
    drop=("[class^=baca-juga]", "[class^=related]", "ul.paginationContent", "[class*=ads]"),
    boilerplate=(r"^artikel ini telah tayang di .{0,80}inews\.id", r"^download aplikasi inews"),
    layouts=("2025",),
    evidence="model",
    newest_evidence="2026-08-06",
)
