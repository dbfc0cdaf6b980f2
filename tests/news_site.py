"""A small news site on 127.0.0.1 for the tests, with invented articles, and the command run against it."""

from __future__ import annotations

import gzip
import json
import os
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
WIB = timezone(timedelta(hours=7))
NOON = datetime(2026, 3, 4, 12, 0, tzinfo=WIB)
ARTICLE_RULE = r"/berita/(?P<id>\d+)/"
VALIDATORS = (("ETag", "If-None-Match"), ("Last-Modified", "If-Modified-Since"))


@dataclass
class Answer:
    body: bytes = b""
    status: int = 200
    content_type: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)
    wait: float = 0.0


Route = Answer | Callable[[], Answer]


@dataclass
class Site:
    """`routes` by path with query; what is not there is 404, robots.txt allows all. `asked`: (time, path), in order."""

    port: int
    routes: dict[str, Route] = field(default_factory=dict)
    asked: list[tuple[float, str]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    unchanged: list[str] = field(default_factory=list)
    """The paths that were answered with 304."""

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        return [path for _, path in self.asked]

    def add(self, path: str, body: str | bytes, **how: Any) -> None:
        self.routes[path] = Answer(body.encode() if isinstance(body, str) else body, **how)

    def add_article(self, number: int, published: datetime = NOON, *, wait: float = 0.0) -> str:
        """An article at /berita/NUMBER/…; its URL."""
        path = f"/berita/{number}/warga-kampung-{number}"
        self.add(path, article_page(f"Warga Kampung {number} Panen Jagung", story(number), published), wait=wait)
        return self.url(path)

    def add_feed(self, path: str, links: list[tuple[str, datetime | None]], **headers: str) -> None:
        self.add(path, feed(links), content_type="application/rss+xml", headers=headers)


@contextmanager
def serving() -> Iterator[Site]:
    """A site that runs in threads of its own until the end of the block."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # else a body waits 40 ms for its head to be acknowledged
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            site.asked.append((time.monotonic(), self.path))
            site.agents.add(self.headers.get("User-Agent", ""))
            default = Answer(status=200 if self.path == "/robots.txt" else 404, body=b"")
            route = site.routes.get(self.path, default)
            answer = route() if callable(route) else route
            time.sleep(answer.wait)
            if any(answer.headers.get(k) and self.headers.get(asked) == answer.headers[k] for k, asked in VALIDATORS):
                site.unchanged.append(self.path)
                answer = Answer(status=304, headers=answer.headers)
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.content_type)
            self.send_header("Content-Length", str(len(answer.body)))
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.body)

        def handle(self) -> None:
            try:
                super().handle()
            except ConnectionError:
                return

        def log_message(self, *_: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site = Site(server.server_address[1])
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


def story(number: int, paragraphs: int = 3) -> list[str]:
    """Invented paragraphs that differ with the number."""
    return [
        f"Paragraf ke-{n} dari cerita {number}: warga memanen jagung di ladang sebelah timur sungai, lalu menjemurnya "
        f"di halaman balai desa sampai sore hari."
        for n in range(1, paragraphs + 1)
    ]


def article_page(title: str, paragraphs: list[str], published: datetime | None = NOON, extra: str = "") -> str:
    data = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": title}
    if published:
        data["datePublished"] = published.isoformat()
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    return (
        f'<!doctype html><html lang="id"><head><meta charset="utf-8"><title>{title}</title>'
        f'<script type="application/ld+json">{json.dumps(data)}</script>{extra}</head>'
        f'<body><h1>{title}</h1><div class="isi">{body}</div></body></html>'
    )


def feed(links: list[tuple[str, datetime | None]]) -> str:
    items = "".join(
        f"<item><title>Panen</title><link>{url}</link>"
        + (f"<pubDate>{when:%a, %d %b %Y %H:%M:%S %z}</pubDate>" if when else "")
        + "</item>"
        for url, when in links
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Uji</title>{items}</channel></rss>'


def listing(urls: list[str]) -> str:
    return f"<html><body><ul>{''.join(f'<li><a href={url}>Berita</a>' for url in urls)}</ul></body></html>"


def sitemap(urls: list[tuple[str, datetime | None]], root: str = "urlset", entry: str = "url") -> str:
    rows = "".join(
        f"<{entry}><loc>{url}</loc>" + (f"<lastmod>{when.isoformat()}</lastmod>" if when else "") + f"</{entry}>"
        for url, when in urls
    )
    return f'<?xml version="1.0"?><{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</{root}>'


def truncated_gzip(text: str) -> bytes:
    whole = gzip.compress((text + "<!-- " + os.urandom(3000).hex() + " -->").encode())
    return whole[: len(whole) // 2]


def write_portal(folder: Path, site: Site, name: str = "uji", host: str = "127.0.0.1", **facts: str) -> Path:
    """A portal file for the site in the folder. Values of `facts` are Python source."""
    folder.mkdir(exist_ok=True)
    given = {"article_url": f"(r'{ARTICLE_RULE}',)", **facts}
    lines = "".join(f"    {key}={value},\n" for key, value in given.items())
    (folder / f"{name}.py").write_text(
        "from crawler.portal import Index, Portal, Selectors\n\n"
        f'BASE = "{site.url("", host)}"\n'
        f'PORTAL = Portal(\n    name="{name}", title="Uji", domains=("{host}",),\n'
        f'    select=Selectors(title=("h1",), body=("div.isi",), next_page=("a.lanjut",)),\n{lines})\n'
    )
    return folder


def environment(portals: Path | None = None, delay: str | None = "0") -> dict[str, str]:
    """The environment for a command: no proxy, the test portals, loopback allowed and no waiting there."""
    env = {k: v for k, v in os.environ.items() if not k.lower().endswith("_proxy") and not k.startswith("KLIPING_")}
    env["KLIPING_ALLOW_LOOPBACK"] = "1"
    if portals:
        env["KLIPING_PORTALS"] = str(portals)
    if delay is not None:
        env["KLIPING_LOOPBACK_DELAY"] = delay
    return env


COMMAND = [sys.executable, "-c", "from crawler.cli import main; main()"]


def rows(db: Path, sql: str) -> list[Any]:
    with closing(sqlite3.connect(db)) as connection:
        return connection.execute(sql).fetchall()


def until(true: Callable[[], Any], seconds: float = 20) -> Any:
    """What the condition gives once it is true."""
    deadline = time.monotonic() + seconds
    while not (value := true()):
        assert time.monotonic() < deadline, "it never came true"
        time.sleep(0.02)
    return value


def stored(db: Path) -> set[str]:
    """The last parts of the stored articles' paths."""
    return {url.rpartition("/")[2] for (url,) in rows(db, "SELECT url FROM articles")}


def names(*numbers: int) -> set[str]:
    return {f"warga-kampung-{number}" for number in numbers}


def noted(db: Path) -> dict[str, tuple[str, str | None]]:
    """Article number -> status and reason of every URL that is remembered and not stored."""
    found = rows(db, "SELECT url, status, reason FROM urls WHERE status != 'ok'")
    return {url.split("/")[4]: (status, reason) for url, status, reason in found}


def kliping(
    *args: object, portals: Path | None = None, delay: str | None = "0", stdin: bytes = b"", timeout: float = 60
) -> Result:
    """Run the command as a user would."""
    done = subprocess.run(
        [*COMMAND, *map(str, args)],
        env=environment(portals, delay),
        input=stdin,
        capture_output=True,
        timeout=timeout,
        check=False,
    )
    return Result(done.returncode, done.stdout.decode(), done.stderr.decode())


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)
