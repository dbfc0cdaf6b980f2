"""Loopback hosts that serve invented news pages as large and as crowded as real ones, from a process of their own.

A page has the structure that makes real ones slow to read: scripts, styles, JSON-LD, menus, boxes of related
articles, "Baca juga" among the paragraphs; and 2.7 kB of Indonesian text that no other page has.
"""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import random
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path

PAGE_BYTES = 110_000
TEXT_CHARACTERS = 2_700
PER_SITEMAP = 250
NEWEST = datetime.now(UTC).replace(microsecond=0) - timedelta(days=3)
_TAILS = 40
_CARDS = 84
_LINKS = 120
_WORDS = (
    "warga desa kampung pasar jalan sungai jembatan sekolah guru siswa petani sawah padi panen harga beras pemerintah "
    "daerah bupati camat dinas kepala anggaran rapat keputusan rencana program bantuan keluarga rumah banjir hujan "
    "cuaca angin laut nelayan kapal pelabuhan kereta stasiun terminal angkutan sopir penumpang kecelakaan polisi "
    "petugas laporan penyelidikan saksi korban rumah sakit dokter perawat obat vaksin kesehatan lingkungan hutan "
    "kebakaran sampah limbah air bersih listrik gardu jaringan internet telepon aplikasi perusahaan pekerja buruh "
    "upah pabrik produksi ekspor impor pajak bank kredit tabungan usaha kecil koperasi pedagang pembeli festival "
    "budaya tari musik pertandingan pemain pelatih gol stadion penonton kejuaraan medali atlet latihan"
).split()
_COMMON = "yang dan di dengan untuk dari dalam tidak akan pada itu bahwa karena juga telah oleh sebagai".split()
_NAMES = "Budi Siti Agus Dewi Eko Rina Joko Wati Hadi Lestari Santoso Wibowo Pratama Utami Nugroho Saputra".split()


@dataclass(frozen=True)
class NewsHosts:
    """`hosts` (127.0.0.1 and on) listen at `port`, with `articles` each."""

    hosts: tuple[str, ...]
    port: int
    articles: int

    def urls(self) -> Iterator[str]:
        """Every article's URL, one of each host in turn."""
        for number in range(self.articles):
            for host in self.hosts:
                yield f"http://{host}:{self.port}{path_of(number)}"

    def write_portals(self, folder: Path) -> None:
        """A portal file for each host, for KLIPING_PORTALS."""
        folder.mkdir(parents=True, exist_ok=True)
        for number, host in enumerate(self.hosts, 1):
            text = _PORTAL.format(number=number, host=host, port=self.port)
            (folder / f"kabar{number}.py").write_text(text)


@contextmanager
def serving(hosts: int, articles: int) -> Iterator[NewsHosts]:
    """The hosts, in a process of their own until the end of the block."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    addresses = tuple(f"127.0.0.{number}" for number in range(1, hosts + 1))
    server = context.Process(target=_serve, args=(addresses, articles, theirs), daemon=True)
    server.start()
    try:
        yield NewsHosts(addresses, ours.recv(), articles)
    finally:
        server.terminate()
        server.join()


def path_of(number: int) -> str:
    return f"/read/{100_000 + number}/warga-desa-panen-padi-di-sawah-{number}"


def published(number: int) -> datetime:
    return NEWEST - timedelta(minutes=7 * number)


class Site:
    """The pages of one host: what they share, and the two pieces that each has of its own, kept ready."""

    def __init__(self, host: str, port: int, articles: int) -> None:
        chance = random.Random(host)
        self.base, self.articles = f"http://{host}:{port}", articles
        self._own = [_article(self.base, number) for number in range(articles)]
        self._middle = _menus(chance)
        self._tails = [_related(chance) for _ in range(_TAILS)]
        fixed = sum(map(len, (*self._own[0], self._middle, self._tails[0])))
        self._head = _scripts(chance, PAGE_BYTES - fixed)

    def answer(self, path: str) -> tuple[str, bytes]:
        """Content type and body of what stands at a path."""
        if path.startswith("/read/"):
            number = int(path.split("/")[2]) - 100_000
            head, body = self._own[number]
            return "text/html; charset=utf-8", b"".join(
                (head, self._head, self._middle, body, self._tails[number % _TAILS])
            )
        if path == "/robots.txt":
            return "text/plain", b"User-agent: *\nDisallow: /search\nDisallow: /*?komentar\n"
        return "application/xml", self._sitemap(path)

    def _sitemap(self, path: str) -> bytes:
        name = path.removeprefix("/sitemap").removesuffix(".xml").lstrip("-")
        if not name:
            starts = range(0, self.articles, PER_SITEMAP)
            return _sitemap("sitemapindex", "sitemap", [(f"{self.base}/sitemap-{n}.xml", published(n)) for n in starts])
        numbers = range(int(name), min(int(name) + PER_SITEMAP, self.articles))
        return _sitemap("urlset", "url", [(self.base + path_of(n), published(n)) for n in numbers])


class _Protocol(asyncio.Protocol):
    """HTTP/1.1 with connections that stay open; a request fits into one read or a few."""

    def __init__(self, site: Site) -> None:
        self._site, self._read = site, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4 * PAGE_BYTES)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._read += data
        while b"\r\n\r\n" in self._read:
            request, _, self._read = self._read.partition(b"\r\n\r\n")
            kind, body = self._site.answer(request.split(b" ", 2)[1].decode())
            head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
            self._transport.write(head.encode() + body)


def _serve(addresses: Sequence[str], articles: int, told: Connection) -> None:
    async def run() -> None:
        loop = asyncio.get_running_loop()
        port = 0
        for address in addresses:
            # the port that the first host was given serves all
            server = await loop.create_server(asyncio.Protocol, address, port)
            port = server.sockets[0].getsockname()[1]
            server.close()
            await server.wait_closed()
            site = Site(address, port, articles)
            await loop.create_server(lambda site=site: _Protocol(site), address, port)
        told.send(port)
        await asyncio.Event().wait()

    asyncio.run(run())


def _sitemap(root: str, entry: str, links: Sequence[tuple[str, datetime]]) -> bytes:
    rows = "".join(f"<{entry}><loc>{url}</loc><lastmod>{when.isoformat()}</lastmod></{entry}>\n" for url, when in links)
    return (
        f'<?xml version="1.0"?>\n<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</{root}>'.encode()
    )


def _sentence(chance: random.Random) -> str:
    words = chance.choices(_WORDS, k=chance.randint(7, 13))
    for place in range(2, len(words), 3):
        words[place] = chance.choice(_COMMON)
    sentence = " ".join(words).capitalize()
    if chance.random() < 0.2:
        return f'"{sentence}," kata {chance.choice(_NAMES)} {chance.choice(_NAMES)}.'
    return f"{sentence}."


def _article(base: str, number: int) -> tuple[bytes, bytes]:
    """Head and body of an article that are its own."""
    chance = random.Random(f"{base}{number}")
    title = " ".join(chance.choices(_WORDS, k=8)).title() + f" {number}"
    author, editor = (f"{chance.choice(_NAMES)} {chance.choice(_NAMES)}" for _ in range(2))
    when, url = published(number), base + path_of(number)
    paragraphs: list[str] = []
    while sum(map(len, paragraphs)) < TEXT_CHARACTERS:
        paragraphs.append(" ".join(_sentence(chance) for _ in range(chance.randint(2, 3))))
    facts = {"title": title, "author": author, "editor": editor, "url": url, "summary": paragraphs[0][:140]}
    data = {
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": title, "url": url,
        "datePublished": when.isoformat(), "dateModified": when.isoformat(), "description": facts["summary"],
        "author": {"@type": "Person", "name": author}, "publisher": {"@type": "Organization", "name": "Kabar"},
        "image": {"@type": "ImageObject", "url": f"{base}/foto/{number}.jpg", "width": 1200, "height": 675},
    }  # fmt: skip
    printed = (when + timedelta(hours=7)).strftime("%d/%m/%Y, %H:%M WIB")
    text = "".join(
        f"<p>{'<strong>DESA MAJU, Kabar -</strong> ' if n == 0 else ''}{paragraph}</p>\n" + _BOX * (n % 4 == 2)
        for n, paragraph in enumerate(paragraphs)
    )
    head = _HEAD.format(**facts, data=json.dumps(data), iso=when.isoformat(), number=number, base=base)
    tags = "".join(f'<li class="tag__item"><a href="/tag/{word}">{word}</a></li>' for word in chance.sample(_WORDS, 5))
    body = _BODY.format(**facts, text=text, printed=printed, tags=tags, number=number)
    return head.encode(), body.encode()


def _menus(chance: random.Random) -> bytes:
    items = "".join(
        f'<li class="nav__item nav__item--{n}"><a class="nav__link" href="/kanal/{word}">{word.title()}</a></li>\n'
        for n, word in enumerate(chance.choices(_WORDS, k=_LINKS))
    )
    return f'<header class="header"><nav class="nav"><ul class="nav__wrap">{items}</ul></nav></header>'.encode()


def _related(chance: random.Random) -> bytes:
    cards = "".join(
        _CARD.format(number=chance.randint(1, 10**6), title=" ".join(chance.choices(_WORDS, k=9)).title(), n=n)
        for n in range(_CARDS)
    )
    footer = "".join(f'<li><a href="/{word}">{word.title()}</a></li>' for word in chance.choices(_WORDS, k=40))
    return f'<aside class="sidebar">{cards}</aside><footer><ul>{footer}</ul></footer></body></html>'.encode()


def _scripts(chance: random.Random, length: int) -> bytes:
    """Scripts and styles that bring a page to its length; ends the head."""
    written: list[str] = []
    while (missing := length - sum(map(len, written))) > 400:
        name, other = chance.choice(_WORDS), chance.choice(_WORDS)
        lines = "".join(
            f"  {name}{n}: ['{other}-{chance.randint(1, 10**6)}', {n}],\n" for n in range(missing // 900 + 4)
        )
        written.append(f"<script>window.{name} = window.{name} || {{\n{lines}}};</script>\n")
        written.append(f"<style>.{name}__{other} {{ display: flex; margin: 0 {chance.randint(1, 40)}px; }}</style>\n")
    return ("".join(written) + "</head><body>").encode()


_HEAD = """<!doctype html><html lang="id"><head><meta charset="utf-8"><title>{title} - Kabar</title>
<link rel="canonical" href="{url}"><meta name="description" content="{summary}">
<meta property="og:title" content="{title}"><meta property="og:type" content="article">
<meta property="og:url" content="{url}"><meta property="og:image" content="{base}/foto/{number}.jpg">
<meta property="og:site_name" content="Kabar"><meta name="author" content="{author}">
<meta property="article:published_time" content="{iso}"><meta name="keywords" content="desa, panen, padi">
<script type="application/ld+json">{data}</script>
"""
_BODY = """<main class="container"><div class="row"><div class="col-left">
<ul class="breadcrumb"><li><a href="/">Beranda</a></li>
<li><a class="breadcrumb__link" href="/daerah">Daerah</a></li></ul>
<h1 class="read__title">{title}</h1>
<div class="read__header"><div class="read__time">Kabar, {printed}</div>
<div class="read__credit"><div class="credit__author">Penulis: <a href="/p/{number}">{author}</a></div>
<div class="credit__editor">Editor: <a href="/e/{number}">{editor}</a></div></div></div>
<figure class="photo"><img class="photo__img" src="/foto/{number}.jpg" alt="{title}">
<figcaption class="photo__caption">Suasana panen di desa, Rabu (Foto: Kabar/{author})</figcaption></figure>
<div class="read__content"><div class="ads__slot" id="div-gpt-ad-{number}"><script>show({number});</script></div>
{text}<p>Ikuti berita terbaru Kabar di Google News.</p></div>
<ul class="tag__list">{tags}</ul></div></div></main>
"""
_BOX = """<div class="read__also"><strong>Baca juga:
<a href="/read/7/x" data-track="baca juga">Warga Desa Panen</a></strong></div>
<p><strong>Baca juga: <a href="/read/8/x">Harga Padi Naik Lagi di Pasar</a></strong></p>
"""
_CARD = """<div class="card card--{n}">
  <a class="card__link" href="/read/{number}/x" data-action="Kartu {n}" title="{title}">
    <div class="card__img"><img class="lazyload" data-src="/foto/{number}.jpg?w=200&amp;q=80" alt="{title}"></div>
    <h3 class="card__title">{title}</h3>
  </a>
  <div class="card__meta"><span class="card__date">{n} jam yang lalu</span> <span>Daerah</span></div>
</div>
"""
_PORTAL = """from crawler.portal import Portal, Selectors

PORTAL = Portal(
    name="kabar{number}", title="Kabar", domains=("{host}",), sitemaps=("http://{host}:{port}/sitemap.xml",),
    article_url=(r"/read/(?P<id>\\d+)/",),
    select=Selectors(
        title=("h1.read__title", "div.judul h1"), body=("div.read__content", "div#isi"),
        date=("div.read__time", "span.tanggal"), authors=("div.credit__author a", ".penulis"),
        section=("a.breadcrumb__link",), tags=("ul.tag__list a",),
        image=("img.photo__img", "figure.lama img"), caption=("figcaption.photo__caption",),
    ),
    drop=("div.read__also", "div.ads__slot"), boilerplate=(r"^Ikuti berita terbaru",),
)
"""
