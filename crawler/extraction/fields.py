"""Candidates for each text field of an article, best first, each with the name of its source.

`titles(page)` and its fellows are generators, so a source that is not needed is never read.
Sources: `css:N` (the portal's Nth selector), `jsonld`, `meta`, `heading`, `title-tag`,
`breadcrumb`, `page`, `path`, `byline`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from crawler.canonical import LONGEST_URL
from crawler.extraction.body import short_text_of, text_of
from crawler.extraction.page import Page
from crawler.extraction.structured import strings, types_of
from crawler.selector import Match, Selector


class Found(NamedTuple):
    """A value and where it came from."""

    source: str
    value: str


class FoundList(NamedTuple):
    """Several values of one source."""

    source: str
    value: list[str]


_HEADINGS = Selector("//h1|//h2|//h3|//h4|//h5")
_TITLE_TAG = Selector("//head/title/text()")
_BREADCRUMB = Selector("(//*[contains(translate(@class, 'BREADCUM', 'breadcum'), 'breadcrumb')])[1]//a")
_TAGS = Selector(
    "//a[@rel='tag' or contains(@href, '/tag/') or contains(@href, '/topik/') or contains(@href, '/topic/')]"
)
_KIND_PREFIX = re.compile(r"(?i)^(?:foto|video|photo|infografis)\s*\|\s*")
_SITE_SUFFIX = re.compile(r"\s+[-–—|:»]+\s+(?=[^-–—|:»]{2,60}$)")
_NO_SECTION = re.compile(r"(?i)^(?:home|beranda|detail(?: berita)?|index|indeks|article|artikel|berita|»|>|/)$")
SECTION_META = (
    "article:section3",
    "article:section2",
    "article:section",
    "content_category",
    "dtk:kanal",
    "section",
)
MOST_MATCHES = 1_000
MOST_TRIED = 20
_LONGEST_NAME = 2_000
_LAZY = ("data-src", "data-original", "data-lazy", "data-lazy-src", "data-srcset", "src", "content", "href")


def select(page: Page, field: str) -> Iterator[tuple[str, list[Match]]]:
    """For each of the portal's selectors of a field that matches: its source name and its first 1,000 matches."""
    for number, selector in enumerate(page.portal.select.compiled(field)):
        if matched := selector.on(page.places):
            yield f"css:{number}", matched[:MOST_MATCHES]


def as_text(match: Match, longest: int | None = None) -> str:
    """One line of text of an element or of an attribute's value; "" of an element with more than `longest`."""
    if isinstance(match, str):
        return " ".join(unescape(match).split())
    if match.tag == "meta":
        return " ".join(unescape(match.get("content") or "").split())
    return text_of(match) if longest is None else short_text_of(match, longest) or ""


def believed(page: Page, field: str, source: str) -> bool:
    """Whether the portal lets this source speak for this field."""
    return f"{field}:{source.partition(':')[0]}" not in page.portal.distrust


def _one(page: Page, field: str) -> Iterator[Found]:
    for source, matches in select(page, field):
        for match in matches[:MOST_TRIED]:
            if text := as_text(match):
                yield Found(source, text)
                break


def many(page: Page, field: str) -> Iterator[FoundList]:
    """Each selector of a field that gives texts, with all of them."""
    for source, matches in select(page, field):
        if texts := [text for match in matches if (text := as_text(match, _LONGEST_NAME))]:
            yield FoundList(source, texts)


def titles(page: Page) -> Iterator[Found]:
    yield from _one(page, "title")
    claims = _title_claims(page)
    keys = [_key(text) for _, text in claims]
    headings = [text for h in _HEADINGS.elements(page.root)[:80] if len(text := short_text_of(h, 300) or "") >= 8]
    agreed = [
        h for h in headings if any(_key(h) and (k.startswith(_key(h)) or _key(h).startswith(k)) for k in keys if k)
    ]
    if agreed:
        yield Found("heading", _without_site(max(agreed, key=len), page))
    for source, text in claims:
        if not text.endswith(("...", "…")):
            yield Found(source, text)
    yield from (Found("heading", text) for text in headings[:1])


def _title_claims(page: Page) -> list[Found]:
    """What the head of the page calls it; the site's name behind a dash or bar is taken off."""
    headline = next(iter(strings(page.news.get("headline"))), "")
    found = [
        Found("jsonld", headline),
        Found("meta", page.meta.get("og:title", "")),
        Found("meta", page.meta.get("twitter:title", "")),
        Found("title-tag", _TITLE_TAG.first_string(page.root)),
    ]
    return [Found(s, _without_site(as_text(t), page)) for s, t in found if t.strip() and believed(page, "title", s)]


def _without_site(title: str, page: Page) -> str:
    title = _KIND_PREFIX.sub("", title)
    site = _key(page.meta.get("og:site_name", ""))
    names = {site, _key(page.portal.title), _key(page.portal.name), *_host_keys(page.url)} - {""}
    parts = _SITE_SUFFIX.split(title)
    while len(parts) > 1 and any(name in _key(parts[-1]) or _key(parts[-1]) in name for name in names):
        parts.pop()
        title = title[: title.rfind(parts[-1]) + len(parts[-1])]
    return title


def _host_keys(url: str) -> set[str]:
    labels = (urlsplit(url).hostname or "").split(".")
    return {_key(label) for label in labels if len(label) > 3 and label not in ("www", "news")}


def _key(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def leads(page: Page) -> Iterator[Found]:
    yield from _one(page, "lead")
    for text in strings(page.news.get("description")):
        yield Found("jsonld", as_text(text))
    for name in ("og:description", "description"):
        if text := as_text(page.meta.get(name, "")):
            yield Found("meta", text)


def sections(page: Page) -> Iterator[Found]:
    yield from _one(page, "section")
    crumbs = [text for a in _BREADCRUMB.elements(page.root)[:8] if (text := text_of(a)) and not _NO_SECTION.match(text)]
    if crumbs and believed(page, "section", "breadcrumb"):
        yield Found("breadcrumb", crumbs[-1])
    declared = strings(page.news.get("articleSection"))
    if declared and believed(page, "section", "jsonld"):
        yield Found("jsonld", as_text(declared[-1]))
    for name in SECTION_META:
        text = as_text(page.meta.get(name, ""))
        if text and not _NO_SECTION.match(text) and believed(page, "section", "meta"):
            yield Found("meta", text)
    if (crumbs := _json_ld_crumbs(page)) and believed(page, "section", "breadcrumb"):
        yield Found("breadcrumb:jsonld", crumbs[-1])
    first = urlsplit(page.url).path.strip("/").split("/")[0]
    if re.fullmatch(r"[a-z][a-z-]{2,30}", first) and first not in (
        "read",
        "berita",
        "detail",
        "artikel",
        "article",
        "news",
    ):
        yield Found("path", first.replace("-", " ").title())


def _json_ld_crumbs(page: Page) -> list[str]:
    """The JSON-LD breadcrumb between the front page and the article itself (okezone, tribunnews 2026)."""
    trail = next((item for item in page.json_ld if "BreadcrumbList" in types_of(item)), {})
    steps = trail.get("itemListElement")
    items = [step for step in steps if isinstance(step, dict)] if isinstance(steps, list) else []
    names = [name for step in items for name in (strings(step) or strings(step.get("item")))[:1]]
    own = {_key(text) for text in strings(page.news.get("headline"))}
    return [as_text(name) for name in names[1:] if _key(name) not in own and not _NO_SECTION.match(name)]


def tags(page: Page) -> Iterator[FoundList]:
    for source, texts in many(page, "tags"):
        if printed := list(filter(None, map(_without_hash, texts))):
            yield FoundList(source, printed)
    if believed(page, "tags", "page"):
        linked = (_without_hash(as_text(a, 80)) for a in _TAGS.elements(page.root)[:60])
        shown = [text for text in linked if 1 < len(text) <= 60]
        if shown:
            yield FoundList("page", shown)
    if (words := _split_words(strings(page.news.get("keywords")))) and believed(page, "tags", "jsonld"):
        yield FoundList("jsonld", words)
    for name in ("article:tag", "dtk:keywords", "content_tags", "news_keywords", "keywords"):
        if (words := _split_words([page.meta.get(name, "")])) and believed(page, "tags", "meta"):
            yield FoundList("meta", words)


def _without_hash(tag: str) -> str:
    """The tag without the mark that okezone, republika and mediaindonesia print before it."""
    return tag.lstrip("# ")


def _split_words(values: list[str]) -> list[str]:
    return [word for value in values for part in value.split(",") if (word := as_text(part))]


def images(page: Page) -> Iterator[Found]:
    """Absolute URLs of the lead image."""
    for source, matches in select(page, "image"):
        for match in matches:
            if url := _image_address(match, page.url):
                yield Found(source, url)
                break
    for source, values in (
        ("meta", [page.meta.get("og:image", ""), page.meta.get("twitter:image", "")]),
        ("jsonld", strings(page.news.get("image"), "url") + strings(page.news.get("thumbnailUrl"), "url")),
    ):
        for value in values:
            if value and believed(page, "image_url", source) and (url := absolute(page.url, value)):
                yield Found(source, url)


def _image_address(match: Match, base: str) -> str:
    if isinstance(match, str):
        return absolute(base, match)
    values = (str(match.get(name) or "").split(" ")[0] for name in _LAZY)
    return next((url for value in values if value and (url := absolute(base, value))), "")


def absolute(base: str, address: str) -> str:
    """The address made absolute, or "" where it is no web address, or longer than any that can be asked for."""
    if len(address) > LONGEST_URL:
        return ""
    try:
        url = urljoin(base, address.strip())
        # a port that is none raises ValueError, here and in a request
        return url if url.startswith(("http://", "https://")) and urlsplit(url).port != 0 else ""
    except ValueError:
        return ""


def captions(page: Page) -> Iterator[Found]:
    yield from _one(page, "caption")
    for text in strings(page.news.get("image"), "caption"):
        if not text.startswith("http"):
            yield Found("jsonld", as_text(text))


CANDIDATES: dict[str, Callable[[Page], Iterator[Found]]] = {
    "title": titles,
    "lead": leads,
    "section": sections,
    "image_url": images,
    "image_caption": captions,
}
