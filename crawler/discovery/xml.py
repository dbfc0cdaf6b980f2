"""XML of the open web: recovered where it is broken, bounded in size, and never allowed to fetch or expand anything."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from datetime import UTC, datetime, tzinfo
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

from lxml import etree

from crawler.dates import parse_date
from crawler.dates.parsed import within_reason

LARGEST = 32 * 1024 * 1024
MOST_TAGS = 1_000_000
"""An element takes 150 bytes when it is parsed; a full sitemap has 500,000 opening and closing tags."""
LONGEST_ADDRESS = 2000
_GZIP = b"\x1f\x8b"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def parse_xml(body: bytes) -> etree._Element | None:
    """The root of an XML document, gzipped or not, or None where there is none. Of too many tags the first are read.

    Entities stay unresolved, nothing is fetched, and lxml's limits on depth and text size stay on.
    """
    body = unpacked(body)
    if not body.startswith(_UTF16):
        # a BOM, blank lines or PHP warnings before the declaration make libxml2 give up
        body = body[max(body.find(b"<"), 0) :]
    while body.count(b"<") > MOST_TAGS:
        body = body[: len(body) // 2]
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True
    )
    try:
        return etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def unpacked(body: bytes, largest: int = LARGEST) -> bytes:
    """The body, decompressed if it is gzip by its first bytes; what was read of a truncated one.

    Of one that would be larger it is the first `largest` bytes.
    """
    if not body.startswith(_GZIP):
        return body
    try:
        return zlib.decompressobj(wbits=31).decompress(body, largest)
    except zlib.error:
        return b""


def local_name(element: etree._Element) -> str:
    """The tag in lower case without its namespace or prefix; empty for what is no element, as an entity left alone."""
    tag = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(tag, str) else ""


def children(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """The children of these local names, name by name in the order that is asked for."""
    for name in names:
        yield from (child for child in element if local_name(child) == name)


def text_of(element: etree._Element, *names: str) -> str:
    """The text of the first child of these names that has any, white space at its ends removed."""
    for child in children(element, *names):
        if text := "".join(map(str, child.itertext())).strip():
            return text
    return ""


def absolute(base: str, address: str) -> str | None:
    """The http(s) URL that an address found at `base` means, or None. White space in it is removed."""
    address = "".join(address.split())
    if not address or address.startswith("#") or len(address) > LONGEST_ADDRESS:
        return None
    try:
        url = urljoin(base, address)
        parts = urlsplit(url)
        # a port that is none raises ValueError, here and in a request
        return url if parts.scheme in ("http", "https") and parts.hostname and parts.port != 0 else None
    except ValueError:
        return None


def moment(raw: str, zone: tzinfo = UTC, now: datetime | None = None) -> datetime | None:
    """The aware time that a feed or sitemap wrote, or None. RFC 822 first, then whatever `parse_date` reads.

    A time without an offset is in `zone`; `now` (aware) is what relative times count from. None too for a time that no
    article has: the years 1970 and 9999 stand for "unknown" and "never".
    """
    if not raw:
        return None
    now = now or datetime.now(UTC)
    try:
        parsed = parsedate_to_datetime(raw)
    except (ValueError, TypeError, IndexError, OverflowError):
        return parse_date(raw, zone=zone, now=now)
    parsed = parsed if parsed.tzinfo else parsed.replace(tzinfo=zone)
    return parsed if within_reason(parsed, now) else None
