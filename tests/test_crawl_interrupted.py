"""A crawl that is killed or interrupted keeps what it has and goes on where it was."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

from news_site import (
    COMMAND,
    NOON,
    Site,
    environment,
    names,
    stored,
    until,
    write_portal,
)

from crawler.errors import ExitCode


def start(site: Site, folder: Path, articles: int) -> tuple[Callable[[], subprocess.Popen[bytes]], Path]:
    """What starts a crawl of so many slow articles, and its database."""
    site.add_feed("/rss", [(site.add_article(n, wait=0.07), NOON) for n in range(articles)])
    portals = write_portal(folder / "p", site, feeds='(BASE + "/rss",)')
    db = folder / "a.db"
    args = [*COMMAND, "crawl", "uji", "--db", str(db)]
    return lambda: subprocess.Popen(args, env=environment(portals), stderr=subprocess.PIPE), db


def test_killed_in_the_middle_it_goes_on_where_it_was(site, tmp_path):
    run, db = start(site, tmp_path, 70)
    first = run()
    until(lambda: len(site.asked) >= 62)
    first.kill()
    first.wait()
    before = stored(db)
    assert 0 < len(before) < 70
    site.asked.clear()
    assert run().wait(30) == ExitCode.OK
    assert stored(db) == names(*range(70))
    assert before.isdisjoint(path.rpartition("/")[2] for path in site.paths())


def test_interrupted_it_stops_soon_and_keeps_what_it_has(site, tmp_path):
    run, db = start(site, tmp_path, 200)
    crawl = run()
    until(lambda: len(site.asked) >= 20)
    os.kill(crawl.pid, signal.SIGINT)
    assert crawl.wait(5) == 130
    assert len(stored(db)) >= 15
    assert b"Traceback" not in crawl.stderr.read()
