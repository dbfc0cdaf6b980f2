"""What stands on the pages: the front page, an article, a former version of one. Reading, and words; no layout."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from crawler.article import PARAGRAPH_BREAK
from crawler.browsing.chart import Chart, chart_of
from crawler.database import Archive
from crawler.database.counting import Count, counts_between, counts_by, edges_of, step_for
from crawler.database.history import CAUSES, Version, changed_fields, versions, word_difference
from crawler.database.query import parse_query
from crawler.database.reading import Filter
from crawler.database.rows import row_article
from crawler.database.snippets import MARK_END, MARK_START, snippet_of
from crawler.dates import in_words
from crawler.moments import WIB
from crawler.portals import all_portals

Page = dict[str, Any]

_HEADLINES = 12
_MARKS = {"same": "{}", "gone": "<del>{}</del>", "new": "<ins>{}</ins>"}


def when(time: datetime | str | None) -> str:
    """A time, or its ISO form, in its own zone as a reader writes it: "Jumat, 4 Maret 2022 08.45 WIB"; "" for None.

    UTC is put into the time of Jakarta.
    """
    if not time:
        return ""
    moment = datetime.fromisoformat(time) if isinstance(time, str) else time
    return in_words(moment if moment.utcoffset() else moment.astimezone(WIB))


def found_in(text: str, words: str | None) -> Markup:
    """A piece of a text that shows what was searched for, as HTML with <mark>; its beginning without words."""
    snippet = str(escape(snippet_of(text, parse_query(words or ""))))
    return Markup(snippet.replace(MARK_START, "<mark>").replace(MARK_END, "</mark>"))  # noqa: S704 (escaped above)


def web_address(url: str | None) -> str:
    """The URL where it is one of the web, else "": what was crawled may hold javascript: or data:."""
    try:
        return url if url and urlsplit(url).scheme in ("http", "https") else ""
    except ValueError:
        return ""


def portal_title(name: str) -> str:
    """What a reader calls the portal of that name."""
    portal = all_portals().get(name)
    return portal.title if portal else name


def front_page(archive: Archive) -> Page:
    """The newest headlines, the portals, most articles first, and how many articles there are over time."""
    portals = counts_by(archive, "portal", "", Filter())
    return {
        "headlines": archive.rows(_NEWEST, {"limit": _HEADLINES}),
        "portals": portals,
        "articles": sum(portal.articles for portal in portals),
        "chart": _chart(archive, portals),
    }


def _chart(archive: Archive, portals: list[Count]) -> Chart | None:
    times = [time.astimezone(WIB) for portal in portals for time in (portal.first, portal.newest) if time]
    if not times:
        return None
    step = step_for(min(times), max(times))
    step = "day" if step == "hour" else step
    edges = edges_of(step, min(times), max(times))
    return chart_of(step, edges, counts_between(archive, edges))


def article_page(archive: Archive, number: int) -> Page:
    """A stored article by its number, with its versions and what is known of copies."""
    (row,) = archive.rows("SELECT * FROM articles WHERE id = :id", {"id": number})
    return {
        "article": row_article(row),
        "gone": row["gone_utc"],
        "first_fetched": row["first_fetched_utc"],
        "fetched": row["fetched_utc"],
        "versions": versions(archive, str(number)),
        "causes": CAUSES,
        "copies": archive.rows(_STORY, {"id": number}),
    }


def version_page(archive: Archive, article: int, number: int) -> Page:
    """A former version of an article, and the fields that the next one changed: (name, HTML with <del> and <ins>)."""
    old, new = versions(archive, str(article))[number - 1 : number + 1]
    return {
        "article_number": article,
        "version": old,
        "replaced": new,
        "causes": CAUSES,
        "changes": [(name, _difference(old, new, name)) for name in changed_fields(old, new)],
    }


def _difference(old: Version, new: Version, name: str) -> Markup:
    before, after = (getattr(version, name) for version in (old, new))
    if isinstance(before, list):
        before, after = "; ".join(before), "; ".join(after)
    pieces = word_difference(before or "", after or "")
    if name != "text":
        pieces = [(kind, text.replace(PARAGRAPH_BREAK, " ")) for kind, text in pieces]
    return Markup("").join(Markup(_MARKS[kind]).format(text) for kind, text in pieces)  # noqa: S704 (marks of our own)


_NEWEST = """
    SELECT id, title, portal, published_at, section, kind, text FROM articles
    ORDER BY published_utc DESC, id DESC LIMIT :limit"""
_STORY = """
    WITH first (id) AS (SELECT coalesce((SELECT first_article FROM duplicates WHERE article = :id), :id))
    SELECT articles.id, title, portal, published_at
    FROM articles
    WHERE id <> :id AND (id = (SELECT id FROM first) OR id IN (
      SELECT article FROM duplicates WHERE first_article = (SELECT id FROM first)
    ))
    ORDER BY published_utc, id"""
