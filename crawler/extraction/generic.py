"""The body of a page that no portal rule covers. trafilatura finds it; it is imported only when reached."""

from __future__ import annotations

from itertools import islice

from lxml import etree

from crawler.article import Block
from crawler.extraction.body import blocks_of
from crawler.extraction.structured import strings

_MOST_ELEMENTS = 20_000
_HTML_NAMES = {
    "head": "h3", "list": "ul", "item": "li", "quote": "blockquote", "lb": "br", "row": "tr", "cell": "td",
    "ref": "a", "hi": "b", "del": "s",
}  # fmt: skip


def generic_blocks(root: etree._Element, url: str) -> list[Block]:
    """The blocks of the main text by trafilatura's most precise mode; [] where it finds none.

    A page of more elements than any article has is left alone: trafilatura takes seconds over it.
    """
    from trafilatura import bare_extraction

    if sum(1 for _ in islice(root.iter(), _MOST_ELEMENTS + 1)) > _MOST_ELEMENTS:
        return []
    markup = etree.tostring(root, encoding="unicode", method="html")
    document = bare_extraction(markup, url=url, favor_precision=True, include_comments=False, include_links=True)
    if document is None or isinstance(document, dict) or document.body is None:
        return []
    for element in document.body.iter():
        if isinstance(element.tag, str):
            element.tag = _HTML_NAMES.get(element.tag, element.tag)
    return blocks_of([document.body])


def json_ld_blocks(news: dict[str, object]) -> list[Block]:
    """The blocks of JSON-LD's articleBody, by its line breaks."""
    text = "\n".join(strings(news.get("articleBody")))
    return [Block(line.strip()) for line in text.splitlines() if line.strip()]
