"""A hostile web: one crawl of every hostile portal there is, beside a healthy one. It ends, and is bounded."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path
from typing import Any

import pytest
from hostile_cases import ENDLESS, GROUPS, LIMIT
from hostile_site import Case, answer, head, one_article, serving_hostile, slowly
from news_site import environment, kliping, listing, serving, write_portal

from crawler.discovery.walks import MOST_PAGES
from crawler.errors import ExitCode

HEALTHY, HEALTHY_ARTICLES = "sehat", 10
MOST_MEGABYTES = 400
# the command itself; what it took at most is written when it ends, as the last thing it does
MEASURED = [
    sys.executable,
    "-c",
    "import atexit, pathlib, sys\n"
    "path = sys.argv.pop(1)\n"
    "atexit.register(lambda: pathlib.Path(path).write_text(pathlib.Path('/proc/self/status').read_text()))\n"
    "from crawler.cli import main; main()",
]


@dataclass
class Crawl:
    """How a crawl of hostile portals and the healthy one ended."""

    code: int
    out: str
    err: str
    log: str
    seconds: float
    megabytes: int
    db: Path

    def counts(self, portal: str) -> dict[str, Any]:
        return json.loads(self.out)["portals"][portal]

    def rows(self, sql: str, *values: Any) -> list[Any]:
        with closing(sqlite3.connect(self.db)) as connection:
            return connection.execute(sql, values).fetchall()


def crawl_beside_a_healthy_portal(hostile: dict[str, Case], folder: Path, *options: object) -> Crawl:
    portals, db, status = folder / "portals", folder / "news.db", folder / "status"
    with (
        serving() as healthy,
        serving_hostile(hostile, write_portal(portals, healthy, HEALTHY, feeds="(BASE + '/rss',)")),
    ):
        healthy.add_feed("/rss", [(healthy.add_article(n), None) for n in range(HEALTHY_ARTICLES)])
        started = time.monotonic()
        done = subprocess.run(
            [*MEASURED, str(status), "crawl", HEALTHY, *hostile, "--db", str(db), "--json", *map(str, options)],
            env=environment(portals),
            capture_output=True,
            timeout=600,
            check=False,
        )
        seconds = time.monotonic() - started
    peak = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    log = db.with_name(f"{db.name}.log").read_text()
    return Crawl(
        done.returncode, done.stdout.decode(), done.stderr.decode(), log, seconds, int(peak.split()[1]) // 1024, db
    )


def assert_survived(crawl: Crawl, hostile: dict[str, Case]) -> None:
    """The healthy portal is whole, each hostile one is told as it is, and nothing took more than it may."""
    told = {name: crawl.counts(name) for name in hostile}
    assert {name: counts for name, counts in told.items() if not hostile[name].is_told(counts)} == {}
    assert crawl.counts(HEALTHY)["new"] == HEALTHY_ARTICLES
    assert crawl.counts(HEALTHY)["state"] == "ok"
    states = {counts["state"] for counts in told.values()}
    assert crawl.code == (ExitCode.OK if states == {"ok"} else ExitCode.PARTIAL)
    assert "Traceback" not in crawl.log + crawl.err + crawl.out
    assert crawl.megabytes < MOST_MEGABYTES


@pytest.fixture(scope="module")
def hostile() -> dict[str, Case]:
    return {name: case for group in GROUPS.values() for name, case in group(False).items()}


@pytest.fixture(scope="module")
def crawl(hostile: dict[str, Case], tmp_path_factory: pytest.TempPathFactory) -> Crawl:
    return crawl_beside_a_healthy_portal(hostile, tmp_path_factory.mktemp("hostile"), "--timeout", 6, "--limit", LIMIT)


def test_a_crawl_survives_every_hostile_portal_at_once(crawl: Crawl, hostile: dict[str, Case]) -> None:
    assert_survived(crawl, hostile)
    assert crawl.seconds < 60


def test_titles_of_the_web_are_harmless_on_a_terminal(crawl: Crawl) -> None:
    [(number, portal)] = crawl.rows("SELECT id, portal FROM articles WHERE title LIKE 'Harga%'")
    assert portal == "text_title"
    for command in (("search", "harga"), ("show", number), ("search", "harga", "--json"), ("show", number, "--json")):
        shown = kliping(*command, "--db", crawl.db).out
        assert "Harga <b>Jagung</b>" in shown
        assert all(each.isprintable() for each in shown.splitlines())


@pytest.mark.soak
def test_many_large_answers_at_once_are_held_within_a_budget(tmp_path: Path) -> None:
    """Each of 100 portals sends 4.9 MB of a page and then stalls; all of it would be held until they time out."""
    large = one_article(
        lambda _: chain([head("Content-Length: 5000000"), bytes(4_900_000)], slowly(b"x" * 99)), ENDLESS
    )
    hostile = {f"besar_{number}": large for number in range(100)}
    crawl = crawl_beside_a_healthy_portal(hostile, tmp_path, "--timeout", 8)
    assert_survived(crawl, hostile)


@pytest.mark.soak
def test_an_archive_that_brings_new_links_on_every_page_of_every_day_ends(tmp_path: Path) -> None:
    pages = count()

    def page(path: str) -> Iterable[bytes]:
        number = next(pages)
        return answer(listing([f"/berita/{number * 3 + n}/x" for n in range(3)]))(path)

    facts = {"indexes": "(Index(url=BASE + '/arsip/{date:%Y-%m-%d}?p={page}', links='a'),)"}
    with serving_hostile({"jebakan": Case({"/arsip*": page}, facts)}, tmp_path):
        result = kliping("discover", "jebakan", "--since", "1d", "--json", portals=tmp_path)
    assert result.code == ExitCode.OK
    assert next(pages) == 2 * MOST_PAGES
    assert len(result.out.splitlines()) == 3 * 2 * MOST_PAGES


@pytest.mark.soak
@pytest.mark.parametrize("kind", GROUPS)
def test_a_crawl_survives_hostile_portals_at_full_size(kind: str, tmp_path: Path) -> None:
    hostile = GROUPS[kind](True)
    crawl = crawl_beside_a_healthy_portal(hostile, tmp_path, "--timeout", 10, "--limit", LIMIT)
    assert_survived(crawl, hostile)
