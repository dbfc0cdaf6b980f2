"""The article's authors and editors, read out of what the page gave for them."""

from __future__ import annotations

import re
from dataclasses import replace

from crawler.article import Draft
from crawler.bylines import persons_first, read_byline
from crawler.portal import Portal


def read_bylines(draft: Draft) -> Draft:
    """Read every byline in `authors` and `editors` (labels, doubled names, brands); a labelled editor is no author."""
    article = draft.article
    if not article.authors and not article.editors:
        return draft
    authors: list[str] = []
    editors: list[str] = []
    for raw in article.authors:
        byline = read_byline(raw)
        authors += byline.authors
        editors += byline.editors
    for raw in article.editors:
        byline = read_byline(raw, label_hint="editor")
        editors += byline.editors
        authors += byline.authors
    named_editor = {name.casefold() for name in editors} - {name.casefold() for name in article.editors}
    authors = _people([name for name in authors if name.casefold() not in named_editor], draft.portal)
    editors = _people(editors, draft.portal)
    if (authors, editors) == (article.authors, article.editors):
        return draft
    return replace(draft, article=replace(article, authors=authors, editors=editors))


def _people(names: list[str], portal: Portal) -> list[str]:
    """Without the portal's own name where anyone else is named."""
    own = {_letters(portal.title), portal.name, *map(_letters, portal.domains)}
    others = [name for name in names if _letters(name) not in own]
    return persons_first(others or names)


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())
