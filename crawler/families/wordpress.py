"""WordPress: the addresses and the markup that sites on it have in common. A site's own theme may differ."""

from __future__ import annotations

from typing import Any

from crawler.portal import Index, Portal, Selectors

BY_DAY = r"/\d{4}/\d\d/\d\d/(?P<id>[a-z0-9-]+)"
"""Article URLs with the day in them: /2025/08/20/slug."""

_LISTS = r"/(?:category|page|feed|comments|wp-content|wp-json|wp-admin)(?:/|$)"
_THEME = Selectors(
    body=(".entry-content", ".post-content"),
    date=("time.entry-date.published::attr(datetime)", "time.published::attr(datetime)"),
)
_NO_TEXT = (
    "[class*=related]",
    "[class*=share]",
    "[class*=newsletter]",
    ".author-box",
    ".post-tags",
    ".comments",
    ".wp-caption-text",
)


def wordpress_portal(
    name: str,
    *,
    site: str,
    article_url: tuple[str, ...],
    layouts: tuple[str, ...] = (),
    **facts: Any,
) -> Portal:
    """A portal on WordPress; `site` is its address without a slash at the end ("https://fajar.co.id").

    Its feed is /feed/, its list of the newest /page/N/, its search /page/N/?s=words, unless `facts`, the other fields
    of Portal, say otherwise. The text's selectors are given only where `layouts` says that they were seen on the site;
    title, times, author, section and tags come from the meta elements and the JSON-LD that WordPress writes.
    """
    return Portal(
        **{
            "name": name,
            "family": "wordpress",
            "domains": (site.partition("://")[2].removeprefix("www."),),
            "feeds": (f"{site}/feed/",),
            "indexes": (Index(url=f"{site}/page/{{page}}/", links="a[href]"),),
            "search": (Index(url=f"{site}/page/{{page}}/?s={{query}}", links="a[href]"),),
            "article_url": article_url,
            "not_article": (_LISTS,),
            "select": _THEME if layouts else Selectors(),
            "drop": _NO_TEXT if layouts else (),
            "layouts": layouts,
            "evidence": "model" if layouts else "facts",
            **facts,
        }
    )
