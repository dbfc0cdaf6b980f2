from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from crawler.discovery import Link
from crawler.discovery.indexes import index_links
from crawler.discovery.walks import EMPTY_DAYS, FAILED_DAYS, MOST_PAGES, MOST_PAGES_WITHOUT_DATES, IndexWalk
from crawler.discovery.window import Window
from crawler.portal import Index

JAKARTA = ZoneInfo("Asia/Jakarta")
NOW = datetime(2026, 3, 4, 12, tzinfo=JAKARTA)
DAY = timedelta(days=1)
URL = "https://www.contoh.example/indeks/2"
PAGE = """<html><body><div class="l"><h2><a href="/1">Satu</a></h2><span class="t" x="1772595000">{0}</span></div>
<div class="l"><h2><a href="2.html"> Dua\n kata </a></h2><span class="t" x="1772598600">{1}</span></div>
<div class="l"><h2><a href="#">Atas</a></h2></div></body></html>"""


def links(body: str, **how: str) -> list[Link]:
    return index_links(body.encode(), URL, Index(url=URL, **{"links": "h2 a", **how}), zone=JAKARTA, now=NOW)


def test_links_are_absolute_and_titled():
    found = links(PAGE)
    assert [(x.url, x.title) for x in found[:2]] == [
        ("https://www.contoh.example/1", "Satu"),
        ("https://www.contoh.example/indeks/2.html", "Dua kata"),
    ]
    assert {x.way for x in found} == {"category"}


@pytest.mark.parametrize("selector", [".l", "h2", "h2 a::attr(href)", "//h2/a", "//h2/a/@href"])
def test_a_selector_may_take_the_link_its_box_or_its_address(selector):
    assert [x.url for x in links(PAGE, links=selector)][:2] == [
        "https://www.contoh.example/1",
        "https://www.contoh.example/indeks/2.html",
    ]


def test_base_element_counts():
    found = links('<html><head><base href="https://b.example/x/"></head><body><h2><a href="1">A</a></h2></body></html>')
    assert [x.url for x in found] == ["https://b.example/x/1"]


@pytest.mark.parametrize(
    ("dates", "written", "expected"),
    [
        (".t", ("Rabu, 04 Maret 2026 10:30 WIB", "3 Mar 2026 09:00"), (NOW - DAY / 16, NOW - DAY - DAY / 8)),
        (".t", ("90 menit yang lalu", "2 jam yang lalu"), (NOW - DAY / 16, NOW - DAY / 12)),
        (".t::attr(x)", ("", ""), (NOW - DAY / 16, NOW - DAY / 48)),
    ],
)  # fmt: skip
def test_dates_beside_the_links(dates, written, expected):
    found = links(PAGE.format(*written), links=".l:has(.t) h2 a", dates=dates)
    assert tuple(x.published_at for x in found) == expected


def test_dates_that_do_not_pair_up_are_left_alone():
    assert {x.published_at for x in links(PAGE.format("4 Maret 2026", "3 Maret 2026"), dates=".t")} == {None}


@pytest.mark.parametrize("body", ["", "tidak ada", "<html></html>", "\0\0"])
def test_no_page_no_links(body):
    assert links(body) == []


def walked(
    index: Index, window: Window, answer: Callable[[str], list[Link] | None], most: int = 1000, **how: Any
) -> list[str]:
    """The pages that a walk asks for, without `https://a/`."""
    walk, asked, sent = IndexWalk(index, window, JAKARTA, **how), [], None
    for _ in range(most):
        if not (url := walk.step(sent)):
            break
        asked.append(url.removeprefix("https://a/"))
        sent = answer(asked[-1])
    return asked


def link(name: str, published: datetime | None = None) -> Link:
    return Link(name, "index", "", published)


DATED = Index(url="https://a/{date:%d}/{page}", links="a")
UNDATED = Index(url="https://a/{page}", links="a")


def two_pages(url: str) -> list[Link]:
    day, page = url.split("/")
    return [link(url)] if page in "12" else [link(f"{day}/2")]


def test_a_dated_index_is_read_back_day_by_day_until_a_page_brings_nothing_new():
    window = Window(NOW, NOW - 2 * DAY)
    assert walked(DATED, window, two_pages) == ["04/1", "04/2", "04/3", "03/1", "03/2", "03/3", "02/1", "02/2", "02/3"]


def test_until_is_where_it_begins_and_its_own_first_moment_is_left_out():
    until = datetime(2026, 3, 3, tzinfo=JAKARTA)
    assert walked(DATED, Window(NOW, until - DAY, until), lambda _: None) == ["02/1"]
    assert walked(DATED, Window(NOW, NOW - DAY / 4, NOW + 99 * DAY), lambda _: None) == ["04/1"]


def test_days_are_those_of_the_portal():
    index = Index(url="https://a/{date:%d}", links="a")
    late = datetime(2026, 3, 3, 23, 30, tzinfo=JAKARTA).astimezone(ZoneInfo("UTC"))
    assert walked(index, Window(NOW, late), lambda url: [link(url)]) == ["04", "03"]


@pytest.mark.parametrize(("bad", "most"), [(None, FAILED_DAYS), ([], EMPTY_DAYS)])
def test_days_in_a_row_without_articles_end_a_walk_but_fewer_do_not(bad, most):
    newest = 3 * [two_pages] + (most - 1) * [lambda _: bad] + [two_pages] + 99 * [lambda _: bad]

    def answer(url: str) -> list[Link] | None:
        days.setdefault(url[:2], newest[len(days)] if url[:2] not in days else None)
        return days[url[:2]](url)

    days: dict[str, Callable[[str], list[Link] | None]] = {}
    walked(Index(url="https://a/{date:%j}/{page}", links="a"), Window(NOW, NOW - 300 * DAY), lambda u: answer(u[1:]))
    assert len(days) == 3 + (most - 1) + 1 + most


def test_an_index_that_gives_every_day_the_same_ends():
    assert len(walked(DATED, Window(NOW, NOW - 300 * DAY), lambda _: [link("same")])) == 2 + EMPTY_DAYS


def test_an_undated_index_ends_where_everything_is_too_old():
    def answer(url: str) -> list[Link]:
        page = int(url)
        return [link(f"{page}", NOW - page * DAY), link(f"pinned-{page}", NOW - 900 * DAY)]

    assert walked(UNDATED, Window(NOW, NOW - 3 * DAY), lambda u: answer(u)[:1]) == ["1", "2", "3", "4"]
    assert walked(UNDATED, Window(NOW, NOW - 3 * DAY), answer)[-1] == "4"


def test_one_old_item_does_not_end_a_walk():
    def answer(url: str) -> list[Link]:
        return [link(f"stray-{url}", NOW - 900 * DAY), link(f"new-{url}", NOW)] if int(url) < 9 else []

    assert walked(UNDATED, Window(NOW, NOW - DAY), answer)[-1] == "9"


@pytest.mark.parametrize(
    ("answer", "pages"),
    [
        (lambda url: [link(url)], MOST_PAGES_WITHOUT_DATES),
        (lambda url: [link(url, NOW)], MOST_PAGES),
        (lambda _: [link("same", NOW)], 2),
        (lambda _: [], 1),
        (lambda _: None, 1),
    ],
)
def test_an_undated_index_is_bounded(answer, pages):
    assert len(walked(UNDATED, Window(NOW, NOW - DAY), answer)) == pages


@pytest.mark.parametrize("index", [DATED, UNDATED])
def test_without_since_only_the_first_page_is_read(index):
    assert len(walked(index, Window(NOW), lambda url: [link(url, NOW)])) == 1


def test_offsets():
    index = Index(url="https://a/{page}", links="a", first_page=0, page_step=50)
    assert walked(index, Window(NOW, NOW - DAY), lambda url: [link(url, NOW)], most=3) == ["0", "50", "100"]


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("https://contoh.example/cari?q={query}&p={page}", "https://contoh.example/cari?q=banjir+%26+rob&p=1"),
        ("https://contoh.example/cari/{query}/{page}", "https://contoh.example/cari/banjir%20%26%20rob/1"),
    ],
)
def test_words_are_written_as_the_place_in_the_address_asks(url: str, asked: str):
    walk = IndexWalk(Index(url=url, links="a"), Window(NOW), JAKARTA, query="banjir & rob")
    assert walk.step(None) == asked
