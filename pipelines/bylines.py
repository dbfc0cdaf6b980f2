"""The article's authors and editors, read out of what the page gave for them."""

from __future__ import annotations

import re
from dataclasses import replace

from crawler.article import Draft
from crawler.bylines import is_organisation, persons_first, read_byline
from crawler.portal import Portal

# Where portals name the editor as the author (kompas, tempo, mediaindonesia, republika).
_CARELESS = ("jsonld", "meta")


def read_bylines(draft: Draft) -> Draft:
    """Read every byline in `authors` and `editors`: labels, doubled names, brands.

    Whom a label calls editor is no author; nor is an editor or a publisher whom only JSON-LD or a meta tag calls so.
    """
    article = draft.article
    if not article.authors and not article.editors:
        return draft
    as_authors = [read_byline(raw) for raw in article.authors]
    as_editors = [read_byline(raw, label_hint="editor") for raw in article.editors]
    authors = [name for byline in as_authors + as_editors for name in byline.authors]
    editors = [name for byline in as_authors + as_editors for name in byline.editors]
    careless = article.sources.get("authors", "").startswith(_CARELESS)
    labelled = {name.casefold() for byline in as_authors + as_editors * careless for name in byline.editors}
    authors = _people([name for name in authors if name.casefold() not in labelled], draft.portal)
    if careless and all(map(is_organisation, authors)):
        authors = []
    editors = _people(editors, draft.portal)
    if (authors, editors) == (article.authors, article.editors):
        return draft
    return replace(draft, article=replace(article, authors=authors, editors=editors))


def _people(names: list[str], portal: Portal) -> list[str]:
    """Without the portal's own name where anyone else is named."""
    own = {_letters(name) for name in (portal.title, portal.name, *portal.domains)}
    others = [name for name in names if _letters(name) not in own]
    return persons_first(others or names)


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())
