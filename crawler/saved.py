"""Pages that someone saved: their bytes, and where they came from."""

from __future__ import annotations

import gzip
import sys
import zlib
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from crawler.errors import KlipingError, UsageError

STDIN = "-"
PAGE_SUFFIXES = (".html", ".htm", ".xhtml", ".gz")
_ADDRESS = "string((//link[@rel='canonical']/@href | //meta[@property='og:url']/@content)[1])"


def is_url(text: str) -> bool:
    """Whether it is an http(s) address with a host."""
    try:
        parts = urlsplit(text)
        return parts.scheme.lower() in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def read_bytes(name: str) -> tuple[bytes, datetime]:
    """The bytes of a saved page ("-": standard input), unpacked, and when it was saved. KlipingError says why not."""
    if name == STDIN:
        return unpacked(sys.stdin.buffer.read()), datetime.now(UTC).replace(microsecond=0)
    path = Path(name)
    try:
        return unpacked(path.read_bytes()), datetime.fromtimestamp(int(path.stat().st_mtime), UTC)
    except FileNotFoundError as error:
        if path.suffix in PAGE_SUFFIXES:
            raise KlipingError("cannot be read: No such file or directory") from error
        raise UsageError("neither a file nor a URL; a URL begins with https:// or http://") from error
    except (OSError, ValueError) as error:
        raise KlipingError(f"cannot be read: {getattr(error, 'strerror', None) or error}") from error


def unpacked(body: bytes) -> bytes:
    """The bytes, out of gzip where they are in it. KlipingError where the gzip is damaged."""
    try:
        return gzip.decompress(body) if body.startswith(b"\x1f\x8b") else body
    except (EOFError, OSError, zlib.error) as error:
        raise KlipingError("the gzip file is damaged or ends too early") from error


def saved_address(body: bytes, url: str | None) -> str:
    """`url`, or else the address that a saved page gives itself. UsageError if there is none."""
    if url and not is_url(url):
        raise UsageError(f"--url {url!r} is no web address; it begins with https:// or http://")
    address = url or stated_address(body)
    if not address:
        raise UsageError("the page does not say where it came from; give its address with --url")
    return address


def stated_address(body: bytes) -> str:
    """The address that a page gives itself (rel=canonical, og:url), or ""."""
    from crawler.extraction.page import parse_html

    root = parse_html(body)
    address = str(root.xpath(_ADDRESS)).strip() if root is not None else ""
    return address if is_url(address) else ""
