"""When an article was published and modified: candidates from every source, and the choice between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from lxml import etree

from crawler.dates import Candidate, ParsedDate, date_in_url, is_update_label, read_date, settle
from crawler.extraction.body import text_of
from crawler.extraction.fields import as_text, believed, select
from crawler.extraction.page import Page
from crawler.extraction.structured import strings

PUBLISHED_META = (
    "article:published_time", "publishdate", "dtk:publishdate", "content_publisheddate", "datepublished", "pubdate",
    "parsely-pub-date", "og:published_time", "publish-date", "sailthru.date", "dc.date", "jpnncom_news_pubdate", "date",
)  # fmt: skip
MODIFIED_META = ("article:modified_time", "og:updated_time", "datemodified", "lastmod")
_DATED = etree.XPath(
    "//time | //*[@itemprop='datePublished'] | //*[contains(@class,'date') or contains(@class,'time') or"
    " contains(@class,'tanggal') or contains(@class,'waktu') or contains(@class,'publish') or contains(@class,'tgl')"
    " or contains(@class,'info') or contains(@class,'meta') or contains(@class,'author') or contains(@class,'byline')]"
)
_SHOWS_DATE = re.compile(r"\d{1,2}[\s/.-]{1,3}(?:\d{1,2}|[A-Za-z]{3,10})[\s/.,-]{1,3}(?:19|20)\d{2}|(?:19|20)\d{2}-\d{2}-\d{2}")
_ELSEWHERE = etree.XPath(
    "boolean(ancestor-or-self::*[self::aside or self::footer or self::nav or contains(@class,'related')"
    " or contains(@class,'terkait') or contains(@class,'comment') or contains(@class,'sidebar') or"
    " contains(@class,'popular') or contains(@class,'embed') or self::blockquote])"
)
_TITLES = etree.XPath("//h1|//h2|//h3|//h4|//h5")
_LONGEST = 200


def published(page: Page, title: str) -> Candidate | None:
    """The publication time in the portal's zone with its source, or None. `title` tells where the article begins."""
    order = tuple(s for s in page.portal.dates if believed(page, "date", s))
    return settle(list(candidates(page, title)), order, now=page.fetched_at)


def candidates(page: Page, title: str) -> Iterator[Candidate]:
    """Every publication time that the page states, by source: visible, JSON-LD, meta, URL."""
    for parsed in _visible(page, title):
        yield Candidate("visible", parsed)
    for source, raw in _machine(page):
        if believed(page, "date", source) and (parsed_ := _read(page, raw)):
            yield Candidate(source, parsed_)
    if hidden := date_in_url(page.url, zone=page.portal.zone):
        yield Candidate("url", hidden)


def _machine(page: Page) -> Iterator[tuple[str, str]]:
    for raw in strings(page.news.get("datePublished")):
        yield "jsonld", raw
    for name in PUBLISHED_META:
        if name in page.meta:
            yield "meta", page.meta[name]


def _read(page: Page, raw: str) -> ParsedDate | None:
    return read_date(raw, zone=page.portal.zone, now=page.fetched_at)


def _visible(page: Page, title: str) -> Iterator[ParsedDate]:
    """The date line by the portal's selectors; without one, the first date below the title, or the last above it."""
    selected = False
    for _, matches in select(page, "date"):
        for match in matches:
            raw = as_text(match)
            if raw and (parsed := _read(page, raw[:_LONGEST])):
                selected = True
                yield parsed
                break
    if not selected:
        yield from _date_near_title(page, title)


def _date_near_title(page: Page, title: str) -> Iterator[ParsedDate]:
    order = {element: n for n, element in enumerate(page.root.iter())}
    wanted = title.casefold()
    at = next((order[h] for h in _TITLES(page.root) if wanted and text_of(h).casefold() == wanted), 0)
    above: ParsedDate | None = None
    for element in _DATED(page.root):
        text = text_of(element)
        if len(text) > _LONGEST or not _SHOWS_DATE.search(text) or _ELSEWHERE(element):
            continue
        parsed = _read(page, text)
        if parsed is None or parsed.relative or is_update_label(text):
            continue
        if order[element] > at:
            if parsed.precision != "day":
                yield parsed
                return
        elif parsed.precision != "day":
            above = parsed
    if above:
        yield above


def modified(page: Page, published_at: datetime | None) -> tuple[str, datetime] | None:
    """The time of the last change with its source; None where none is stated or it is not after publication."""
    for source, raw in _modifications(page):
        parsed = _read(page, raw[:_LONGEST])
        if parsed and not parsed.relative and parsed.precision != "day":
            value = parsed.value.astimezone(page.portal.zone)
            if published_at is None or value > published_at:
                return source, value
    return None


def _modifications(page: Page) -> Iterator[tuple[str, str]]:
    for source, matches in select(page, "modified"):
        yield source, as_text(matches[0])
    for raw in strings(page.news.get("dateModified")):
        yield "jsonld", raw
    for name in MODIFIED_META:
        if name in page.meta:
            yield "meta", page.meta[name]
