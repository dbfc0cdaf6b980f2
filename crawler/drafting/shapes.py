"""Shapes: the pattern that an article's URL has in common with its neighbours."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_SECOND_LEVEL = re.compile(r"[\w-]+\.(?:[a-z]{2,3}\.[a-z]{2}|[a-z]{2,})$")
_FIXED = frozenset({"read", "baca", "detail", "artikel", "article", "articles", "a", "p"})
_WORDS = r"[a-z0-9]+(?:-+[a-z0-9]+){2,}"
_LEADING = re.compile(r"(?:[a-z]{1,3}-)?(?P<id>\d{4,})(?=-|\.html?$|$)")
_TRAILING = re.compile(r"-(?P<id>\d{4,})(?:\.html?)?$")
_NUMBERED = (
    (re.compile(r"([a-z]{1,3}-)?\d{4,}"), r"{0}(?P<id>\d+)(?:/|$)"),
    (re.compile(r"\d{4,}(\.html?)"), r"(?P<id>\d+){0}$"),
    (re.compile(r"([a-z]{1,3}-)?\d{4,}-.+"), r"{0}(?P<id>\d+)-[a-z0-9]"),
    (re.compile(r".+-\d{4,}(\.html?)?"), r"[a-z0-9-]+-(?P<id>\d+){0}$"),
)


def registered_domain(host: str) -> str:
    """The domain that was registered: `contoh.co.id` for `www.news.contoh.co.id`; the host where there is none."""
    found = _SECOND_LEVEL.search(host)
    return found[0] if found and not host.replace(".", "").isdigit() else host


def article_pattern(url: str, domain: str) -> str:
    """A pattern for `Portal.article_url` from one article: numbers and sections vary, a group `id` names the article.

    The id is the longest number of four digits or more that is no year, else the whole slug.
    """
    pattern = _pattern(url, domain)
    return pattern if re.search(pattern, url) else re.escape(domain) + r"(?::\d+)?/(?:[^/?#]+/)*(?P<id>[^/?#]+)"


def _pattern(url: str, domain: str) -> str:
    segments = [segment for segment in urlsplit(url).path.split("/") if segment]
    number = max((len(digits) for segment in segments for digits in _ids(segment)), default=0)
    pattern = re.escape(domain) + r"(?::\d+)?" * (urlsplit(url).port is not None)
    for segment in segments[:-1] if not number else segments:
        if number and number in map(len, _ids(segment)):
            return f"{pattern}/{_numbered(segment)}"
        pattern += f"/{_varied(segment)}"
    ending = re.search(r"\.html?$", segments[-1] if segments else "")
    return f"{pattern}/(?P<id>{_WORDS})" + (re.escape(ending[0]) + "$" if ending else "(?:/|$)")


def _ids(segment: str) -> list[str]:
    """The numbers in a segment that may be an article's id."""
    found = _LEADING.match(segment), _TRAILING.search(segment)
    return [each["id"] for each in found if each and not re.fullmatch(r"(?:19|20)\d\d", each["id"])]


def _numbered(segment: str) -> str:
    for shape, pattern in _NUMBERED:
        if found := shape.fullmatch(segment):
            return pattern.replace("{0}", re.escape(found[1] or ""))
    return r"(?P<id>\d+)"


def _varied(segment: str) -> str:
    if re.fullmatch(r"\d{4}|\d\d", segment):
        return rf"\d{{{len(segment)}}}"
    if segment.isdigit():
        return r"\d+"
    return segment if segment in _FIXED else "[a-z0-9-]+"
