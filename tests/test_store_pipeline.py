from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from crawler.database import open_archive

SPIDER = """
import asyncio, json, sys
from datetime import UTC, datetime
from pathlib import Path
from scrapy import Spider
from scrapy.crawler import AsyncCrawlerProcess
from crawler.article import Article
from pipelines import store

class Articles(Spider):
    name = "articles"
    async def start(self):
        self.archive.known([])
        for n in range(int(sys.argv[2])):
            url = f"https://contoh.example/{n}"
            kind = "lain" if n == int(sys.argv[5]) else "article"
            yield Article(url=url, requested_url=url, portal="contoh", fetched_at=datetime.now(UTC), kind=kind)
            await asyncio.sleep(float(sys.argv[3]))
        Path(sys.argv[1] + ".sent").touch()
        while Path(sys.argv[1] + ".hold").exists():
            await asyncio.sleep(0.05)

store.SECONDS, store.BUSY_SECONDS, store.PATIENCE = 0.1, 0.01, int(sys.argv[4])
process = AsyncCrawlerProcess({
    "ITEM_PIPELINES": {"pipelines.store.StorePipeline": 900}, "KLIPING_DB": sys.argv[1], "LOG_LEVEL": "CRITICAL",
    "TELNETCONSOLE_ENABLED": False,
})
crawler = process.create_crawler(Articles)
process.crawl(crawler)
process.start()
stats = crawler.stats.get_stats()
print(json.dumps({k: v for k, v in stats.items() if k.startswith("store/") or k == "finish_reason"}))
"""


def crawl(path: Path, articles: int, pause: float = 0, patience: int = 1000, odd: int = -1) -> dict:
    command = [sys.executable, "-c", SPIDER, str(path), str(articles), str(pause), str(patience), str(odd)]
    ended = subprocess.run(
        command, capture_output=True, text=True, check=True, timeout=30, cwd=Path(__file__).parents[1]
    )
    return json.loads(ended.stdout)


def stored(path: Path) -> int:
    with open_archive(path, create=False, readonly=True) as archive:
        return archive.rows("SELECT count(*) AS n FROM articles", {})[0]["n"]


def test_all_articles_are_stored_and_counted_and_known_the_next_time(tmp_path: Path):
    path = tmp_path / "news.db"
    assert crawl(path, 230) == {"store/contoh/new": 230, "finish_reason": "finished"}
    assert stored(path) == 230
    assert crawl(path, 230) == {"store/contoh/unchanged": 230, "finish_reason": "finished"}


def test_an_article_that_cannot_be_stored_does_not_cost_the_others(tmp_path: Path):
    path = tmp_path / "news.db"
    counts = crawl(path, 30, odd=7)
    assert counts["store/contoh/new"] == 29
    assert counts["store/unsaved"] == 1
    assert stored(path) == 29


def test_articles_are_stored_while_the_crawl_goes_on(tmp_path: Path):
    path = tmp_path / "news.db"
    crawling = threading.Thread(target=crawl, args=(path, 8, 0.2))
    crawling.start()
    seen = set()
    while crawling.is_alive():
        if path.exists() and path.stat().st_size:
            seen.add(stored(path))
        time.sleep(0.1)
    assert len(seen) > 2
    assert stored(path) == 8


@pytest.fixture
def locked(tmp_path: Path):
    path = tmp_path / "news.db"
    open_archive(path, create=True).close()
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    yield path, other
    other.close()


def test_articles_wait_while_another_program_holds_the_database(locked):
    path, other = locked
    sent, hold = path.with_name("news.db.sent"), path.with_name("news.db.hold")

    def unlock_when_all_are_sent():
        while not sent.exists():
            time.sleep(0.02)
        other.execute("ROLLBACK")
        hold.unlink()

    hold.touch()
    threading.Thread(target=unlock_when_all_are_sent, daemon=True).start()
    counts = crawl(path, 20, 0.03)
    assert counts["store/contoh/new"] == 20
    assert "locked by another program" in counts["store/error"]
    assert stored(path) == 20


def test_a_database_that_stays_locked_ends_the_crawl_and_says_what_was_not_stored(locked):
    path, _ = locked
    counts = crawl(path, 50, 0.1, patience=3)
    assert counts["finish_reason"] == "database"
    assert counts["store/unsaved"] < 50
    assert "locked by another program" in counts["store/error"]


def test_a_database_that_cannot_be_opened_ends_the_crawl(tmp_path: Path):
    path = tmp_path / "resep.db"
    path.write_text("bukan basis data\n" * 100)
    counts = crawl(path, 5)
    assert counts["finish_reason"] == "database"
    assert "is not a SQLite database" in counts["store/error"]
