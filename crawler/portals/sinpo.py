"""sinpo.id (SinPo.id): the site of 2026, and the pages of its former CMS, of which only the text is known."""

from lxml import etree

from crawler.portal import Portal, Selectors
from crawler.selector import Selector

_LETTERS = "translate(., 'abeiklnrty \n\t\xa0', 'ABEIKLNRTY')"
_CLOSING = Selector(
    f"//body//*[string-length(.) < 60][{_LETTERS} = 'BERITALAINNYA' or {_LETTERS} = 'BERITATERKINI'"
    f" or {_LETTERS} = 'BERITATERKAIT']"
)
_TITLE_INSIDE = Selector("./descendant-or-self::h1")
_DATELINE = "starts-with(translate(substring(normalize-space(.), 1, 14), 'SINPOD–— \xa0', 'sinpod--'), 'sinpo.id-')"
_TAGS = "//*[starts-with(normalize-space(text()), 'Tags')]"


def without_closing_lists(root: etree._Element) -> None:
    """Take out the lists of other articles below the text with their headings: "BERITALAINNYA" (2022) and its kin."""
    for heading in _CLOSING.elements(root):
        parent = heading.getparent()
        below = list(heading.itersiblings())
        if parent is not None and not any(_TITLE_INSIDE(sibling) for sibling in below):
            for element in (heading, *below):
                parent.remove(element)


PORTAL = Portal(
    name="sinpo",
    title="SinPo.id",
    domains=("sinpo.id",),
    feeds=("https://sinpo.id/rss",),
    sitemaps=("https://sinpo.id/sitemap.xml",),
    article_url=(r"sinpo\.id/detail/(?P<id>\d+)(?:/|$)",),
    unique_ids=True,
    not_article=(r"sinpo\.id/(?:kanal|kategori|tag|tagar|halaman|statis|api|_next)(?:/|$)", r"/feed$"),
    select=Selectors(
        body=(
            "div.article-content",
            f"(//body//*[{_DATELINE}][not(*[{_DATELINE}])]/ancestor-or-self::*[self::div or self::td or self::article"
            " or self::section or self::main][1][string-length(normalize-space(.)) > 300])[1]",
        ),
        tags=(f"{_TAGS}/descendant::a | {_TAGS}/following-sibling::*/descendant-or-self::a",),
        image=("meta[property='og:image']",),
    ),
    boilerplate=(
        r"Simak ulasan berita .{0,300} SinPo\.id Matahari",
        r"^(?:tdk|tidak) kalah penting$|^galler?y foto$|^trending topik$|^dilihat \d+ kali$",
    ),
    distrust=("tags:page", "tags:meta"),
    before=without_closing_lists,
    layouts=("2026", "2022"),
    evidence="model",
    newest_evidence="2026-10-01",
)
