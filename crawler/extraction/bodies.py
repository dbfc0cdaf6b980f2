"""Candidates for the body of an article: portal selectors, trafilatura, JSON-LD; and the choice between them."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from crawler.article import Block
from crawler.extraction.body import blocks_of
from crawler.extraction.fields import select
from crawler.extraction.generic import generic_blocks, json_ld_blocks
from crawler.extraction.page import Page
from crawler.selector import elements_of

_ENOUGH = 60


def bodies(page: Page, kind: str) -> Iterator[tuple[str, list[Block]]]:
    """Each body that can be had, best first, with its source: `css:N`, `generic`, `jsonld`."""
    for source, matches in select(page, "body"):
        containers = _outermost(elements_of(matches))
        yield source, blocks_of(containers, page.dropped, captions=kind == "photo")
    yield "generic", generic_blocks(page.root, page.url)
    yield "jsonld", json_ld_blocks(page.news)


def choose_body(page: Page, kind: str) -> tuple[str, list[Block]]:
    """The portal's first body that has text enough (any text, in photo and video pieces); else a much longer one."""
    best: tuple[str, list[Block]] = ("", [])
    for source, blocks in bodies(page, kind):
        if source.startswith("css") and (_length(blocks) >= _ENOUGH or (kind != "article" and blocks)):
            return source, blocks
        if _length(blocks) > max(_ENOUGH, 2 * _length(best[1])) or (blocks and not best[1]):
            best = source, blocks
    return best


def _outermost(elements: list[etree._Element]) -> list[etree._Element]:
    """The elements that stand in none of the others, so that no text is read twice."""
    chosen = set(elements)
    return [e for e in elements if not any(a in chosen for a in e.iterancestors())]


def _length(blocks: list[Block]) -> int:
    return sum(len(b.text) for b in blocks)
