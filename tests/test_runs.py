"""What runs note of themselves, and `kliping runs`."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from news_site import (
    COMMAND,
    NOON,
    Answer,
    Result,
    Site,
    article_page,
    environment,
    kliping,
    serving,
    story,
    until,
    write_portal,
)
from sqlite_utils import Database

from crawler.database import Archive, open_archive
from crawler.database.migrations import migrations
from crawler.database.migrations.m005_run_details import upgrade
from crawler.database.runs import PortalRun, begin_run, end_run, recent_runs, rules_of, run_details, save_run, state_of
from crawler.errors import ExitCode
from crawler.recording import lag_hours, length_class
from crawler.spiders.tally import COUNTS, Cause, Tally


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with open_archive(tmp_path / "news.db", create=True) as opened:
        yield opened


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Site]:
    """A database after two crawls of a site with good and bad pages, and the site as it was."""
    folder = tmp_path_factory.mktemp("runs")
    with serving() as site:
        now = datetime.now(UTC) - timedelta(hours=2)
        links = [site.add_article(number, now) for number in (1, 2, 3)]
        author = '<meta name="author" content="Sari Wulandari">'
        site.add("/berita/4/x", article_page("Panen Raya", story(4), now, author))
        site.add("/berita/6/x", "<html><head><title>Kosong</title></head><body></body></html>")
        links += [site.url(f"/berita/{number}/x") for number in (4, 5, 6)]
        site.add_feed("/rss", [(link, None) for link in links])
        site.add("/robots.txt", "# salam\nUser-agent: *\nDisallow: /admin\nSitemap: /peta.xml\n")
        site.add_feed("/kosong", [])
        portals = write_portal(folder / "p", site, feeds='(BASE + "/rss", BASE + "/hilang", BASE + "/kosong")')
        for _ in range(2):
            kliping("crawl", "uji", "--db", folder / "a.db", portals=portals)
        return folder / "a.db", site


def runs(db: Path, *args: object) -> Result:
    return kliping("runs", *args, "--db", db)


def test_runs_are_listed_newest_first(crawled):
    db, _ = crawled
    table = runs(db)
    assert table.code == ExitCode.OK
    assert [line.split()[0] for line in table.out.splitlines() if line.strip()[:1].isdigit()] == ["2", "1"]
    second, first = runs(db, "--json").json
    assert {name: first[name] for name in ("run", "state", "exit_code", "portals", "found", "new", "failed")} == {
        "run": 1, "state": "ended", "exit_code": 0, "portals": ["uji"], "found": 6, "new": 4, "failed": 1,
    }  # fmt: skip
    assert (second["run"], second["new"], second["known"]) == (2, 0, 4)
    assert [row["run"] for row in runs(db, "--limit", 1, "--json").json] == [2]
    assert [row["run"] for row in runs(db, "--portal", "uji", "--json").json] == [2, 1]


def test_no_run_of_another_portal_or_time_is_listed(crawled):
    db, _ = crawled
    for args in (("--portal", "detik"), ("--since", "2099-01-01")):
        assert runs(db, *args).code == ExitCode.NOT_FOUND
        assert runs(db, *args, "--json").json == []


def test_a_run_tells_each_portal_with_reasons_and_sources(crawled):
    db, site = crawled
    [portal] = runs(db, "show", 1, "--json").json["portals"]
    assert {(each["what"], each["reason"]): (each["count"], each["example"]) for each in portal["reasons"]} == {
        ("failed", "404"): (1, site.url("/berita/5/x")),
        ("rejected", "empty"): (1, site.url("/berita/6/x")),
        ("silent_sources", "404"): (1, site.url("/hilang")),
        ("empty_sources", "no links"): (1, site.url("/kosong")),
    }
    assert portal["fields"]["authors"] == {"missing": 3, "meta": 1}
    assert portal["fields"]["text"] == {"css:0": 4}
    assert portal["fields"]["published_at"] == {"jsonld": 4}
    asked = len([path for path in site.paths() if path != "/robots.txt"])
    both = runs(db, "--json").json
    assert sum(run["requests"] for run in both) == asked + 2
    assert portal["bytes"] > 3000
    assert 0 < portal["seconds"] < 30


def test_a_run_is_shown_for_people(crawled):
    db, site = crawled
    shown = runs(db, "show", 1).out
    assert f"failed: 1 × 404  {site.url('/berita/5/x')}" in shown
    assert "authors: 3 missing, 1 meta" in shown
    assert runs(db, "show", 7).code == ExitCode.NOT_FOUND


def test_lengths_lags_and_robots_are_kept_for_health(crawled):
    db, site = crawled
    with open_archive(db, create=False, readonly=True) as archive:
        bins = archive.rows("SELECT run, measure, bin, count FROM run_histograms ORDER BY measure, bin", {})
        [robots] = archive.rows("SELECT host, rules FROM robots", {})
    assert {"run": 1, "measure": "lag", "bin": 2, "count": 4} in bins
    assert sum(row["count"] for row in bins if row["measure"] == "length") == 4
    assert robots == {"host": f"127.0.0.1:{site.port}", "rules": "User-agent: *\nDisallow: /admin"}


def test_a_run_that_is_stopped_while_copies_are_looked_for_has_ended(tmp_path):
    program = (
        "import os, signal, crawler.crawling as c\n"
        "c.group_new = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)\n"
        "from crawler.cli import main; main()"
    )
    db = tmp_path / "a.db"
    with serving() as site:
        site.add_feed("/rss", [(site.add_article(1), None)])
        portals = write_portal(tmp_path / "p", site, feeds='(BASE + "/rss",)')
        command = [sys.executable, "-c", program, "crawl", "uji", "--db", str(db)]
        done = subprocess.run(command, env=environment(portals), capture_output=True, check=False)
    assert done.returncode < 0
    [run] = runs(db, "--json").json
    assert (run["state"], run["exit_code"], run["new"]) == ("ended", ExitCode.OK, 1)


def test_what_a_killed_run_did_is_there_and_it_is_called_broken_off(tmp_path):
    with serving() as site:
        site.add_feed("/rss", [(site.add_article(n, NOON, wait=0.1), None) for n in range(200)])
        portals, db = write_portal(tmp_path / "p", site, feeds='(BASE + "/rss",)'), tmp_path / "a.db"
        crawl = subprocess.Popen(
            [*COMMAND, "crawl", "uji", "--db", str(db)], env=environment(portals), stderr=subprocess.DEVNULL
        )
        until(lambda: len(site.asked) >= 40, 30)
        [going] = runs(db, "--json").json
        crawl.kill()
        crawl.wait()
    [killed] = runs(db, "--json").json
    assert (going["state"], killed["state"]) == ("running", "broken off")
    assert (killed["ended"], killed["found"], killed["asked"]) == (None, 200, 200)
    assert "broken off" in runs(db).out


def test_a_run_that_falls_silent_is_broken_off_wherever_it_was():
    now = datetime(2026, 3, 4, 5, 0, tzinfo=UTC)
    run = {"ended": None, "heartbeat": "2026-03-04T04:59:00Z", "process": "another-machine:1"}
    assert state_of(run, now) == "running"
    assert state_of(run, now + timedelta(minutes=2)) == "broken off"
    assert state_of({**run, "heartbeat": None, "process": None}, now) == "broken off"
    assert state_of({**run, "process": f"{os.uname().nodename}:999999999"}, now) == "broken off"


def portal_run(**values) -> PortalRun:
    counts = {**dict.fromkeys(COUNTS, 0), **values.pop("counts", {})}
    return PortalRun(**{"portal": "contoh", "state": "ok", "counts": counts, "causes": {}, **values})


def test_a_later_note_of_a_run_stands_in_place_of_the_earlier(archive):
    run = begin_run(archive, ["contoh"], since=NOON, until=None, query="banjir")
    for n in (1, 2):
        causes = {("failed", "503"): Cause(n, "https://contoh.example/1")}
        noted = portal_run(counts={"new": n}, causes=causes, fields={("title", "css:0"): n}, histograms={("lag", 0): n})
        save_run(archive, run, [noted], {})
    details = run_details(archive, run)
    assert (details["since"], details["query"], details["ended"]) == ("2026-03-04T05:00:00Z", "banjir", None)
    [portal] = details["portals"]
    assert (portal["new"], portal["reasons"][0]["count"], portal["fields"]) == (2, 2, {"title": {"css:0": 2}})
    end_run(archive, run, [noted], {"contoh.example": b""}, ExitCode.PARTIAL)
    [row] = recent_runs(archive)
    assert (row["exit_code"], row["new"], row["portal_count"]) == (3, 2, 1)
    archive.write("DELETE FROM runs WHERE id = :run", [{"run": run}])
    for table in ("run_portals", "run_reasons", "run_fields", "run_histograms"):
        assert archive.rows(f"SELECT * FROM {table}", {}) == []


def test_robots_are_kept_once_for_each_version(archive):
    run = begin_run(archive, [], since=None, until=None)
    for body in (b"Disallow: /a", b"# baru\nDisallow:   /a\n", b"Disallow: /b", b"Disallow: /a"):
        save_run(archive, run, [], {"contoh.example": body})
    assert archive.rows("SELECT rules FROM robots ORDER BY rules", {}) == [
        {"rules": "Disallow: /a"},
        {"rules": "Disallow: /b"},
    ]


def test_rules_of_a_robots_are_what_counts():
    assert rules_of(b"\xef\xbb\xbfUser-agent: *  # semua\n\n SITEMAP: /x\nDisallow: /\xff\0").endswith(
        "Disallow: /\ufffd"
    )
    assert len(rules_of(b"Disallow: /a\n" * 100_000)) == 64 * 1024


def test_lengths_and_lags_fall_into_bins():
    assert [length_class(n) for n in (0, 1, 1024, 2047, 2048)] == [0, 0, 40, 43, 44]
    lag = lambda hour: lag_hours("2026-03-04T05:00:00Z", f"2026-03-04T{hour}:00Z")  # noqa: E731
    assert [lag(hour) for hour in ("05:00", "05:59", "04:51", "04:49", "12:00")] == [0, 1, 0, -1, 7]
    assert lag_hours("2016-03-04T05:00:00Z", "2026-03-04T05:00:00Z") == 14 * 24


def test_every_count_of_the_tally_has_its_column(archive):
    columns = {column.name for column in Database(archive._connection)["run_portals"].columns}
    assert set(COUNTS) == {each.name for each in fields(Tally)} - {"causes"}
    assert set(COUNTS) <= columns


def test_counts_of_older_runs_move_into_the_tables(tmp_path):
    with sqlite3.connect(tmp_path / "old.db") as connection:
        database = Database(connection)
        for migration in [each for each in migrations.pending(database) if each.name < "m005"]:
            migration.fn(database)
        counts = {"contoh": {"found": 4, "new": 3, "failed": 1, "reasons": {"404": 1}, "state": "partial"}}
        for values in (("2026-01-01T00:00:00Z", json.dumps(counts)), ("2026-01-02T00:00:00Z", None)):
            connection.execute("INSERT INTO runs (started, portals, counts) VALUES (?, '[\"contoh\"]', ?)", values)
        upgrade(database)
        rows = connection.execute("SELECT run, portal, state, found, new, asked FROM run_portals").fetchall()
        assert rows == [(1, "contoh", "partial", 4, 3, 0)]
        assert connection.execute("SELECT what, reason, count FROM run_reasons").fetchall() == [("unknown", "404", 1)]


def test_a_bot_wall_is_a_reason_of_a_source_too(tmp_path):
    with serving() as site:
        site.routes["/rss"] = Answer(status=403)
        portals = write_portal(tmp_path / "p", site, feeds='(BASE + "/rss",)')
        result = kliping("crawl", "uji", "--db", tmp_path / "a.db", portals=portals)
    assert "kliping health" in result.err
    [portal] = runs(tmp_path / "a.db", "show", 1, "--json").json["portals"]
    assert [(each["what"], each["reason"]) for each in portal["reasons"]] == [("silent_sources", "bot wall")]
