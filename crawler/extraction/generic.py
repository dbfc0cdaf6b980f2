"""The body of a page that no portal rule covers. trafilatura finds it; it is imported only when reached."""

from __future__ import annotations

from lxml import etree

from crawler.article import Block
from crawler.extraction.structured import strings

_KINDS = {"head": "heading", "item": "item", "quote": "quote", "row": "row"}


def generic_blocks(root: etree._Element, url: str) -> list[Block]:
    """The blocks of the main text by trafilatura's best mode, or none. Never raises."""
    from trafilatura import bare_extraction

    try:
        document = bare_extraction(
            root, url=url, favor_precision=True, include_comments=False, include_tables=True, with_metadata=False
        )
    except Exception:
        return []
    if document is None or document.body is None:
        return []
    from crawler.extraction.body import blocks_of

    return blocks_of([_as_html(document.body)])


def _as_html(body: etree._Element) -> etree._Element:
    """trafilatura's TEI-like elements renamed to HTML."""
    names = {"head": "h3", "item": "li", "list": "ul", "quote": "blockquote", "lb": "br", "row": "tr", "cell": "td", "ref": "a", "hi": "b", "graphic": "img"}
    for element in body.iter():
        if isinstance(element.tag, str):
            element.tag = names.get(element.tag, element.tag)
    return body


def json_ld_blocks(news: dict[str, object]) -> list[Block]:
    """The blocks of JSON-LD's articleBody, by its line breaks."""
    text = "\n".join(strings(news.get("articleBody")))
    return [Block(line.strip()) for line in text.splitlines() if line.strip()]
