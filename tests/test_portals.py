"""Every portal: its data holds together, and each of its fixture pages gives exactly the article beside it.

A fixture is tests/portals/PORTAL/LAYOUT.html (invented text in the portal's real structure) with LAYOUT.json: "url" and
"fetched_at" (what extraction is given) and "article" (the fields that must come out).
"""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import datetime
from pathlib import Path

import pytest
from news_site import kliping

import crawler.portals
from crawler import article_from_html
from crawler.canonical import canonical_url
from crawler.errors import ExitCode
from crawler.extraction.page import parse_html
from crawler.portal import Portal, Selectors
from crawler.portals import GENERIC, PortalFileError, UnknownPortalError, all_portals, portal_named, portal_of

HERE = Path(__file__).parent
FIXTURES = sorted([*(HERE / "portals").glob("*/*.html"), *(HERE / "families").glob("*/*.html")])
PORTALS = sorted(all_portals())
OURS = Path(crawler.portals.__file__).parent
NO_ARTICLES = (
    "/", "/2", "/tag/banjir", "/tags/banjir", "/tag/banjir-jakarta/2", "/topik/pemilu-2024", "/topic/banjir",
    "/indeks", "/indeks/2", "/indeks?date=2026-03-04", "/index", "/index/2026/03/04", "/indeks/2026/03/04", "/search",
    "/search?q=banjir+jakarta", "/cari?q=banjir", "/penulis/siti-rahma", "/author/siti-rahma", "/rss", "/rss/nasional",
    "/feed/", "/nasional", "/nasional/", "/nasional?page=2", "/nasional/2", "/ekonomi/bisnis", "/terpopuler",
    "/berita", "/foto", "/video", "/page/2", "/about-us", "/redaksi", "/kontak", "/pedoman-media-siber", "/robots.txt",
    "/advertorial/1234567/rumah-murah-di-tepi-sungai", "/advertorial/2026/03/04/rumah-murah-di-tepi-sungai",
    "/live-score", "/livescore/liga-1", "/klasemen/liga-1", "/sitemap.xml", "/sitemap_news.xml", "/ads.txt",
)  # fmt: skip


def fixtures_of(portal: Portal) -> list[Path]:
    """The portal's own fixture pages, or those of its family."""
    own = [p for p in FIXTURES if p.parent == HERE / "portals" / portal.name]
    return own or [p for p in FIXTURES if p.parent == HERE / "families" / portal.family]


@pytest.mark.parametrize("path", FIXTURES, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_fixture_page_gives_its_article(path: Path) -> None:
    expected = json.loads(path.with_suffix(".json").read_text())
    article = article_from_html(
        path.read_bytes(), expected["url"], fetched_at=datetime.fromisoformat(expected["fetched_at"])
    )
    record = article.to_dict()
    assert article.rejected is None
    assert {name: record[name] for name in expected["article"]} == expected["article"]


@pytest.mark.parametrize("name", PORTALS)
def test_portal_has_a_fixture_for_each_layout_that_it_claims(name: str) -> None:
    portal = all_portals()[name]
    pages = fixtures_of(portal)
    assert {page.stem for page in pages} >= set(portal.layouts)
    assert bool(portal.layouts) == (portal.evidence != "facts")
    for page in pages:
        fields = json.loads(page.with_suffix(".json").read_text())["article"]
        assert {"url", "title", "text", "published_at", "authors", "editors", "section", "tags"} <= set(fields)


@pytest.mark.parametrize("name", PORTALS)
def test_portal_knows_its_own_articles_and_how_to_find_them(name: str) -> None:
    portal = all_portals()[name]
    assert portal.article_url, "without article_url every listing would be fetched as an article"
    assert portal.feeds or portal.sitemaps or portal.indexes
    assert portal.newest_evidence
    taken = [
        url
        for domain in portal.domains
        for path in NO_ARTICLES
        for url in (f"https://{domain}{path}", f"https://www.{domain}{path}")
        if portal.is_article(canonical_url(url, portal))
    ]
    assert taken == []


@pytest.mark.parametrize("name", PORTALS)
def test_selectors_of_every_field_find_something_on_a_fixture(name: str) -> None:
    """Of a family, whose members share selectors, only those of the body must."""
    portal = all_portals()[name]
    pages = [root for path in fixtures_of(portal) if (root := parse_html(path.read_bytes())) is not None]
    for page in pages if portal.before else ():
        portal.before(page)
    asked = {"body"} if portal.family else {field.name for field in fields(Selectors)}
    unused = {
        name
        for name in asked - {"paywall", "next_page"}
        if portal.select.compiled(name)
        and not any(selector(page) for selector in portal.select.compiled(name) for page in pages)
    }
    assert not portal.layouts or unused == set()


def test_a_portal_is_one_small_file_and_one_of_a_family_a_smaller_one() -> None:
    lines = {name: (OURS / f"{name}.py").read_text().count("\n") for name in PORTALS}
    assert max(lines.values()) <= 100
    sizes: dict[str, list[int]] = {}
    for name, portal in all_portals().items():
        sizes.setdefault(portal.family, []).append(lines[name])
    assert {family for family, counts in sizes.items() if family and min(counts) >= 15} == set()


@pytest.mark.parametrize("path", FIXTURES, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_fixture_belongs_to_its_portal_or_family(path: Path) -> None:
    url = json.loads(path.with_suffix(".json").read_text())["url"]
    portal = portal_of(url)
    assert portal is not None
    assert path.parent.name in (portal.name, portal.family)
    assert portal.is_article(url)
    assert portal.is_article(canonical_url(url, portal))
    assert canonical_url(canonical_url(url, portal), portal) == canonical_url(url, portal)


def test_no_domain_belongs_to_two_portals() -> None:
    domains = [d for portal in all_portals().values() for d in portal.domains]
    assert sorted(set(domains)) == sorted(domains)


def test_unknown_portal_names_the_nearest() -> None:
    with pytest.raises(UnknownPortalError, match="did you mean kompas"):
        portal_named("kompass")
    assert portal_named("generic") is GENERIC


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("PORTAL = Portal(", "SyntaxError"),
        ("X = 1", "it must hold PORTAL, a Portal with the name 'rusak'"),
        ("PORTAL = Portal(name='a', title='A', domains=())", "with the name 'rusak'"),
        ("PORTAL = Portal(nama='rusak')", "unexpected keyword argument 'nama'"),
        ("PORTAL = Portal(name='rusak', title='A', domains='a.id')", "domains must be a tuple"),
        ("PORTAL = Portal(name='rusak', title='A', domains=(), article_url=('(',))", "pattern '('"),
        ("PORTAL = Portal(name='rusak', title='A', domains=(), select=Selectors(body=('h1[',)))", "selector 'h1['"),
        ("PORTAL = Portal(name='rusak', title='A', domains=(), kinds={'foto': 'x'})", "'foto' is none of the kinds"),
        ("import tidak_ada", "No module named 'tidak_ada'"),
    ],
)
def test_a_portal_file_that_cannot_be_used_is_one_line_that_names_it(tmp_path: Path, source: str, why: str) -> None:
    (tmp_path / "rusak.py").write_text(f"from crawler.portal import Portal, Selectors\n{source}")
    with pytest.MonkeyPatch.context() as patch, pytest.raises(PortalFileError) as caught:
        patch.setenv("KLIPING_PORTALS", str(tmp_path))
        all_portals.__wrapped__()
    assert str(caught.value).startswith(f"{tmp_path / 'rusak.py'}: ")
    assert why in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "command",
    [["portals"], ["crawl", "--all"], ["discover", "--all"], ["portals", "check"], ["scrape", "http://a.invalid/"]],
)
def test_a_broken_portal_file_is_one_line_in_every_command(tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "rusak.py").write_text("PORTAL = None")
    result = kliping(*command, portals=tmp_path)
    assert (result.code, result.out, result.err.count("\n")) == (ExitCode.USAGE, "", 1)
    assert "rusak.py" in result.err
