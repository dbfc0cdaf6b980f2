"""Every portal: its data holds together, and each of its fixture pages gives exactly the article beside it.

A fixture is tests/portals/PORTAL/LAYOUT.html (invented text in the portal's real structure) with LAYOUT.json: "url" and
"fetched_at" (what extraction is given) and "article" (the fields that must come out).
"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from crawler import article_from_html
from crawler.portal import Portal
from crawler.portals import GENERIC, UnknownPortalError, all_portals, portal_named, portal_of

HERE = Path(__file__).parent
FIXTURES = sorted([*(HERE / "portals").glob("*/*.html"), *(HERE / "families").glob("*/*.html")])
PORTALS = sorted(all_portals())


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
    for domain in portal.domains:
        assert not portal.is_article(f"https://{domain}/")
        assert not portal.is_article(f"https://www.{domain}/tag/banjir")
        assert not portal.is_article(f"https://www.{domain}/indeks")


@pytest.mark.parametrize("path", FIXTURES, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_fixture_belongs_to_its_portal_or_family(path: Path) -> None:
    url = json.loads(path.with_suffix(".json").read_text())["url"]
    portal = portal_of(url)
    assert portal is not None
    assert path.parent.name in (portal.name, portal.family)
    assert portal.is_article(url)


def test_no_domain_belongs_to_two_portals() -> None:
    domains = [d for portal in all_portals().values() for d in portal.domains]
    assert sorted(set(domains)) == sorted(domains)


def test_unknown_portal_names_the_nearest() -> None:
    with pytest.raises(UnknownPortalError, match="did you mean kompas"):
        portal_named("kompass")
    assert portal_named("generic") is GENERIC
