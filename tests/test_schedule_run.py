"""`kliping schedule run`, whole: the service as a process, its crawls against a site on 127.0.0.1."""

from __future__ import annotations

import asyncio
import itertools
import os
import random
import re
import signal
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from news_site import COMMAND, NOON, WIB, Site, environment, until, write_portal

from crawler.crawling import LARGEST_LOG
from crawler.errors import ExitCode
from crawler.scheduling.processes import run_limited
from crawler.scheduling.records import read_starts, write_starts


class Service:
    """A `schedule run` in a folder of its own; what it has logged is in `log`."""

    def __init__(self, folder: Path, site: Site, jobs: str) -> None:
        self.folder = folder
        self.database = folder / "output" / "news.db"
        self.portals = write_portal(folder / "p", site, feeds='(BASE + "/rss",)')
        (folder / "kliping.toml").write_text(jobs)
        self.command = [*COMMAND, "schedule", "run", "--config", str(folder / "kliping.toml")]
        self.environment = environment(self.portals)

    @property
    def log(self) -> str:
        return (self.folder / "log").read_text()

    @contextmanager
    def running(self) -> Iterator[subprocess.Popen[bytes]]:
        with (self.folder / "log").open("ab") as log:
            process = subprocess.Popen(self.command, env=self.environment, stderr=log)
        try:
            yield process
        finally:
            process.kill()
            process.wait()

    def crawls(self) -> list[int]:
        """The processes that crawl into the database now."""
        found = []
        for path in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                words = path.read_bytes().split(b"\0")
            except OSError:
                continue
            if b"crawl" in words and str(self.database).encode() in words:
                found.append(int(path.parent.name))
        return found

    def first_starts(self) -> list[datetime]:
        """What the service has told of each job's first start, each time that it began."""
        return [datetime.fromisoformat(at) for at in re.findall(r": first start at (\S+)", self.log)]

    def stored(self) -> int:
        with sqlite3.connect(self.database) as connection:
            return int(connection.execute("SELECT count(*) FROM articles").fetchone()[0])

    def runs(self) -> list[tuple[str, str | None]]:
        """When each crawl started and ended, as the database has it."""
        if not self.database.exists():
            return []
        with sqlite3.connect(self.database) as connection:
            return connection.execute("SELECT started, ended FROM runs ORDER BY id").fetchall()


def job(name: str, every: str = "1s", **more: str) -> str:
    keys = {"name": f'"{name}"', "portals": '["uji"]', "every": f'"{every}"', **more}
    return "[[job]]\n" + "".join(f"{key} = {value}\n" for key, value in keys.items())


def hang(site: Site, number: int, feed: str = "/rss", host: str = "127.0.0.1") -> str:
    """A feed of two articles, the second of which never comes; the path of that one."""
    site.add_article(number)
    site.add_article(number + 1, wait=60)
    paths = [f"/berita/{n}/warga-kampung-{n}" for n in (number, number + 1)]
    site.add_feed(feed, [(site.url(path, host), NOON) for path in paths])
    return paths[1]


def test_jobs_run_again_and_again_and_never_two_on_one_site(site, tmp_path):
    site.add_feed("/rss", [(site.add_article(1, wait=0.3), NOON)])
    service = Service(tmp_path, site, job("satu") + job("dua") + job("mati", enabled="false"))
    log, old_log = (service.database.with_name(f"news.db.log{more}") for more in ("", ".1"))
    log.parent.mkdir()
    log.touch()
    os.truncate(log, LARGEST_LOG + 1)
    with service.running() as process:
        until(lambda: service.log.count("ended with code 0") >= 3)
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == ExitCode.OK
    assert "satu: ended with code 0" in service.log
    assert "dua: waits for satu" in service.log
    assert "the last crawl is not done, so this start is left out" in service.log
    assert "mati" not in service.log
    assert f"kliping crawl uji --db {service.database}" in service.log
    assert all(line[:4].isdigit() and " WIB " in line for line in service.log.splitlines())
    ends = [(started, ended) for started, ended in service.runs() if ended]
    assert all(ended <= started for (_, ended), (started, _) in itertools.pairwise(ends))
    assert set(read_starts(service.database)) == {"satu", "dua"}
    assert len([path for path in site.paths() if path.startswith("/berita")]) == 1
    # the log of a year does not fill the disk
    assert old_log.stat().st_size == LARGEST_LOG + 1
    assert 0 < log.stat().st_size < 1_000_000


def test_a_hanging_crawl_ends_at_its_time_limit_or_with_the_service(site, tmp_path):
    hang(site, 1)
    never = hang(site, 11, "/rss-lain", "localhost")
    jobs = job("terbatas", "1h", time_limit='"3s"') + job("lama", "1h", portals='["lain"]')
    service = Service(tmp_path, site, jobs)
    write_portal(service.portals, site, "lain", "localhost", feeds='(BASE + "/rss-lain",)')
    with service.running() as process:
        until(lambda: "terbatas: stopped after its time limit of 3s" in service.log and never in site.paths())
        assert len(service.crawls()) == 1
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == ExitCode.OK
        assert service.crawls() == []
    assert "Traceback" not in service.log
    with sqlite3.connect(service.database) as connection:
        stored = connection.execute("SELECT url FROM articles").fetchall()
        ended = connection.execute("SELECT exit_code FROM runs WHERE portals LIKE '%lain%'").fetchall()
    assert (site.url("/berita/11/warga-kampung-11", "localhost"),) in stored
    assert ended == [(130,)]


def test_killed_it_leaves_no_crawl_and_makes_up_for_what_it_missed_once(site, tmp_path):
    never = hang(site, 1)
    service = Service(tmp_path, site, job("macet", "1h"))
    with service.running() as process:
        until(lambda: never in site.paths())
        assert len(service.crawls()) == 1
        process.kill()
        process.wait()
        until(lambda: service.crawls() == [], 2)
    site.add_feed("/rss", [(site.add_article(1), NOON)])
    # three starts were missed
    write_starts(service.database, {"macet": datetime.now(UTC) - timedelta(hours=3, minutes=5)})
    with service.running():
        until(lambda: "macet: ended with code 0" in service.log)
    assert len(service.runs()) == 2
    made_up = datetime.now(UTC)
    with service.running():
        until(lambda: len(service.first_starts()) == 3)
    assert timedelta(minutes=59) < service.first_starts()[-1] - made_up < timedelta(hours=1)
    assert len(service.runs()) == 2


def test_a_cron_job_waits_for_its_time_and_a_second_service_is_refused(site, tmp_path):
    service = Service(tmp_path, site, '[[job]]\nname = "nanti"\nportals = ["uji"]\ncron = "0 0 1 1 *"\n')
    with service.running() as process:
        until(service.first_starts)
        second = subprocess.run(service.command, env=service.environment, capture_output=True, timeout=20, check=False)
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == ExitCode.OK
    assert second.returncode == ExitCode.FAILED
    assert second.stderr.decode() == (
        f"kliping: a schedule runs on {service.database} already (process {process.pid}); stop that one first\n"
    )
    assert service.first_starts()[0].astimezone(WIB).strftime("%m-%d %H:%M") == "01-01 00:00"
    assert service.runs() == []


def test_a_stop_while_a_crawl_is_stopped_for_its_time_limit_leaves_no_process():
    twice = "trap 'n=$((n+1)); [ $n -ge 2 ] && exit 0' INT; echo $$ >&2; while :; do sleep 0.05; done"
    said: list[str] = []

    async def run() -> None:
        limited = run_limited(["sh", "-c", twice], limit=timedelta(seconds=0.3), hold=0, say=said.append)
        task = asyncio.create_task(limited)
        await asyncio.sleep(1)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert not Path(f"/proc/{said[0]}").exists()

    asyncio.run(run())


@pytest.mark.soak
def test_killed_at_any_moment_it_goes_on_and_every_article_is_stored_once(site, tmp_path):
    chance = random.Random(6)
    urls = [site.add_article(n, wait=0.06) for n in range(600)]
    site.add_feed("/rss", [(url, NOON) for url in urls])
    service = Service(tmp_path, site, job("satu", "2s") + job("dua", "3s"))
    for _ in range(20):
        with service.running():
            time.sleep(chance.uniform(0.5, 6))
        until(lambda: service.crawls() == [], 2)
    with service.running() as process:
        until(lambda: service.stored() == len(urls), 120)
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == ExitCode.OK
    with sqlite3.connect(service.database) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert {url for (url,) in connection.execute("SELECT url FROM articles")} == set(urls)
