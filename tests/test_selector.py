"""Selectors: what they match, and that the quick ways round a search never lose a match."""

from __future__ import annotations

import pytest
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
    assert selector.may_match(PLACES) or not matched


@pytest.mark.parametrize(
    ("source", "matched"),
    [("a::attr(href)", ["/x"]), (".ab::text", ["dua"]), ("//li/@id", ["i"]), ("(string(//p))", ["satu"])],
)
def test_attributes_and_texts(source: str, matched: list[str]) -> None:
    assert Selector(source).strings(PAGE) == matched == Selector(source).on(PLACES)


@pytest.mark.parametrize("source", [".nothing-here", "#nope", ".a .nope", "//*[contains(@class, 'nope')]"])
def test_a_page_without_the_classes_is_not_searched(source: str) -> None:
    assert not Selector(source).may_match(PLACES)


@pytest.mark.parametrize("source", ["div[", "//*[", "a:nonsense(x)", "..", ""])
def test_a_mistake_is_named(source: str) -> None:
    with pytest.raises(ValueError, match="selector"):
        Selector(source)
