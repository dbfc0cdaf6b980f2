"""When an article was published and modified: candidates from every source, and the choice between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from lxml import etree

from crawler.dates import Candidate, ParsedDate, as_local, date_in_url, is_update_label, read_date, settle
from crawler.extraction.body import parent_of, short_text_of
from crawler.extraction.fields import MOST_TRIED, as_text, believed, select
from crawler.extraction.page import Page
from crawler.extraction.structured import strings
from crawler.selector import Selector

PUBLISHED_META = (
    "article:published_time", "publishdate", "dtk:publishdate", "content_publisheddate", "datepublished", "pubdate",
    "parsely-pub-date", "og:published_time", "publish-date", "sailthru.date", "dc.date", "jpnncom_news_pubdate", "date",
)  # fmt: skip
MODIFIED_META = ("article:modified_time", "og:updated_time", "datemodified", "lastmod")
_SHOWS_DATE = re.compile(
    r"\d{1,2}[\s/.-]{1,3}(?:\d{1,2}|[A-Za-z]{3,10})[\s/.,-]{1,3}(?:19|20)\d{2}|(?:19|20)\d{2}-\d{2}-\d{2}"
)
_ELSEWHERE = Selector(
    "./ancestor-or-self::*[self::aside or self::footer or self::nav or contains(@class,'related')"
    " or contains(@class,'terkait') or contains(@class,'comment') or contains(@class,'sidebar') or"
    " contains(@class,'popular') or contains(@class,'embed') or self::blockquote]"
)
_TITLES = Selector("//h1|//h2|//h3|//h4|//h5")
_LONGEST = 200
_NEAR = 400
_MOST_TRIES = 100


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
    """The date line by the portal's selectors; without one, the date nearest to the title."""
    selected = False
    for _, matches in select(page, "date"):
        for match in matches[:MOST_TRIED]:
            raw = as_text(match)
            if raw and (parsed := _read(page, raw[:_LONGEST])):
                selected = True
                yield parsed
                break
    if not selected:
        yield from _date_near_title(page, title)


def _date_near_title(page: Page, title: str) -> Iterator[ParsedDate]:
    """The date with a time of day nearest to the title: below it rather than above, "Diperbarui" only if alone."""
    order = {element: n for n, element in enumerate(page.root.iter())}
    wanted = title.casefold()
    titles = (h for h in _TITLES.elements(page.root) if (short_text_of(h, len(wanted)) or "").casefold() == wanted)
    at = order[next(titles, page.root)] if wanted else 0
    nearest: tuple[float, ParsedDate] | None = None
    tries = 0
    for text in page.texts:
        if tries == _MOST_TRIES:
            break
        if not _SHOWS_DATE.search(text):
            continue
        element = parent_of(text)
        steps = order.get(element, 0) - at
        distance = steps if steps >= 0 else -2.0 * steps
        distance += _NEAR * is_update_label(text)
        if distance > 2 * _NEAR or (nearest and distance >= nearest[0]) or _ELSEWHERE(element):
            continue
        tries += 1
        if parsed := _printed_date(page, str(text), element):
            nearest = distance, parsed
    if nearest:
        yield nearest[1]


def _printed_date(page: Page, text: str, element: etree._Element) -> ParsedDate | None:
    """The date of a text, or of the whole element around it where the time of day stands in another child."""
    for line in (text, short_text_of(element, _LONGEST)):
        if line and len(line) <= _LONGEST:
            parsed = _read(page, line)
            if parsed and not parsed.relative and parsed.precision != "day":
                return parsed
    return None


def modified(page: Page, published_at: datetime | None) -> tuple[str, datetime] | None:
    """The time of the last change with its source; None where none is stated or it is not after publication."""
    for source, raw in modifications(page):
        parsed = _read(page, raw[:_LONGEST])
        if parsed and not parsed.relative and parsed.precision != "day":
            if f"{source}:local" in page.portal.dates:
                parsed = as_local(parsed)
            value = parsed.value.astimezone(page.portal.zone)
            # The publication's own wall clock labelled Z is no change (kompas 2018)
            if published_at is None or (value > published_at and value - published_at != value.utcoffset()):
                return source, value
    return None


def modifications(page: Page) -> Iterator[tuple[str, str]]:
    """Every time of change that the page states, as (source, text)."""
    for source, matches in select(page, "modified"):
        yield source, as_text(matches[0])
    for raw in strings(page.news.get("dateModified")):
        yield "jsonld", raw
    for name in MODIFIED_META:
        if name in page.meta:
            yield "meta", page.meta[name]
