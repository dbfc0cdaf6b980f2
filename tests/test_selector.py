"""Selectors: what they match, and that the quick ways round a search never lose a match."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from crawler.selector import Places, Selector

PAGE = html.fromstring(
    """<html><body id="top"><div class="a  b"><p class="b" itemprop="x">satu</p><span class="ab">dua</span></div>
    <ul class="a"><li class="c" id="i">tiga <a class="b c" href="/x">empat</a></li></ul></body></html>"""
)
PLACES = Places(PAGE)


@pytest.mark.parametrize(
    ("source", "matched"),
    [
        (".a", ["div", "ul"]),
        (".b", ["div", "p", "a"]),
        ("div.a.b", ["div"]),
        (".a.b", ["div"]),
        (".a > .b", ["p"]),
        (".a .c, .ab", ["span", "li", "a"]),
        ("#i .b", ["a"]),
        ("li#i", ["li"]),
        ("[itemprop=x]", ["p"]),
        ("[class*=a]", ["div", "span", "ul"]),
        (".a:first-child", ["div"]),
        ("p:not(.c)", ["p"]),
        ("//*[contains(@class, 'ab')]", ["span"]),
        ("(//a)[last()]", ["a"]),
        ("span.ab", ["span"]),
        ("p.ab", []),
        (".a > .c", ["li"]),
        (".c > .b", ["a"]),
        (".ab + .b", []),
        ("#top .c a", ["a"]),
        ("//*[contains(@class, 'a  ')]/p", ["p"]),
        ("//*[@class='c']//a", ["a"]),
        ("(//ul[@class='a']//*)[last()]", ["a"]),
        ("//*[contains(@class, 'ab') or contains(@class, 'zz')]", ["span"]),
        ("//*[contains(@class, 'a')]/*[1]", ["p", "li"]),
        ("//li[@id='i']/a", ["a"]),
        ("//p[@id='i']", []),
        ("//*[@id='i'] | //p", ["p", "li"]),
        (".ga", []),
        ("//*[contains(@class, 'zz')]", []),
    ],
)
def test_elements_in_document_order(source: str, matched: list[str]) -> None:
    selector = Selector(source)
    assert [element.tag for element in selector.elements(PAGE)] == matched
    assert selector.on(PLACES) == selector(PAGE)


@pytest.mark.parametrize(
    ("source", "matched"),
    [("a::attr(href)", ["/x"]), (".ab::text", ["dua"]), ("//li/@id", ["i"]), ("(string(//p))", ["satu"])],
)
def test_attributes_and_texts(source: str, matched: list[str]) -> None:
    assert Selector(source).strings(PAGE) == matched == Selector(source).on(PLACES)


@pytest.mark.parametrize("source", [".nothing-here", "#nope", ".a .nope", "//*[contains(@class, 'nope')]"])
def test_a_page_without_the_classes_is_not_searched(source: str) -> None:
    places = Places(PAGE)
    assert Selector("#top").on(places)
    # a search would start here
    places.root = None
    assert Selector(source).on(places) == []


@pytest.mark.parametrize("source", ["div[", "//*[", "a:nonsense(x)", "..", ""])
def test_a_mistake_is_named(source: str) -> None:
    with pytest.raises(ValueError, match="selector"):
        Selector(source)


# trees of nested elements, in which whatever selectors name stands in all orders
nested = st.recursive(
    st.just("t"),
    lambda inner: st.builds(
        '<{0} class="{1}">{2}</{0}>'.format,
        st.sampled_from(("div", "a", "h1")),
        st.sampled_from(("a", "b", "a b", "c")),
        st.lists(inner, min_size=1, max_size=3).map("".join),
    ),
    max_leaves=12,
)


@settings(max_examples=60, derandomize=True, deadline=None)
@given(nested)
def test_nested_matches_are_all_found_once(inside: str) -> None:
    root = html.fromstring(f"<html><body>{inside}</body></html>")
    for source, plain in {
        ".a .b": "//*[contains(@class, 'a')]/descendant::*[contains(@class, 'b')]",
        "div.a a, .b h1": "//div[contains(@class, 'a')]/descendant::a | //*[contains(@class, 'b')]/descendant::h1",
        ".a .b h1": "//*[contains(@class, 'a')]/descendant::*[contains(@class, 'b')]/descendant::h1",
        "//*[contains(@class, 'a')]//a": "//*[contains(@class, 'a')]/descendant::a",
        "//*[contains(@class, 'a')][1]//a": "//*[contains(@class, 'a')][position() = 1]/descendant::a",
        "(//div[contains(@class, 'b')]//a)[last()]": "(//div[contains(@class, 'b')]/descendant::a)[last()]",
    }.items():
        assert Selector(source).on(Places(root)) == root.xpath(plain)
