"""Extraction in worker processes: the same articles, and a worker that dies or hangs costs its page at most."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from news_site import ROOT, article_page, environment, serving, story, until, write_portal

import crawler.workers
from crawler.article import Article
from crawler.extraction import article_from_html
from crawler.portals import GENERIC, _by_domain, all_portals, portal_named, portal_of
from crawler.workers import ExtractionFailed, Extractor

NOW = datetime(2026, 3, 4, 5, 0, tzinfo=UTC)
PAGES = sorted((ROOT / "tests" / "portals").rglob("*.html"))[:12]
# what befalls a worker at some pages, and never the process of the test
HOOK = """
import os, signal, sys

def before(tree):
    text = tree.findtext(".//title")
    while "Berputar" in text and "worker" in sys.argv[0]:
        pass
    if "Mati" in text and "worker" in sys.argv[0]:
        os.kill(os.getpid(), signal.SIGKILL)

"""


@pytest.fixture(autouse=True)
def always_busy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crawler.workers, "BUSY_PAGES", 1)
    monkeypatch.setattr(crawler.workers, "BUSY_SHARE", 0.0)


@pytest.fixture
def hooked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A portal "uji" with HOOK at uji.example."""
    text = 'from crawler.portal import Portal\nPORTAL = Portal(name="uji", title="Uji", domains=("uji.example",), '
    (tmp_path / "uji.py").write_text(f"{HOOK}{text}before=before)\n")
    monkeypatch.setenv("KLIPING_PORTALS", str(tmp_path))
    _forget_portals()
    yield
    monkeypatch.undo()
    _forget_portals()


def _forget_portals() -> None:
    all_portals.cache_clear()
    _by_domain.cache_clear()


async def started(seconds: float = 20.0) -> Extractor:
    """An extractor whose two workers are ready."""
    extractor = Extractor(2, seconds)
    deadline = time.monotonic() + 60
    while sum(worker.is_ready for worker in extractor._workers) < 2:
        assert time.monotonic() < deadline
        await extract(extractor, "Warga Kampung Panen")
        await asyncio.sleep(0.02)
    return extractor


async def extract(extractor: Extractor, title: str, portal: str = "generic") -> Article:
    body = article_page(title, story(len(title))).encode()
    url = f"https://uji.example/{title.lower().replace(' ', '-')}"
    return await extractor.article(body, url, content_type=None, fetched_at=NOW, portal=portal_named(portal))


def test_workers_give_the_same_articles() -> None:
    async def run() -> list[Article]:
        extractor = await started()
        try:
            return await asyncio.gather(
                *(
                    extractor.article(
                        path.read_bytes(), url_of(path), content_type="text/html", fetched_at=NOW, portal=rules_of(path)
                    )
                    for path in PAGES
                )
            )
        finally:
            extractor.close()

    here = [
        article_from_html(
            path.read_bytes(), url_of(path), content_type="text/html", fetched_at=NOW, portal=rules_of(path)
        )
        for path in PAGES
    ]
    assert len(here) == 12
    assert asyncio.run(run()) == here


def url_of(path: Path) -> str:
    return f"https://{all_portals()[path.parent.name].domains[0]}/berita/2026/03/04/123456/warga-kampung-panen-jagung"


def rules_of(path: Path) -> object:
    return portal_of(url_of(path)) or GENERIC


def test_killed_worker_costs_nothing() -> None:
    async def run() -> list[Article]:
        extractor = await started()
        first = [extract(extractor, f"Warga Kampung {number} Panen") for number in range(40)]
        asked = asyncio.gather(*first)
        await asyncio.sleep(0)
        for pid in children(os.getpid()):
            os.kill(pid, signal.SIGKILL)
        articles = await asked
        articles.append(await extract(extractor, "Warga Kampung 40 Panen"))
        extractor.close()
        return articles

    assert [article.title for article in asyncio.run(run())] == [f"Warga Kampung {n} Panen" for n in range(41)]


def test_page_that_kills_or_holds_its_worker_costs_only_itself(hooked: None) -> None:
    titles = ["Warga Satu Panen", "Jagung Mati Layu", "Warga Dua Panen", "Kincir Berputar Lagi", "Warga Tiga Panen"]

    async def run() -> list[Article | BaseException]:
        extractor = await started(seconds=0.5)
        tried = [extract(extractor, title, "uji") for title in titles]
        results = await asyncio.gather(*tried, return_exceptions=True)
        extractor.close()
        return results

    results = asyncio.run(run())
    assert [type(result) for result in results] == [Article, ExtractionFailed, Article, ExtractionFailed, Article]
    assert not children(os.getpid())


def test_without_a_worker_that_starts_pages_are_read_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")

    async def run() -> list[Article]:
        extractor = Extractor(2)
        articles = []
        for number in range(30):
            articles.append(await extract(extractor, f"Warga Kampung {number} Panen"))
            await asyncio.sleep(0.01)
        assert not extractor._workers
        return articles

    assert [article.title for article in asyncio.run(run())] == [f"Warga Kampung {n} Panen" for n in range(30)]


@pytest.mark.parametrize(
    ("stop", "code"),
    [
        (lambda pid: os.killpg(pid, signal.SIGINT), 130),
        (lambda pid: os.kill(pid, signal.SIGKILL), -signal.SIGKILL),
        (lambda pid: kill_beside_hanging_workers(pid), -signal.SIGKILL),
    ],
    ids=["ctrl-c", "kill", "kill-beside-hanging-workers"],
)
def test_workers_end_with_the_crawl(tmp_path: Path, stop: Callable[[int], None], code: int) -> None:
    program = "import crawler.workers as w; w.BUSY_PAGES, w.BUSY_SHARE = 1, 0.0; from crawler.cli import main; main()"
    with serving() as site:
        links = [(site.add_article(number, wait=0.05), None) for number in range(1, 400)]
        site.add_feed("/rss", links)
        portals = write_portal(tmp_path / "p", site, feeds='(BASE + "/rss",)')
        crawl = subprocess.Popen(
            [sys.executable, "-c", program, "crawl", "uji", "--db", tmp_path / "a.db"],
            env=environment(portals),
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            process_group=0,
        )
        assert crawl.stderr
        workers = until(lambda: children(crawl.pid), 30)
        time.sleep(0.5)
        stop(crawl.pid)
        # who reads what the crawl says does not wait for its workers
        said = crawl.communicate(timeout=10)[1].decode()
        assert crawl.wait(30) == code
    assert "Traceback" not in said
    for pid in workers:
        os.kill(pid, signal.SIGCONT) if is_worker(pid) else None
    until(lambda: not any(Path(f"/proc/{pid}/cmdline").exists() and is_worker(pid) for pid in workers), 30)


def kill_beside_hanging_workers(pid: int) -> None:
    for worker in children(pid):
        os.kill(worker, signal.SIGSTOP)
    os.kill(pid, signal.SIGKILL)


def children(pid: int) -> list[int]:
    """The workers of a process."""
    tasks = Path(f"/proc/{pid}/task").iterdir()
    found = [int(child) for task in tasks for child in (task / "children").read_text().split()]
    return [child for child in found if is_worker(child)]


def is_worker(pid: int) -> bool:
    try:
        return b"crawler.extraction.worker" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False
