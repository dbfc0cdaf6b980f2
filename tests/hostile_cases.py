"""The hostile cases, by kind and name: small for every test run, at full size for `make soak`."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from html import escape
from itertools import chain, count, repeat

from hostile_site import (
    ARTICLE,
    MEGABYTE,
    ORDINARY,
    Case,
    Route,
    answer,
    bomb,
    chunked,
    head,
    odd_page,
    of_feed,
    of_index,
    of_robots,
    of_sitemap,
    one_article,
    redirect,
    sent,
    slowly,
)
from news_site import article_page, feed, listing, sitemap, story

from crawler.discovery import MOST_LINKS
from crawler.spiders.reasons import TOO_MANY

LIMIT = 40
"""How many articles of each portal the crawl may ask for."""
ENDLESS = "too large|timeout"
"""Whichever comes first."""
PRIVATE = (
    "http://169.254.169.254/latest/meta-data/",
    "http://10.0.0.1/",
    "http://172.16.0.1/",
    "http://192.168.1.1/admin",
    "http://100.64.0.1/",
    "http://0.0.0.0/",
    "http://224.0.0.1/",
    "http://240.0.0.1/",
    "http://255.255.255.255/",
    "http://167772161/",
    "http://0x0a000001/",
    "http://012.1/",
    "http://[::]/",
    "http://[fe80::1]/",
    "http://[fd00::1]/",
    "http://[::ffff:10.0.0.1]/",
    "http://[64:ff9b::a00:1]/",
    "https://router/",
    "http://printer.local/",
    "http://metadata.google.internal/",
)
OTHER_SCHEMES = (
    "file:///etc/passwd",
    "ftp://127.0.0.1/x",
    "gopher://127.0.0.1:70/",
    "javascript:1",
    "data:text/html,x",
)
MALFORMED = ("http://[", "http://a.example:99999/", "http://a.example:x/")
TITLE = 'Harga <b>Jagung</b> \x1b[31mMerah\x1b]0;x\x07 \x9b2J "Naik" & \u202eTurun <img src=x onerror=alert(1)>'


def _targets(full: bool) -> dict[str, Case]:
    hops = {f"/berita/{n}/pindah": redirect(to) for n, to in enumerate((*PRIVATE, *OTHER_SCHEMES, *MALFORMED), start=9)}
    refused = {"private": len(PRIVATE), "scheme": len(OTHER_SCHEMES) + len(MALFORMED)}
    part = article_page("Jagung", story(1), extra='<link rel="next" href="/berita/1/jagung/2">')
    return {
        "targets": Case(hops, reasons=refused, stored=1),
        "target_loop": one_article(redirect(ARTICLE), "redirects"),
        "target_maze": Case(
            {ARTICLE: redirect("/p/0"), "/p/*": lambda path: redirect(f"{path}0")(path)},
            reasons={"redirects": 1},
            stored=1,
        ),
        "target_part": Case({ARTICLE: answer(part), "/berita/1/jagung/2": redirect(PRIVATE[0])}, stored=2),
        "target_feed": of_feed(redirect(PRIVATE[0]), {"private": 1}),
        "target_sitemap": of_sitemap(redirect(PRIVATE[1]), {"private": 1}),
        "target_robots": Case({"/robots.txt": redirect(PRIVATE[0])}, reasons={"private": 1}),
    }


def _bodies(full: bool) -> dict[str, Case]:
    packed = 4096 * MEGABYTE if full else 100 * MEGABYTE
    zeros = {name: bomb(name, packed) for name in ("gzip", "deflate", "br", "zstd")}
    twice = gzip.compress(bomb("gzip", 10_240 * MEGABYTE if full else packed))
    page = article_page("Jagung", story(1)).encode()
    whole = gzip.compress(page)
    badly = {
        f"/berita/{n}/rusak": answer(b"\x1f\x8bkaput" * 99, f"Content-Encoding: {name}")
        for n, name in enumerate(zeros, start=9)
    }
    bombs = {
        f"bomb_{name}": one_article(answer(body, f"Content-Encoding: {name}"), "too large")
        for name, body in zeros.items()
    }
    return {
        **bombs,
        "bomb_twice": one_article(answer(twice, "Content-Encoding: gzip, gzip"), "too large"),
        "bomb_layers": one_article(answer(whole, "Content-Encoding: " + ", ".join(["gzip"] * 500)), "too large"),
        "body_slow": one_article(lambda _: chain([head()], slowly(page)), "timeout"),
        "body_endless": one_article(lambda _: chunked(repeat(bytes(MEGABYTE))), ENDLESS),
        "body_long": one_article(sent(head("Content-Length: 1000000000000")), "too large"),
        "body_tiny_chunks": one_article(
            lambda _: chunked(chain(repeat(b"x", 20_000), repeat(bytes(MEGABYTE)))), ENDLESS
        ),
        "packed_badly": Case(badly, reasons={"truncated": 4}, stored=1),
        "packed_half": one_article(answer(whole[: len(whole) // 2], "Content-Encoding: gzip"), "truncated"),
        "drop_body": one_article(sent(head("Content-Length: 99999"), page), "truncated"),
        "drop_chunk": one_article(lambda _: chain(chunked([page]), [b"ffff\r\nx"]), "truncated"),
    }


def _heads(full: bool) -> dict[str, Case]:
    ok = b"HTTP/1.1 200 OK\r\nX: x\r\n"
    endless: dict[str, Route] = {
        "head_endless": lambda _: chain([ok], (b"X-%d: %s\r\n" % (n, b"x" * 999) for n in count())),
        "head_line": sent(ok, b"X: ", b"x" * MEGABYTE, b"\r\n\r\n"),
        "head_folded": lambda _: chain([ok], repeat(b" x\r\n" * 9999)),
        "head_many": sent(head(*(f"X-{n}: x" for n in range(50_000)))),
        "head_early": lambda _: repeat(b"HTTP/1.1 103 Early Hints\r\n\r\n" * 999),
    }
    broken: dict[str, Route] = {
        "head_dropped": sent(b"HTTP/1.1 200 OK\r\nContent-"),
        "head_none": sent(),
        "head_garbage": sent(b"\x16\x03\x01\x02\x00\x01" * 99, b"\r\n\r\n"),
        "head_length": sent(head("Content-Length: -5"), b"x"),
    }
    return {
        "head_slow": one_article(lambda _: slowly(head("Server: x" * 99)), "timeout"),
        **{name: one_article(route, "too large") for name, route in endless.items()},
        **{name: one_article(route, "connection") for name, route in broken.items()},
    }


def _texts(full: bool) -> dict[str, Case]:
    page = article_page("Warga Panen Jagung", story(1))
    line = page.replace("</p>", "kata " * ((50 if full else 6) * MEGABYTE // 5) + "</p>", 1)
    attributes = " ".join(f"a{n}" for n in range(50_000))

    def with_data(text: str) -> Case:
        return odd_page(page.replace("</head>", f'<script type="application/ld+json">{text}</script></head>'))

    return {
        "text_deep": one_article(answer(page.replace("<body>", "<body>" + "<div>" * 20_000)), "empty"),
        "text_deeper": one_article(answer("<div>" * 100_000), "too large"),
        "text_line": one_article(answer(line), "too large"),
        "text_attributes": one_article(answer(page.replace("<body>", f"<body {attributes}>")), "too large"),
        "text_broken": odd_page(page.encode().replace(b"sore", b"sor\xe9\xff\xfe\xc3\x28")),
        "text_nul": odd_page(page.replace("jagung", "ja\0gung")),
        "text_utf16": odd_page(page.encode("utf-16"), "Content-Type: text/html"),
        "text_charset": odd_page(page, "Content-Type: text/html; charset=utf-16"),
        "text_unknown": odd_page(page, "Content-Type: text/html; charset=\x01kaput"),
        "text_title": odd_page(article_page(escape(TITLE), [*story(1), escape(TITLE)])),
        "json_broken": with_data("[{" * 9000),
        "json_deep": with_data("[" * 900_000),
        "json_large": with_data(json.dumps([{"@type": "X", "n": 10**99}] * 9_000)),
        "json_blank": with_data("-->" + " " * 900_000 + "x"),
        "parts_endless": Case({f"{ARTICLE}*": _part}, stored=2),
    }


def _part(path: str) -> Iterable[bytes]:
    """Ever another part of an article, new each time."""
    number = int(path.removeprefix(ARTICLE).strip("/") or 1)
    following = f'<link rel="next" href="{ARTICLE}/{number + 1}">'
    return answer(article_page("Jagung", story(number, paragraphs=9), extra=following))(path)


def _sources(full: bool) -> dict[str, Case]:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    files = '<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y SYSTEM "http://169.254.169.254/">'
    doctype = f'<!DOCTYPE rss [<!ENTITY l0 "ha">{laughs}{files}]>'
    item = f"<item><title>&x;&y;</title><link>{ORDINARY}</link></item>"
    odd = feed([(url, None) for url in (*OTHER_SCHEMES, *MALFORMED, "/" + "x" * 300_000, ORDINARY)])
    return {
        "feed_entities": of_feed(answer(f"{doctype}<rss><channel>{item}</channel></rss>"), stored=1),
        "feed_laughs": of_feed(answer(f"{doctype}<rss><channel><title>&l11;</title>{item}</channel></rss>")),
        "feed_laughing_attribute": of_feed(answer(f'{doctype}<rss a="&l11;"><channel>{item}</channel></rss>')),
        "feed_endless": of_feed(lambda _: chunked(repeat(b"<item>" * 99_999)), {ENDLESS: 1}),
        "feed_tags": of_feed(answer("<rss>" + "<a/>" * MEGABYTE)),
        "feed_addresses": of_feed(answer(odd), stored=1),
        **_sitemaps(1_000_000 if full else 20_000, (10_240 if full else 100) * MEGABYTE),
        "index_many": of_index(answer(listing([f"/berita/{n}/x" for n in range(5_000)])), {"404": LIMIT}),
        "index_tags": of_index(answer("<a/>" * MEGABYTE)),
        "index_million": of_index(answer("<a href=/berita/1/x>" * MEGABYTE), {"too large": 1}),
    }


def _sitemaps(many: int, zeros: int) -> dict[str, Case]:
    now = datetime.now(UTC)
    full = many > MOST_LINKS

    def index(*addresses: str) -> Route:
        return answer(sitemap([(address, now) for address in addresses], "sitemapindex", "sitemap"))

    articles = sitemap([(f"/berita/{n}/x", now) for n in range(many)]).encode()
    return {
        "sitemap_itself": of_sitemap(index("/sitemap.xml", "/sitemap.xml?")),
        "sitemap_maze": Case(
            {"/sitemap*": lambda path: index(f"{path}x", f"{path}y")(path)}, {"sitemaps": "(BASE + '/sitemap.xml',)"}
        ),
        "sitemap_bomb": of_sitemap(answer(bomb("gzip", zeros)), {TOO_MANY: 1}),
        "sitemap_many": of_sitemap(
            answer(gzip.compress(articles, 1)), {"404": LIMIT, **({TOO_MANY: 1} if full else {})}
        ),
        "sitemap_lines": of_sitemap(answer("http://a.example/1\n" * many), {TOO_MANY: 1} if full else {}),
        "sitemap_children": of_sitemap(
            index(*(f"/s/{n}" for n in range(min(many, 100_000)))), {TOO_MANY: 1} if full else {}
        ),
    }


def _robots(full: bool) -> dict[str, Case]:
    groups = "\n".join(f"User-agent: a{n}" for n in range(10_000)) + "\nDisallow: /x" * 10_000
    stars = "User-agent: *\n" + "\n".join(f"Disallow: /{'*a' * 200}{n}" for n in range(900))
    packed = answer(bomb("gzip", 100 * MEGABYTE), "Content-Encoding: gzip")
    return {
        "robots_endless": of_robots(lambda _: chunked(repeat(b"#" * MEGABYTE)), {ENDLESS: 1}),
        "robots_slow": of_robots(lambda _: chain([head()], slowly(b"User-agent: *\n" * 99)), {"timeout": 1}),
        "robots_bomb": of_robots(packed, {"too large": 1}),
        "robots_groups": of_robots(answer(groups), {"too large": 1}),
        "robots_blank": of_robots(answer("\n" * 500_000), stored=1),
        "robots_stars": of_robots(answer(stars), stored=1),
        "robots_loop": of_robots(redirect("/robots.txt"), stored=1),
    }


GROUPS: dict[str, Callable[[bool], dict[str, Case]]] = {
    "targets": _targets,
    "bodies": _bodies,
    "heads": _heads,
    "texts": _texts,
    "sources": _sources,
    "robots": _robots,
}
"""What gives the cases of a kind; at full size, where the argument is true: ten gigabytes, 50 MB, a million links."""
