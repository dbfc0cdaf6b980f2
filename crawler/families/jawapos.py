"""Jawa Pos and its Radar dailies: the template of Promedia to 2025, then pages that carry the article as data."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from lxml import etree

from crawler.families.promedia import NO_TEXT, TEMPLATE, promedia_portal
from crawler.portal import Portal, Selectors
from crawler.selector import Selector

_DATA = Selector("//script[@id='__NEXT_DATA__']/text() | //*[@id='app']/@data-page")
_CARRIED = "article-carried-as-data"
_TEXT = Selector(f"//div[@class='{_CARRIED}']")
_SELECT = replace(TEMPLATE, body=(f"div.{_CARRIED}", *TEMPLATE.body))


def jawapos_portal(name: str, *, host: str, layouts: tuple[str, ...] = (), **facts: Any) -> Portal:
    """A portal of Jawa Pos on the domain `host`; `facts` are the other fields of Portal.

    The pages of 2026 were described in public scrapers, those of 2025 too.
    """
    return promedia_portal(
        name,
        host=host,
        layouts=layouts,
        **{
            "family": "jawapos",
            "select": _SELECT if layouts else Selectors(),
            "drop": (*NO_TEXT, "p.page", "strong.readmore", "figure") if layouts else (),
            "before": with_carried_article if layouts else None,
            **facts,
        },
    )


def with_carried_article(root: etree._Element) -> None:
    """Write the article that the page carries as data into the page: its fields as JSON-LD, its text as HTML.

    The data have no zone: "2026-07-24 08:10:08" is the portal's own time.
    """
    for data in map(_loaded, _DATA.strings(root)):
        if article := _article_in(data):
            script = etree.SubElement(root, "script", type="application/ld+json")
            script.text = json.dumps(_as_news_article(article))
            text = etree.HTML(f"<div class='{_CARRIED}'>{article.get('content') or ''}</div>")
            root.extend(_TEXT.elements(text))
            return


def _loaded(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None


def _article_in(data: Any) -> dict[str, Any]:
    """`props.pageProps.article` (Next.js) or `props.article` (Inertia), or {}."""
    props = data.get("props") if isinstance(data, dict) else None
    held = props.get("pageProps", props) if isinstance(props, dict) else None
    article = held.get("article") if isinstance(held, dict) else None
    return article if isinstance(article, dict) else {}


def _as_news_article(article: dict[str, Any]) -> dict[str, Any]:
    return {
        "@type": "NewsArticle",
        "headline": article.get("title"),
        "description": article.get("description"),
        "datePublished": article.get("published_at"),
        "author": article.get("authors"),
        "editor": article.get("editor"),
        "articleSection": (article.get("category") or {}).get("name"),
        "keywords": [tag.get("name") for tag in article.get("tags") or []],
        "image": article.get("cover"),
    }
