from __future__ import annotations

import multiprocessing
import time
from pathlib import Path

import pytest
from archives import FULL, plain_articles, stored

from crawler.database import Archive, open_archive
from crawler.errors import DatabaseError


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.db"


@pytest.fixture
def archive(path: Path):
    with open_archive(path, create=True) as opened:
        yield opened


def test_reading_while_another_writes(archive: Archive, path: Path):
    archive.save([FULL])
    archive._connection.execute("BEGIN IMMEDIATE")
    archive._connection.execute("UPDATE articles SET title = 'belum'")
    with open_archive(path, create=False, readonly=True, busy_seconds=0) as reader:
        assert stored(reader).title == FULL.title
        with pytest.raises(DatabaseError, match="cannot be written"):
            reader.save([FULL])


def _open_and_save(path: Path, number: int) -> None:
    with open_archive(path, create=True) as archive:
        for article in plain_articles(number * 100, 20):
            archive.save([article])


def test_four_programs_make_and_fill_one_database_at_once(path: Path):
    context = multiprocessing.get_context("fork")
    workers = [context.Process(target=_open_and_save, args=(path, number)) for number in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0] * 4
    with open_archive(path, create=False, readonly=True) as archive:
        assert archive.rows("SELECT count(*) AS n FROM articles", {}) == [{"n": 80}]


def _save_batches_for_ever(path: Path, committed) -> None:
    with open_archive(path, create=True) as archive:
        for batch in range(10**6):
            archive.save(plain_articles(batch * 50, 50))
            committed.value = (batch + 1) * 50


@pytest.mark.parametrize("batches", [1, 3, 6])
def test_kill_9_in_the_middle_of_a_batch_loses_nothing_committed(path: Path, batches: int):
    context = multiprocessing.get_context("fork")
    committed = context.Value("i", 0)
    writer = context.Process(target=_save_batches_for_ever, args=(path, committed))
    writer.start()
    while writer.is_alive() and committed.value < batches * 50:
        time.sleep(0.001)
    assert writer.is_alive()
    time.sleep(0.004)
    writer.kill()
    writer.join()
    with open_archive(path, create=True) as archive:
        (row,) = archive.rows("SELECT count(*) AS n, count(DISTINCT url) AS urls FROM articles", {})
        assert row["n"] == row["urls"] >= committed.value
        assert row["n"] % 50 == 0
        assert archive.rows("PRAGMA integrity_check", {}) == [{"integrity_check": "ok"}]
        archive.save(plain_articles(0, 50))
