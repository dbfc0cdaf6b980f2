"""Hostile portals on loopback addresses: one case each, with what a crawl should make of it."""

from __future__ import annotations

import socketserver
import threading
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import brotli
from news_site import article_page, feed, story, write_portal
from scrapy.utils._compression import zstd

Route = Callable[[str], Iterable[bytes]]
"""What gives the bytes of an answer to a path; they are sent as they stand."""
MEGABYTE = 1024 * 1024
XML = "Content-Type: application/xml"
ARTICLE, ORDINARY = "/berita/1/jagung", "/berita/2/padi"


@dataclass
class Case:
    """`routes` by path, or by how a path begins ("/p*"); `source` is the portal's facts as Python.

    `reasons` are those that a crawl should count ("timeout|too large" is either), and `stored` how many articles it
    should store.
    """

    routes: dict[str, Route]
    source: dict[str, str] = field(default_factory=lambda: {"feeds": "(BASE + '/rss',)"})
    reasons: dict[str, int] = field(default_factory=dict)
    stored: int = 0

    def is_told(self, counts: dict[str, Any]) -> bool:
        """Whether a crawl counted what it should."""
        told: dict[str, int] = counts["reasons"]
        as_told = all(sum(told.get(r, 0) for r in reason.split("|")) == n for reason, n in self.reasons.items())
        return as_told and counts["new"] == self.stored


@dataclass
class HostilePortal:
    host: str
    port: int

    def url(self, path: str, host: str = "") -> str:
        return f"http://{self.host}:{self.port}{path}"


def answer(body: bytes | str, *headers: str, status: str = "200 OK", kind: str = "text/html; charset=utf-8") -> Route:
    """A whole answer."""
    body = body.encode() if isinstance(body, str) else body
    if not any(each.startswith("Content-Type") for each in headers):
        headers = (*headers, f"Content-Type: {kind}")
    return sent(head(*headers, f"Content-Length: {len(body)}", status=status), body)


def sent(*pieces: bytes) -> Route:
    """These bytes."""
    return lambda path: pieces


def head(*headers: str, status: str = "200 OK") -> bytes:
    return "\r\n".join([f"HTTP/1.1 {status}", *headers, "Connection: close", "", ""]).encode("latin-1")


def redirect(location: str) -> Route:
    return answer("", f"Location: {location}", status="302 Found")


def slowly(data: bytes, pause: float = 0.2) -> Iterator[bytes]:
    for number in range(len(data)):
        yield data[number : number + 1]
        time.sleep(pause)


def chunked(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """An answer of these chunks, without its end."""
    yield head("Transfer-Encoding: chunked", "Content-Type: text/html")
    for piece in pieces:
        yield b"%x\r\n%s\r\n" % (len(piece), piece)


@contextmanager
def serving_hostile(cases: dict[str, Case], portals: Path) -> Iterator[dict[str, HostilePortal]]:
    """Each case on an address of its own until the end of the block, and its portal's file in the folder."""
    with ExitStack() as stack:
        sites = {}
        for number, (name, case) in enumerate(cases.items(), start=2):
            server = socketserver.ThreadingTCPServer((f"127.0.0.{number}", 0), _handler(case))
            server.daemon_threads = True
            # a client that has gone is what most cases end with
            server.handle_error = lambda *_: None  # type: ignore[method-assign]
            stack.callback(server.server_close)
            stack.callback(server.shutdown)
            threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
            sites[name] = HostilePortal(*server.server_address)
            write_portal(portals, sites[name], name, sites[name].host, **case.source)
        yield sites


def _handler(case: Case) -> type[socketserver.StreamRequestHandler]:
    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            path = self.rfile.readline().split(b" ")[1].decode()
            while self.rfile.readline().strip():
                pass
            host = "{}:{}".format(*self.server.server_address)
            begun = (route for start, route in case.routes.items() if start[-1] == "*" and path.startswith(start[:-1]))
            route = case.routes.get(path) or next(begun, None) or _default(case, path, f"http://{host}")
            for piece in route(path):
                self.wfile.write(piece)

    return Handler


def _default(case: Case, path: str, base: str) -> Route:
    """robots.txt allows all, the feed lists the hostile article and an ordinary one."""
    if path == "/robots.txt":
        return answer("")
    if path == "/rss":
        named = [path.rstrip("*") for path in case.routes if path.startswith("/berita/")]
        return answer(feed([(base + path, None) for path in [*named, ORDINARY]]), XML)
    if path == ORDINARY:
        return answer(article_page("Warga Menanam Padi", story(2)))
    return answer("", status="404 Not Found")


def bomb(encoding: str, size: int) -> bytes:
    """So many zeros, packed. Made of one packed megabyte over and over, as packing ten gigabytes takes a minute."""
    megabytes = size // MEGABYTE
    if encoding == "zstd":
        return zstd.compress(bytes(MEGABYTE)) * megabytes
    if encoding == "br":
        pack = brotli.Compressor(quality=1)
        pieces = [pack.process(bytes(MEGABYTE)) + pack.flush() for _ in range(4)]
        return b"".join(pieces[:3]) + pieces[3] * (megabytes - 3) + b"\x03"
    pack = zlib.compressobj(wbits=31 if encoding == "gzip" else 15)
    first = pack.compress(bytes(MEGABYTE)) + pack.flush(zlib.Z_FULL_FLUSH)
    more = pack.compress(bytes(MEGABYTE)) + pack.flush(zlib.Z_FULL_FLUSH)
    return first + more * (megabytes - 1)


def one_article(route: Route, reason: str) -> Case:
    """A portal whose feed lists a hostile article and an ordinary one, which is stored."""
    return Case({ARTICLE: route}, reasons={reason: 1}, stored=1)


def odd_page(body: bytes | str, *headers: str) -> Case:
    """A portal with an article that is odd, but can be read."""
    return Case({ARTICLE: answer(body, *headers)}, stored=2)


def of_feed(route: Route, reasons: dict[str, int] | None = None, stored: int = 0) -> Case:
    return Case({"/rss": route}, reasons=reasons or {}, stored=stored)


def of_sitemap(route: Route, reasons: dict[str, int] | None = None) -> Case:
    return Case({"/sitemap.xml": route}, {"sitemaps": "(BASE + '/sitemap.xml',)"}, reasons or {})


def of_index(route: Route, reasons: dict[str, int] | None = None) -> Case:
    return Case({"/indeks": route}, {"indexes": "(Index(url=BASE + '/indeks', links='a'),)"}, reasons or {})


def of_robots(route: Route, reasons: dict[str, int] | None = None, stored: int = 0) -> Case:
    return Case({"/robots.txt": route}, reasons=reasons or {}, stored=stored)
