"""Inspection: for each field of a page, what was chosen and from where, and what else was on offer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from crawler.article import Article
from crawler.extraction import article_of, fields, people, times
from crawler.extraction.bodies import bodies
from crawler.extraction.page import Page

_SHOWN = 90


@dataclass(frozen=True, slots=True)
class Inspection:
    """The article of a page, and for each field its candidates as (source, value in words), the best first."""

    article: Article
    candidates: dict[str, list[tuple[str, str]]] = field(default_factory=dict)


def inspect_page(page: Page) -> Inspection:
    """Read every source of every field of a page, not only the first that has it."""
    article = article_of(page)
    found: dict[str, list[tuple[str, str]]] = {
        name: [(c.source, c.value) for c in candidates(page)] for name, candidates in fields.CANDIDATES.items()
    }
    found["text"] = [(source, _summary([b.text for b in blocks])) for source, blocks in bodies(page, article.kind)]
    found["published_at"] = [
        (c.source, f"{c.parsed.value.isoformat()} ({c.parsed.raw})") for c in times.candidates(page, article.title)
    ]
    found["modified_at"] = list(times.modifications(page))
    for name, lists in (("authors", people.authors), ("editors", people.editors), ("tags", fields.tags)):
        found[name] = [(c.source, "; ".join(c.value)) for c in lists(page)]
    return Inspection(article, {name: list(_each_once(rows)) for name, rows in found.items()})


def _each_once(rows: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    return iter(dict.fromkeys(rows))


def _summary(paragraphs: list[str]) -> str:
    """How much text it is, and how it begins and ends."""
    if not paragraphs:
        return "nothing"
    size = f"{len(paragraphs)} blocks, {sum(map(len, paragraphs)):,} characters"
    return f"{size}: {paragraphs[0][:_SHOWN]} … {paragraphs[-1][-_SHOWN:]}"
