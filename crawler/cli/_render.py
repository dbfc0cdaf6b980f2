"""Articles and dates for people to read."""

from __future__ import annotations

import re
import sys

from rich.console import Console
from rich.text import Text

from crawler.article import Article
from crawler.dates import in_words
from crawler.portals import all_portals

_UNWRAPPED = 100_000
_ESCAPES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # colours, cursor
    r"|(?:\x1b\]|\x9d)[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?"  # window title, hyperlink
    r"|[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]"  # control, direction
)
_SUSPECT = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")


def harmless(text: str) -> str:
    """The text without what could steer a terminal: escape sequences, control and direction characters.

    Line breaks stay; a tab becomes a space.
    """
    if not _SUSPECT.search(text):
        return text
    return _ESCAPES.sub("", text.replace("\t", " "))


def one_line(text: str) -> str:
    """The harmless text on one line."""
    return " ".join(harmless(text).split())


def console() -> Console:
    """Standard output: on a terminal coloured and wrapped at words, else plain and never wrapped."""
    if sys.stdout.isatty():
        return Console(highlight=False, markup=False, emoji=False)
    return Console(highlight=False, markup=False, emoji=False, soft_wrap=True, width=_UNWRAPPED)


def print_article(article: Article) -> None:
    """Print an article as a reader wants it: title, byline, date in words and zone, text, address."""
    out = console()
    out.print(Text(one_line(article.title) or "(no title)", style="bold"))
    out.print(Text(_byline(article)))
    if article.own_lead:
        out.print("\n" + one_line(article.own_lead), style="italic")
    for paragraph in article.paragraphs:
        out.print("\n" + harmless(paragraph))
    out.print("\n" + one_line(article.url), style="dim")


def _byline(article: Article) -> str:
    portal = all_portals().get(article.portal)
    parts = [
        portal.title if portal else article.portal,
        ", ".join(article.authors),
        f"Editor: {', '.join(article.editors)}" if article.editors else "",
        in_words(article.published_at) if article.published_at else "no date",
        "" if article.complete else "incomplete",
    ]
    return one_line(" · ".join(part for part in parts if part))
