"""The one place where a URL is made canonical, so that one article has one address."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

from crawler.portal import Portal

TRACKING = re.compile(
    r"(?i)^(utm_\w+|fbclid|gclid|dclid|msclkid|igshid|yclid|mc_[ce]id|_ga|ref|refer|referrer|source|src|tag_from|"
    r"view|page|single|showpage|amp|output|print|tblci|wtky|device|campaign|medium|dm_i|n_cid|kntn)$"
)
LONGEST_URL = 2_083
"""Characters of the longest URL that is asked for, as in Scrapy's URLLENGTH_LIMIT."""
_HOST_PREFIX = re.compile(r"^(?:www\.)?(?:m|amp|mobile|wap)\.(?=[^.]+\.[^.]+)")
_PARTS = re.compile(
    r"/(?:\d{1,2}|all|full|amp|print|cetak|(?:page|halaman|hal)[-/]?\d{1,3}|part-[\w-]+\.html|index\.html?)$|(?<![/:])/amp(?=/)"
)
_SAFE_PATH = "/:@!$&'()*+,;=~-._"


def canonical_url(url: str, portal: Portal | None = None) -> str:
    """The address under which an article is kept: https, no m. or amp. host, no fragment, no tracking, no page number.

    Of a known portal every parameter but its `keep_query` goes, its main site is written with or without `www.` as it
    writes it itself, and other forms of an article's address become its own (`forms`, "/amp", "/2", "/all") where that
    is an article too. Of another site only known tracking and single-page parameters go. A URL that cannot be parsed
    comes back as it is. Canonical twice is canonical once.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return url
    if not host or parts.scheme not in ("http", "https"):
        return url
    known = portal if portal is not None and portal.domains else None
    local = port not in (None, 80, 443)
    host = f"[{host}]" if ":" in host else _canonical_host(host, known)
    address = urlunsplit(
        (
            parts.scheme if local else "https",
            f"{host}:{port}" if local else host,
            _canonical_path(parts.path),
            _canonical_query(parts.query, known),
            "",
        )
    )
    return _own_form(address, known) if known else address


def _canonical_host(host: str, portal: Portal | None) -> str:
    """The host without m. or amp.; of a known portal also without www., but as its main site is written."""
    host = _HOST_PREFIX.sub("", host)
    if portal is None:
        return host
    host = host.removeprefix("www.")
    return portal.hosts.get(host, host)


def _canonical_path(path: str) -> str:
    """One slash where several stand, no AMP ending, no trailing slash, percent-encoding in one form."""
    path = re.sub(r"/{2,}", "/", path or "/")
    path = re.sub(r"(?:/amp|\.amp)/?$", "", path)
    path = quote(unquote(path, errors="surrogateescape"), safe=_SAFE_PATH, errors="surrogateescape")
    return path.rstrip("/") or "/"


def _canonical_query(query: str, portal: Portal | None) -> str:
    pairs = parse_qsl(query, keep_blank_values=True)
    if portal is None:
        return urlencode([(name, value) for name, value in pairs if not TRACKING.match(name)])
    return urlencode([(name, value) for name, value in pairs if name in portal.keep_query])


def _own_form(url: str, portal: Portal) -> str:
    """The portal's own form of an address, without page numbers and the like as long as that leaves an article."""
    for pattern, own in portal.form_patterns:
        url = pattern.sub(own, url)
    while (shorter := _PARTS.sub("", url, count=1)) != url and _same_article(shorter, url, portal):
        url = shorter
    return url


def _same_article(shorter: str, url: str, portal: Portal) -> bool:
    if not portal.article_patterns or not portal.is_article(shorter):
        return False
    return portal.article_id(url) in (None, portal.article_id(shorter))
