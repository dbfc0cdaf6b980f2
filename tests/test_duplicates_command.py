"""`kliping duplicates`, and the comparing at the end of a crawl."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from news_site import NOON, Site, article_page, kliping, write_portal
from stories import STORY, article, prose

from crawler.cli import cli
from crawler.cli import duplicates as command
from crawler.cli.duplicates import lag_in_words, summary_of
from crawler.database import open_archive
from crawler.duplicates import group_new
from crawler.duplicates.stories import Copying
from crawler.errors import DatabaseError, ExitCode

OLDER = prose(2)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "news.db"
    with open_archive(path, create=True) as archive:
        archive.save(
            [
                article("antara", STORY, title="Panen Raya\x1b[2J di \u202eLadang"),
                article("okezone", STORY[:70], 0.2),
                article("viva", STORY, 50),
                article("detik", OLDER, -30, title="Air Surut"),
                article("detik-2", OLDER, -27),
                article("okezone-2", OLDER, -20),
                article("kompas", prose(3)),
            ]
        )
        group_new(archive)
    return path


def run(path: Path, *args: str) -> Result:
    return CliRunner().invoke(cli, ["duplicates", "--db", str(path), *args], catch_exceptions=False)


def test_stories_are_listed_newest_first_with_who_copied_them_when(path: Path):
    out = run(path).stdout.splitlines()
    assert out[:2] == ["Panen Raya di Ladang  [1]", "antara · Jumat, 4 Maret 2022 08.45 WIB"]
    assert [line.split() for line in out[3:5]] == [
        ["okezone", "12", "min", "100%", "[2]", "https://okezone.example/berita"],
        ["viva", "2", "days", "100%", "[3]", "https://viva.example/berita"],
    ]
    assert out[6].startswith("Air Surut")
    assert [line.split()[:3] for line in out[9:11]] == [["detik", "3", "h"], ["okezone", "10", "h"]]
    assert out[-1] == (
        "2 stories were copied 4 times; most: okezone from antara once, viva from antara once, okezone from detik once"
    )


def test_json_gives_all_that_is_known(path: Path):
    given = json.loads(run(path, "--json", "--limit", "1").stdout)
    assert given["stories"] == 2
    assert {"first_portal": "detik", "portal": "detik", "copies": 1} in given["copying"]
    (story,) = given["newest"]
    assert (story["first"]["portal"], story["first"]["published_at"]) == ("antara", "2022-03-04T08:45:00+07:00")
    assert [(copy["portal"], copy["lag_seconds"], copy["similarity"]) for copy in story["copies"]] == [
        ("okezone", 720, 1.0),
        ("viva", 180_000, 1.0),
    ]


@pytest.mark.parametrize(
    ("args", "titles"),
    [
        (["--portal", "viva"], ["Panen Raya"]),
        (["--portal", "detik"], ["Air Surut"]),
        (["--portal", "okezone"], ["Panen Raya", "Air Surut"]),
        (["--portal", "antara", "--portal", "detik"], ["Panen Raya", "Air Surut"]),
        (["--since", "2022-03-06"], ["Panen Raya"]),
        (["--until", "2022-03-03"], ["Air Surut"]),
        (["--portal", "okezone", "--since", "2022-03-04"], ["Panen Raya"]),
        (["--limit", "1"], ["Panen Raya"]),
    ],
)
def test_stories_are_chosen_by_portal_and_date(path: Path, args: list[str], titles: list[str]):
    out = run(path, *args).stdout
    assert [title for title in ("Panen Raya", "Air Surut") if title in out] == titles


def test_no_copies_is_an_answer_and_what_cannot_be_is_none(path: Path):
    none = run(path, "--portal", "kompas")
    assert (none.exit_code, none.stdout) == (0, "no story stands in two articles\n")
    for options in (("--portal", "kompass"), ("--since", "2026-02-01", "--until", "2026-01-01")):
        asked = kliping("duplicates", "--db", path, *options)
        assert (asked.code, asked.out) == (ExitCode.USAGE, "")
    missing = kliping("duplicates", "--update", "--db", path.with_name("none.db"))
    assert (missing.code, missing.out) == (ExitCode.DATABASE, "")


def test_what_was_not_compared_is_told_and_can_be(path: Path):
    with open_archive(path, create=False) as archive:
        archive.save([article("tempo", prose(3), 1)])
    said = run(path)
    assert said.stderr == "articles not compared yet: 1; compare them with: kliping duplicates --update\n"
    assert "tempo" not in said.stdout
    updated = run(path, "--update")
    assert updated.stderr == ""
    assert "tempo" in updated.stdout


def test_a_database_that_cannot_be_written_is_shown_as_it_is(path: Path, monkeypatch: pytest.MonkeyPatch):
    with open_archive(path, create=False) as archive:
        archive.save([article("tempo", prose(3), 1)])

    def refuse(*_: object, **__: object) -> int:
        raise DatabaseError("news.db is locked by another program")

    monkeypatch.setattr(command, "group_new", refuse)
    said = run(path, "--update")
    assert "not brought up to date: news.db is locked" in said.stderr
    assert said.exit_code == 0
    assert said.stdout.endswith("okezone from detik once\n")


def test_search_unique_leaves_out_copies(path: Path):
    assert len(kliping("search", "--db", path, "--json").json) == 7
    assert len(kliping("search", "--db", path, "--json", "--unique").json) == 3


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(None, "no date"), (0, "0 min"), (720, "12 min"), (7100, "118 min"), (10_800, "3 h"), (360_000, "4 days")],
)
def test_lags_in_words(seconds: int | None, words: str):
    assert lag_in_words(seconds) == words


def test_the_summary_names_who_copies_others_not_themselves():
    assert summary_of(1, [Copying("detik", "detik", 1)]) == "1 story was copied once"
    assert summary_of(1, [Copying("detik", "viva", 2)]) == "1 story was copied twice; viva from detik twice"


def publish(site: Site, number: int, text: list[str], hours: int) -> str:
    path = f"/berita/{number}/panen"
    halves = [" ".join(text[:60]), " ".join(text[60:])]
    site.add(path, article_page(f"Panen {number}", halves, NOON + timedelta(hours=hours)))
    return path


def two_portals(site: Site, folder: Path) -> Path:
    for name, host, numbers in (("asal", "127.0.0.1", (1, 2)), ("salin", "localhost", (3, 4))):
        links = [(site.url(f"/berita/{number}/panen", host), None) for number in numbers]
        site.add_feed(f"/rss-{name}", links)
        write_portal(folder, site, name, host, feeds=f'(BASE + "/rss-{name}",)')
    return folder


def test_a_crawl_finds_the_copies_among_what_it_fetched(site: Site, tmp_path: Path):
    portals, db = two_portals(site, tmp_path / "portals"), tmp_path / "news.db"
    publish(site, 1, STORY, 0)
    publish(site, 2, OLDER, 0)
    publish(site, 3, STORY, 2)
    publish(site, 4, OLDER, -1)
    assert kliping("crawl", "asal", "salin", "--db", db, portals=portals).code == ExitCode.OK
    with open_archive(db, create=False) as archive:
        found = archive.rows("SELECT portal, first_portal, lag_minutes FROM copies ORDER BY portal", {})
    assert found == [
        {"portal": "asal", "first_portal": "salin", "lag_minutes": 60},
        {"portal": "salin", "first_portal": "asal", "lag_minutes": 120},
    ]


def test_a_crawl_ends_well_where_comparing_fails(site: Site, tmp_path: Path):
    portals, db = two_portals(site, tmp_path / "portals"), tmp_path / "news.db"
    publish(site, 1, STORY, 0)
    with open_archive(db, create=True) as archive:
        archive.write("DROP TABLE signature_bands", [{}])
    crawled = kliping("crawl", "asal", "--db", db, portals=portals)
    assert (crawled.code, "Traceback" in crawled.err) == (ExitCode.OK, False)
    with open_archive(db, create=False) as archive:
        assert archive.rows("SELECT exit_code FROM runs WHERE ended IS NOT NULL", {}) == [{"exit_code": 0}]
    assert "the new articles were not compared" in db.with_name("news.db.log").read_text()
