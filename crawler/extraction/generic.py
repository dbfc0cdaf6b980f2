"""The body of a page that no portal rule covers. trafilatura finds it; it is imported only when reached."""

from __future__ import annotations

from lxml import etree

from crawler.article import Block
from crawler.extraction.body import blocks_of
from crawler.extraction.structured import strings
from crawler.selector import Selector

# News pages have up to 2,200 elements, 22 deep. trafilatura goes through all that is below an element, for each.
_MOST_ELEMENTS, _MOST_FOR_SECOND_OPINION = 8_000, 4_000
_MOST_STEPS, _MOST_CHARACTERS = 200_000, 10_000_000
_TEXTS = Selector("//text()[not(parent::script or parent::style)]", smart=False)
_HTML_NAMES = {
    "head": "h3", "list": "ul", "item": "li", "quote": "blockquote", "lb": "br", "row": "tr", "cell": "td",
    "ref": "a", "hi": "b", "del": "s",
}  # fmt: skip
_LONG_CLASSES = Selector("//*[string-length(@class) > 5000 or string-length(@id) > 5000]")


def generic_blocks(root: etree._Element, url: str) -> list[Block]:
    """The blocks of the main text by trafilatura's most precise mode; [] where it finds none.

    A page with more or deeper elements than any article has is left alone: trafilatura takes seconds over it.
    """
    elements = _elements_of_article(root)
    if not elements:
        return []
    from trafilatura import bare_extraction

    for element in _LONG_CLASSES.elements(root):
        # it searches each many times
        element.attrib.pop("class", "")
        element.attrib.pop("id", "")
    markup = etree.tostring(root, encoding="unicode", method="html")
    document = bare_extraction(
        markup, url=url, favor_precision=True, include_comments=False, include_links=True,
        fast=elements > _MOST_FOR_SECOND_OPINION,
    )  # fmt: skip
    if document is None or isinstance(document, dict) or document.body is None:
        return []
    for element in document.body.iter():
        if isinstance(element.tag, str):
            element.tag = _HTML_NAMES.get(element.tag, element.tag)
    return blocks_of([document.body])


def _elements_of_article(root: etree._Element) -> int:
    """How many elements a page has; 0 of one that no article has so many or so deep of."""
    elements = steps = depth = deepest = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        if event == "end":
            depth -= 1
            continue
        elements, depth = elements + 1, depth + 1
        steps, deepest = steps + depth, max(deepest, depth)
        if elements > _MOST_ELEMENTS or steps > _MOST_STEPS:
            return 0
    characters = sum(map(len, _TEXTS.strings(root)))
    return elements if deepest * characters <= _MOST_CHARACTERS else 0


def json_ld_blocks(news: dict[str, object]) -> list[Block]:
    """The blocks of JSON-LD's articleBody, by its line breaks."""
    text = "\n".join(strings(news.get("articleBody")))
    return [Block(line.strip()) for line in text.splitlines() if line.strip()]
