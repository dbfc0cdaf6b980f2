from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from crawler.database import open_archive
from crawler.database.counting import counts_between, edges_of, step_for
from crawler.errors import ExitCode
from crawler.moments import WIB
from tests.archives import FULL, plain_articles
from tests.news_site import Result

NIGHT = datetime(2022, 3, 4, 17, 30, tzinfo=UTC)
"""Half past midnight in Jakarta, the next day."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Two articles of contoh on 4 March, one on 5 March, one without a date; two of detik in April."""
    path = tmp_path / "news.db"
    detik = replace(
        FULL, portal="detik", section="DAERAH", authors=["ANI WIJAYA", "Ani Wijaya"], tags=["Sungai", "SUNGAI"]
    )
    with open_archive(path, create=True) as archive:
        first, second, third, undated = plain_articles(1, 4)
        archive.save(
            [first, second, replace(third, published_at=NIGHT), replace(undated, published_at=None, section=None)]
        )
        archive.save(
            replace(
                detik,
                url=f"https://detik.example/{n}",
                article_id=f"d{n}",
                published_at=datetime(2022, 4, n, tzinfo=WIB),
            )
            for n in (1, 2)
        )
    return path


@pytest.fixture
def stats(path: Path, quick: Callable[..., Result]) -> Callable[..., Result]:
    return lambda *arguments: quick("stats", *arguments, "--db", path)


def test_by_day_counts_the_days_of_jakarta(stats):
    assert stats("--by", "day", "--json").json == [
        {"day": None, "articles": 1, "portals": {"contoh": 1}},
        {"day": "2022-03-04", "articles": 2, "portals": {"contoh": 2}},
        {"day": "2022-03-05", "articles": 1, "portals": {"contoh": 1}},
        {"day": "2022-04-01", "articles": 1, "portals": {"detik": 1}},
        {"day": "2022-04-02", "articles": 1, "portals": {"detik": 1}},
    ]


def test_by_month_as_a_table(stats):
    assert [line.split() for line in stats("--by", "month").out.splitlines() if line.strip()] == [
        ["month", "articles", "contoh", "detik"],
        ["─" * 37],
        ["no", "date", "1", "1", "·"],
        ["2022-03", "3", "3", "·"],
        ["2022-04", "2", "·", "2"],
        ["total", "6", "4", "2"],
    ]


def test_of_many_portals_the_smaller_ones_are_counted_together(path, stats):
    with open_archive(path, create=False) as archive:
        archive.save(replace(FULL, url=f"https://p{n}.example/", portal=f"p{n}", article_id=None) for n in range(9))
    head, _, *rows = [line.split() for line in stats("--by", "month").out.splitlines() if line.strip()]
    assert head == ["month", "articles", "contoh", "detik", "p0", "p1", "p2", "p3", "p4", "p5", "others"]
    assert rows[1] == ["2022-03", "12", "3", "·", "1", "1", "1", "1", "1", "1", "3"]


@pytest.mark.parametrize(
    ("group", "found"),
    [
        ("portal", [("contoh", 4), ("detik", 2)]),
        ("section", [("Daerah", 5), (None, 1)]),
        ("author", [("Ani Wijaya", 6), ("Budi", 4)]),
        ("tag", [("sungai", 6), ("banjir", 4)]),
    ],
)
def test_names_are_counted_whatever_their_case(stats, group, found):
    rows = stats("--by", group, "--json").json
    assert [((row[group] or "").lower() or None, row["articles"]) for row in rows] == [
        ((name or "").lower() or None, number) for name, number in found
    ]
    assert rows[0]["newest"].startswith("2022-03-05T00:30:00+07:00" if group == "portal" else "2022-04-02")


@pytest.mark.parametrize(
    ("chosen", "portals"),
    [
        (["--portal", "detik"], {"detik": 2}),
        (["--tag", "banjir"], {"contoh": 4}),
        (["--since", "2022-03-05"], {"contoh": 1, "detik": 2}),
        (["surut"], {"contoh": 4, "detik": 2}),
        (["gunung"], {}),
    ],
)
def test_only_what_is_chosen_is_counted(stats, chosen, portals):
    assert {row["portal"]: row["articles"] for row in stats(*chosen, "--json").json} == portals
    assert stats(*chosen).code == ExitCode.OK


def test_names_are_limited(stats):
    assert len(stats("--by", "tag", "--limit", 1, "--json").json) == 1


def test_names_cannot_steer_the_terminal(path, stats):
    with open_archive(path, create=False) as archive:
        archive.save([replace(FULL, url="https://x.example/", article_id=None, section="A\x1b[31m[bold]\nB")])
    assert "A[bold] B" in stats("--by", "section").out


@pytest.mark.parametrize(("name", "start"), [("plot.png", b"\x89PNG"), ("plot.SVG", b"<?xml")])
def test_a_picture_is_drawn(stats, tmp_path, name, start):
    done = stats("--plot", tmp_path / name)
    assert done.code == ExitCode.OK
    assert done.err == f"drew {tmp_path / name}\n"
    assert "contoh" in done.out
    assert (tmp_path / name).read_bytes().startswith(start)


def test_a_picture_that_cannot_be(stats, tmp_path):
    assert stats("--plot", tmp_path / "plot.gif").err.endswith("give --plot FILE.png or FILE.svg\n")
    done = stats("--plot", tmp_path / "plot.png", "gunung")
    assert done.code == ExitCode.NOT_FOUND
    assert not (tmp_path / "plot.png").exists()


def labels(days: float, portals: int) -> tuple[object, list[object]]:
    """The axes of a picture of so many days and portals, and the boxes of the labels of its time axis."""
    from crawler.cli._plot import picture

    first = datetime(2022, 1, 1, 3, tzinfo=WIB)
    span = (first, first + timedelta(days=days))
    step = step_for(*span)
    edges = [edge.replace(tzinfo=None) for edge in edges_of(step, *span)]
    counts = {f"portal{n}": n + 1 for n in range(portals)}
    figure = picture({edge.isoformat(): counts for edge in edges[:-1]}, step, span, {"portal0": "$Nol$ & _satu_"})
    figure.draw_without_rendering()
    (axes,) = figure.axes
    return axes, [label.get_window_extent() for label in axes.get_xticklabels() if label.get_text()]


@pytest.mark.parametrize(
    ("days", "step", "portals"),
    [
        (0, "hour", 1),
        (1, "hour", 3),
        (3, "day", 8),
        (30, "day", 9),
        (130, "day", 20),
        (200, "week", 2),
        (1461, "month", 178),
    ],
)
def test_a_picture_is_readable_for_any_span(days, step, portals):
    axes, boxes = labels(days, portals)
    assert axes.get_title(loc="left") == f"Articles per {step}"
    assert len(boxes) >= 2
    assert all(left.x1 < right.x0 for left, right in pairwise(boxes))
    names = [text.get_text() for text in axes.get_legend().get_texts()]
    assert len(names) == min(portals, 9)
    assert names[0].startswith(f"{portals - 8} other") == (portals > 8)
    edge = axes.figure.bbox.x1
    assert all(text.get_window_extent().x1 <= edge for text in axes.get_legend().get_texts())
    assert max(box.y1 for box in boxes) < axes.get_window_extent().y0


def test_counts_between_times(path):
    edges = edges_of("day", datetime(2022, 3, 3, 23, tzinfo=WIB), datetime(2022, 3, 5, 1, tzinfo=WIB))
    with open_archive(path, create=False, readonly=True) as archive:
        assert counts_between(archive, edges) == [0, 2, 1]


@pytest.mark.parametrize(
    ("step", "first", "last", "edges"),
    [
        ("hour", "2022-03-04T08:45", "2022-03-04T09:00", ["2022-03-04T00:00", "2022-03-05T00:00"]),
        ("day", "2022-02-28T08:45", "2022-03-01T09:00", ["2022-02-28T00:00", "2022-03-02T00:00"]),
        ("week", "2022-03-06T08:45", "2022-03-07T00:00", ["2022-02-28T00:00", "2022-03-14T00:00"]),
        ("month", "2021-12-31T23:59", "2022-02-01T00:00", ["2021-12-01T00:00", "2022-03-01T00:00"]),
    ],
)
def test_edges_hold_all_there_is(step, first, last, edges):
    found = edges_of(step, datetime.fromisoformat(first), datetime.fromisoformat(last))
    assert [found[0], found[-1]] == [datetime.fromisoformat(edge) for edge in edges]
    assert len(found) == {"hour": 25, "day": 3, "week": 3, "month": 4}[step]


def test_the_whole_is_counted_with_what_failed(stats):
    assert json.loads(stats("--json").out)["total"]["failed"] == 0
