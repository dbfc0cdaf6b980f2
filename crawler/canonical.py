"""The one place where a URL is made canonical, so that one article has one address."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

from crawler.portal import Portal

TRACKING = re.compile(
    r"(?i)^(utm_\w+|fbclid|gclid|dclid|msclkid|igshid|yclid|mc_[ce]id|_ga|ref|refer|referrer|source|src|tag_from|"
    r"view|page|single|showpage|amp|output|print|tblci|wtky|device|campaign|medium|dm_i|n_cid|kntn)$"
)
_HOST_PREFIX = re.compile(r"^(?:m|amp|mobile|wap)\.(?=[^.]+\.[^.]+)")
_SAFE_PATH = "/:@!$&'()*+,;=~-._%"


def canonical_url(url: str, portal: Portal | None = None) -> str:
    """The address under which an article is kept: https, lower-case host without m. or amp., no fragment, no tracking.

    Of a known portal every parameter but its `keep_query` goes; of another site only known tracking and single-page
    ones. A URL that cannot be parsed comes back as it is. Canonical twice is canonical once.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return url
    if not host or parts.scheme not in ("http", "https"):
        return url
    if portal is not None and portal.domains:
        query = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if k in portal.keep_query]
    else:
        query = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not TRACKING.match(k)]
    host = _HOST_PREFIX.sub("", host)
    local = port not in (None, 80, 443)
    netloc = f"{host}:{port}" if local else host
    scheme = parts.scheme if local else "https"
    return urlunsplit((scheme, netloc, _canonical_path(parts.path), urlencode(query), ""))


def _canonical_path(path: str) -> str:
    """One slash where several stand, no AMP ending, no trailing slash, percent-encoding in one form."""
    path = re.sub(r"/{2,}", "/", path or "/")
    path = re.sub(r"(?:/amp|\.amp)/?$", "", path)
    path = quote(unquote(path, errors="surrogateescape"), safe=_SAFE_PATH.replace("%", ""), errors="surrogateescape")
    return path.rstrip("/") or "/"
