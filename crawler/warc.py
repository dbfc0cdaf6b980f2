"""Raw pages to and from WARC files (ISO 28500), the format of web archives and of Common Crawl."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from typing import IO, Literal

import brotli
from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import BufferedReader
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler.article import KEPT_HEADERS, RawPage
from crawler.database.rows import utc_text
from crawler.errors import KlipingError

LARGEST_PAGE = 20 * 1024 * 1024
"""As much as a crawl takes of a page."""
_PIECE = 1024 * 1024
_HTML = ("text/html", "application/xhtml+xml")
_KEPT_HEADERS = {name.lower() for name in KEPT_HEADERS}
_NOT_ONE_BY_ONE = "its records are not gzipped one by one; mend it with: warcio recompress FILE NEW"

Unusable = Literal["truncated", "too large"]


class DamagedWarc(KlipingError):
    """A WARC file cannot be read, or not further than to here; the message says in one line where and why."""


@dataclass(frozen=True, slots=True)
class PageRecord:
    """A web page in a WARC file: its record begins at `offset`; `fetched_at` is aware."""

    url: str
    fetched_at: datetime
    offset: int


def write_warc(stream: IO[bytes], pages: Iterable[RawPage], filename: str, *, compressed: bool = True) -> int:
    """Write pages as a WARC file; how many there were. Each is written, and if wished gzipped, by itself."""
    writer, count = WARCWriter(stream, gzip=compressed), 0
    about = {
        "software": f"Kliping/{version('kliping')}",
        "format": "WARC File Format 1.0",
        "conformsTo": "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.0/",
        "description": "News articles as they were fetched, out of transfer and content encoding",
    }
    writer.write_record(writer.create_warcinfo_record(filename, about))
    for count, page in enumerate(pages, 1):  # noqa: B007
        writer.write_record(_record(writer, page))
    return count


def _record(writer: WARCWriter, page: RawPage) -> ArcWarcRecord:
    kind = [("Content-Type", page.content_type)] if page.content_type else []
    headers = [*kind, *page.headers, ("Content-Length", str(len(page.body)))]
    return writer.create_warc_record(
        page.url,
        "response",
        payload=BytesIO(page.body),
        length=len(page.body),
        warc_headers_dict={"WARC-Date": utc_text(page.fetched_at)},
        http_headers=StatusAndHeaders(f"{page.status} OK", headers, protocol="HTTP/1.1"),
    )


def page_records(stream: IO[bytes]) -> Iterator[PageRecord]:
    """The web pages in a WARC (or ARC) file: answers of status 200 that are HTML, as far as their headers say.

    DamagedWarc where it cannot be read on; what came before it is good.
    """
    for record, offset in _read(stream):
        fetched_at = _moment(record.rec_headers.get_header("WARC-Date"))
        if fetched_at and _is_page(record):
            yield PageRecord(record.rec_headers.get_header("WARC-Target-URI"), fetched_at, offset)


def page_at(path: Path, offset: int) -> RawPage | Unusable:
    """The page whose record begins there, or why it is of no use. DamagedWarc where it cannot be read."""
    with path.open("rb") as stream:
        stream.seek(offset)
        record, _ = next(_read(stream))
        if record.rec_headers.get_header("WARC-Truncated"):
            return "truncated"
        if record.payload_length > LARGEST_PAGE:
            return "too large"
        raw = _all(record.raw_stream)
        if len(raw) < record.payload_length:
            return "truncated"
        record.raw_stream = BytesIO(raw)
        try:
            content = record.content_stream()
            body = _all(content)
        except Exception as error:
            raise DamagedWarc(f"the page at byte {offset} cannot be unpacked ({error})") from error
    if len(body) > LARGEST_PAGE:
        return "too large"
    if not getattr(getattr(content, "decompressor", None), "eof", True):
        return "truncated"
    url, headers = record.rec_headers.get_header("WARC-Target-URI"), record.http_headers.headers
    return RawPage(
        url=url,
        requested_url=url,
        fetched_at=_moment(record.rec_headers.get_header("WARC-Date")) or datetime.fromtimestamp(0, UTC),
        body=body,
        content_type=record.http_headers.get_header("Content-Type"),
        headers=tuple((name, value) for name, value in headers if name.lower() in _KEPT_HEADERS),
    )


class _Brotli:
    """Brotli as warcio asks for it, whose own way fails with Brotli 1.2."""

    unused_data = b""

    def __init__(self) -> None:
        self._decompressor = brotli.Decompressor()

    @property
    def eof(self) -> bool:
        return bool(self._decompressor.is_finished())

    def decompress(self, data: bytes) -> bytes:
        # more than is ever taken, and no bomb
        return bytes(self._decompressor.process(data, output_buffer_limit=LARGEST_PAGE + 1))


BufferedReader.DECOMPRESSORS["br"] = _Brotli


def _read(stream: IO[bytes]) -> Iterator[tuple[ArcWarcRecord, int]]:
    """The records from here on, each with the offset at which it begins."""
    records = ArchiveIterator(stream, arc2warc=True)
    # what the library prints to standard error, a line of the file included
    records.INC_RECORD = ""
    try:
        for record in records:
            yield record, records.offset
    except Exception as error:  # the library lets through whatever its parsers meet
        said = " ".join(str(error).split()) or type(error).__name__
        reason = _NOT_ONE_BY_ONE if "non-chunked gzip" in said else said[:200]
        raise DamagedWarc(f"cannot be read from byte {records.offset} on ({reason})") from error


def _is_page(record: ArcWarcRecord) -> bool:
    if record.rec_type != "response" or not record.http_headers or record.http_headers.get_statuscode() != "200":
        return False
    kind = record.http_headers.get_header("Content-Type") or "text/html"
    return str(kind).lower().lstrip().startswith(_HTML)


def _moment(text: str | None) -> datetime | None:
    """A WARC-Date (always UTC) to the second, or None."""
    try:
        return datetime.fromisoformat(text or "").astimezone(UTC).replace(microsecond=0)
    except (ValueError, OverflowError):
        return None


def _all(stream: IO[bytes]) -> bytes:
    """What a stream gives, until it is more than LARGEST_PAGE."""
    pieces, length = [], 0
    while length <= LARGEST_PAGE and (piece := stream.read(_PIECE)):
        pieces.append(piece)
        length += len(piece)
    return b"".join(pieces)
