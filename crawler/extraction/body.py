"""The body of an article: elements -> blocks of text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Literal

from lxml import etree

from crawler.article import Block

SKIPPED = frozenset(
    (
        "script style noscript iframe form button svg template video audio object embed select input textarea "
        "nav canvas ins amp-ad head title"
    ).split()
)
CAPTIONS = frozenset(("figure", "figcaption"))
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_UNSEEN = frozenset("script style noscript template ins".split())
_EMBEDS = frozenset("instagram-media twitter-tweet twitter-video tiktok-embed fb-post fb-video threads-post".split())
INLINE = frozenset(
    (
        "a abbr acronym b bdi bdo big cite code data del dfn em font i img kbd label mark q s samp small span "
        "strike strong sub sup time tt u var wbr"
    ).split()
)
_MOST_NODES, _LARGEST = 300, 100_000
_BLANKS = re.compile(r"[ \t\r\n\f\xa0\u200b]+")
BlockKind = Literal["p", "heading", "item", "quote", "row", "caption"]


class _Builder:
    """Collects runs of inline text into blocks."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.parts: list[str] = []
        self.linked = 0

    def add(self, text: str | None, in_link: bool) -> None:
        if text:
            self.parts.append(text)
            if in_link:
                self.linked += len(text.strip())

    def flush(self, kind: BlockKind) -> None:
        if not self.parts:
            return
        text = _BLANKS.sub(" ", "".join(self.parts)).strip()
        if text:
            self.blocks.append(Block(text, kind, min(1.0, self.linked / len(text))))
        self.parts, self.linked = [], 0


def blocks_of(
    elements: Iterable[etree._Element], dropped: Collection[etree._Element] = (), *, captions: bool = False
) -> list[Block]:
    """The blocks of some container elements, in order.

    A block ends at every block-level element and at `<br>`, so bodies without `<p>` (sindonews, detik 2018) and bare
    text before the first `<p>` (kapanlagi) come out whole. Elements of `dropped` and what cannot be text (scripts,
    forms, frames) are passed over; figures and their captions too unless `captions` (photo stories are captions).
    """
    builder = _Builder()
    skipped = set(dropped)
    for element in elements:
        _walk(element, builder, skipped, captions)
    return builder.blocks


def _walk(root: etree._Element, builder: _Builder, dropped: set[etree._Element], captions: bool) -> None:
    links = 0
    kinds: list[BlockKind] = ["p"]
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        tag = element.tag
        if not isinstance(tag, str):
            continue
        skipped = tag in SKIPPED or (tag in CAPTIONS and not captions) or element in dropped or _is_embed(element)
        if event == "end":
            if not skipped:
                links -= tag == "a"
                _leave(tag, builder, kinds)
            if element is not root:
                builder.add(element.tail, links > 0)
        elif skipped:
            walker.skip_subtree()
            if tag not in INLINE and tag not in _UNSEEN:
                builder.flush(kinds[-1])
        else:
            _enter(tag, builder, kinds)
            links += tag == "a"
            builder.add(element.text, links > 0)
    builder.flush("p")


def _is_embed(element: etree._Element) -> bool:
    """Whether it is a post of a social network shown in the body (Instagram, X, TikTok, Facebook)."""
    return element.tag in ("blockquote", "div") and any(
        name in _EMBEDS for name in (element.get("class") or "").split()
    )


def _enter(tag: str, builder: _Builder, kinds: list[BlockKind]) -> None:
    if tag in INLINE:
        return
    if tag in ("td", "th"):
        if builder.parts and kinds[-1] == "row":
            builder.parts.append(" | ")
        return
    builder.flush(kinds[-1])
    kinds.append(_kind(tag, kinds[-1]))


def _leave(tag: str, builder: _Builder, kinds: list[BlockKind]) -> None:
    if tag in INLINE or tag in ("td", "th"):
        return
    builder.flush(kinds.pop() if len(kinds) > 1 else "p")


def _kind(tag: str, outer: BlockKind) -> BlockKind:
    """The kind of what stands directly in this element; a paragraph in a list item or a quote stays item or quote."""
    if tag in HEADINGS:
        return "heading"
    if tag == "li":
        return "item"
    if tag == "blockquote":
        return "quote"
    if tag == "tr":
        return "row"
    if tag == "figcaption":
        return "caption"
    return outer if tag in ("p", "div", "br", "span") else "p"


def parent_of(text: str) -> etree._Element:
    """The element in which a text node that a selector found stands."""
    parent: etree._Element = text.getparent()  # type: ignore[attr-defined]
    return parent


def text_of(element: etree._Element) -> str:
    """All text of an element on one line, scripts and styles left out."""
    parts: list[str] = []
    for node in element.iter():
        gap = "" if node.tag in INLINE or node is element else " "
        if isinstance(node.tag, str) and node.tag not in SKIPPED:
            parts += (gap, node.text or "")
        if node is not element:
            parts += (gap, node.tail or "")
    return _BLANKS.sub(" ", "".join(parts)).strip()


def short_text_of(element: etree._Element, longest: int) -> str | None:
    """`text_of` an element that holds at most `longest` characters; None of one that holds more, or hundreds of nodes.

    Text without end is not read to its end, however often a page asks for it.
    """
    size = 0
    for count, node in enumerate(element.iter()):
        size += len(node.text or "")
        if count == _MOST_NODES or size > _LARGEST:
            return None
    text = text_of(element)
    return text if len(text) <= longest else None
