"""Kills, full disks and cut-off files in the middle of a crawl: nothing that was committed is lost or fetched again."""

from __future__ import annotations

import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from news_site import COMMAND, NOON, Site, environment, kliping, serving, write_portal

from crawler.errors import ExitCode

# slow enough for kills to meet it
PACE = "0.04"


def publish(site: Site, folder: Path, articles: int) -> Path:
    """A site with so many articles, all in one feed; the folder of its portal."""
    urls = [site.add_article(number, NOON - timedelta(minutes=number)) for number in range(1, articles + 1)]
    site.add_feed("/rss", [(url, NOON) for url in urls])
    return write_portal(folder / "portals", site, feeds='(BASE + "/rss",)')


def start(db: Path, portals: Path, largest_file: int | None = None) -> subprocess.Popen[bytes]:
    def limit() -> None:
        if largest_file:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))

    command = [*COMMAND, "crawl", "uji", "--db", str(db)]
    return subprocess.Popen(
        command, env=environment(portals, PACE), stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=limit
    )


def stored_paths(db: Path) -> list[str]:
    if not db.exists():
        return []
    with closing(sqlite3.connect(db)) as connection:
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'articles'").fetchone():
            return []
        return [urlsplit(url).path for (url,) in connection.execute("SELECT url FROM articles")]


def is_whole(db: Path) -> bool:
    with closing(sqlite3.connect(db)) as connection:
        checks = [connection.execute(f"PRAGMA {each}").fetchall() for each in ("integrity_check", "foreign_key_check")]
        connection.execute("INSERT INTO articles_fts (articles_fts, rank) VALUES ('integrity-check', 1)")
    return checks == [[("ok",)], []]


def crawl_with_kills(site: Site, folder: Path, *, articles: int, kills: int, seed: int) -> int:
    """Crawl, kill the crawl so many times at random and go on; the kills that met a running crawl."""
    chance, db, portals, met = random.Random(seed), folder / "news.db", publish(site, folder, articles), 0
    before: set[str] = set()
    for _ in range(kills):
        asked_before = len(site.asked)
        crawl = start(db, portals)
        time.sleep(chance.uniform(1.0, 5.0))
        met += crawl.poll() is None
        crawl.kill()
        crawl.communicate()
        assert before.isdisjoint(site.paths()[asked_before:])
        after = stored_paths(db)
        assert len(after) == len(set(after))
        assert before <= set(after)
        before = set(after)
    asked_before = len(site.asked)
    assert kliping("crawl", "uji", "--db", db, portals=portals, delay=PACE, timeout=240).code == 0
    assert before.isdisjoint(site.paths()[asked_before:])
    final = stored_paths(db)
    assert len(final) == len(set(final)) == articles
    assert is_whole(db)
    return met


def test_kill_9_and_go_on(site: Site, tmp_path: Path):
    assert crawl_with_kills(site, tmp_path, articles=300, kills=2, seed=1) == 2


@pytest.mark.soak
def test_kill_9_twenty_times(site: Site, tmp_path: Path):
    met = crawl_with_kills(site, tmp_path, articles=2000, kills=20, seed=int(time.time()))
    print(f"{met} of 20 kills met a running crawl")
    assert met >= 10


def test_a_full_disk_ends_the_crawl_with_a_line_and_loses_nothing(site: Site, tmp_path: Path):
    portals, db = publish(site, tmp_path, 150), tmp_path / "news.db"
    site.routes["/rss"].body = site.routes["/rss"].body[:5_000]  # type: ignore[union-attr]
    assert kliping("crawl", "uji", "--db", db, portals=portals).code == 0
    some = set(stored_paths(db))
    publish(site, tmp_path, 150)
    crawl = start(db, portals, largest_file=db.stat().st_size + 50_000)
    _, errors = crawl.communicate(timeout=60)
    assert crawl.returncode == ExitCode.DATABASE
    last = errors.decode().strip().splitlines()[-1]
    assert last.startswith("kliping: ") and str(db) in last
    assert "Traceback" not in errors.decode()
    assert some <= set(stored_paths(db))
    assert is_whole(db)
    assert kliping("crawl", "uji", "--db", db, portals=portals).code == 0
    assert len(stored_paths(db)) == 150


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Path]]:
    """The folders of a portal and of a database with its log (WAL), as a kill in the middle of a crawl left them."""
    folder = tmp_path_factory.mktemp("killed")
    with serving() as site:
        portals, db = publish(site, folder, 200), folder / "db" / "news.db"
        crawl = start(db, portals)
        while crawl.poll() is None and len(site.asked) < 120:
            time.sleep(0.05)
        time.sleep(2.5)
        crawl.kill()
        crawl.communicate()
        yield portals, db.parent


@pytest.mark.parametrize("share", [0.0, 0.5, 0.999])
def test_a_log_cut_off_by_a_power_cut_costs_only_its_end(killed: tuple[Path, Path], tmp_path: Path, share: float):
    portals, folder = killed
    db = tmp_path / "news.db"
    shutil.copy(folder / db.name, db)
    log = (folder / f"{db.name}-wal").read_bytes()
    assert len(log) > 100_000
    db.with_name(f"{db.name}-wal").write_bytes(log[: int(len(log) * share)])
    some = set(stored_paths(db))
    done = kliping("crawl", "uji", "--db", db, portals=portals)
    assert (done.code, done.err.count("Traceback")) == (0, 0)
    assert is_whole(db)
    assert some <= set(stored_paths(db))
    assert len(stored_paths(db)) == 200
