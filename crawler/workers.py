"""Extraction for a crawl: in the crawl's own process, and in worker processes once pages come faster than that."""

from __future__ import annotations

import asyncio
import logging
import os
import pickle
import signal
import socket
import subprocess
import sys
import time
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from crawler.article import Article
from crawler.extraction import article_from_html
from crawler.extraction.worker import LENGTH_BYTES, Question, read
from crawler.portal import Portal
from crawler.portals import GENERIC, all_portals

BUSY_PAGES = 50
BUSY_SHARE = 0.4
LONGEST_SECONDS = 20.0
"""Of CPU, for one page; the slowest real one takes 0.05."""
MOST_TRIES = 2
MOST_FALSE_STARTS = 3
_AHEAD = 3
"""How many pages a worker has in hand, so that none waits while the crawl is at something else."""
_BUFFER_BYTES = 1 << 20
_CLOSING_SECONDS = 2.0
logger = logging.getLogger(__name__)


class ExtractionFailed(Exception):
    """A page could not be read: it took too long, or ended the processes that tried."""


@dataclass
class _Job:
    question: Question
    answer: asyncio.Future[Article]
    tries: int = 0

    def settle(self, article: Article | None) -> None:
        if self.answer.done():
            return
        if article is None:
            self.answer.set_exception(ExtractionFailed(f"{self.question.url} could not be read"))
        else:
            self.answer.set_result(article)


class Extractor:
    """Reads pages; when BUSY_PAGES have taken up BUSY_SHARE of the crawl's time, in so many `workers` (0: never).

    A page at which a worker dies is tried once more, one that takes it longer than `seconds` of CPU is not; other
    pages lose nothing, and the worker is replaced. Portals that are not registered are always read in the crawl's own
    process. How many pages wait here is bounded by SCRAPER_SLOT_MAX_ACTIVE_SIZE.
    """

    def __init__(self, workers: int, seconds: float = LONGEST_SECONDS) -> None:
        self._wanted, self._seconds = workers, seconds
        self._workers: list[_Worker] = []
        self._waiting: deque[_Job] = deque()
        self._spans: deque[tuple[float, float]] = deque(maxlen=BUSY_PAGES)
        self._false_starts = 0

    async def article(
        self, body: bytes, url: str, *, content_type: str | None, fetched_at: datetime, portal: Portal
    ) -> Article:
        """As `article_from_html`; ExtractionFailed where a worker could not."""
        if self._wanted and not self._workers and self._is_busy():
            self._start_missing()
        registered = portal is GENERIC or all_portals().get(portal.name) is portal
        if not registered or not any(worker.is_ready for worker in self._workers):
            started = time.monotonic()
            article = article_from_html(body, url, content_type=content_type, fetched_at=fetched_at, portal=portal)
            self._spans.append((started, time.monotonic()))
            return article
        question = Question(body, url, content_type, fetched_at, portal.name)
        job = _Job(question, asyncio.get_running_loop().create_future())
        self._waiting.append(job)
        self.hand_out()
        return await job.answer

    def close(self) -> None:
        """End the workers."""
        self._wanted = 0
        for worker in self._workers:
            worker.close()

    def hand_out(self) -> None:
        """Give pages that wait to the workers with the fewest in hand."""
        while self._waiting:
            ready = [worker for worker in self._workers if worker.is_ready and len(worker.jobs) < _AHEAD]
            if not ready:
                return
            min(ready, key=lambda worker: len(worker.jobs)).ask(self._waiting.popleft())

    def lost(self, worker: _Worker, exit_code: int) -> None:
        """A worker has ended."""
        self._workers.remove(worker)
        if worker.jobs:
            first = worker.jobs[0]
            first.tries = MOST_TRIES if exit_code == -signal.SIGPROF else first.tries + 1
            if first.tries == MOST_TRIES:
                worker.jobs.popleft().settle(None)
        self._waiting.extendleft(reversed(worker.jobs))
        self._false_starts += not worker.is_ready
        if self._false_starts == MOST_FALSE_STARTS:
            logger.error("no worker process can be started; pages are read one after the other")
            self._wanted = 0
        self._start_missing()
        if not self._workers:
            # nobody else is going to
            while self._waiting:
                job = self._waiting.popleft()
                job.settle(read(job.question))

    def _is_busy(self) -> bool:
        spent = sum(end - start for start, end in self._spans)
        return len(self._spans) == BUSY_PAGES and spent > BUSY_SHARE * (time.monotonic() - self._spans[0][0])

    def _start_missing(self) -> None:
        try:
            while len(self._workers) < self._wanted:
                self._workers.append(_Worker(self, self._seconds))
        except OSError as error:
            logger.error("no worker process can be started (%s); pages are read one after the other", error)
            self._wanted = 0


class _Worker(asyncio.Protocol):
    """A process that reads pages, and the connection to it. It says that it is ready before it is given any."""

    def __init__(self, extractor: Extractor, seconds: float) -> None:
        self.is_ready = False
        self.jobs: deque[_Job] = deque()
        """The pages that it has in hand, in the order in which it answers."""
        self._extractor = extractor
        self._unread = bytearray()
        self._socket, theirs = socket.socketpair()
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _BUFFER_BYTES)
        with theirs:
            # in a session of its own Ctrl-C does not reach it; it ends with the connection
            self._process = subprocess.Popen(  # noqa: S603
                [sys.executable, "-m", "crawler.extraction.worker", str(seconds)],
                stdin=theirs.fileno(),
                stdout=theirs.fileno(),
                # else who reads what the crawl says waits for the worker too, when the crawl is killed
                stderr=subprocess.DEVNULL,
                env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
                start_new_session=True,
            )
        loop = asyncio.get_running_loop()
        self._connecting = loop.create_task(loop.create_connection(lambda: self, sock=self._socket))

    def ask(self, job: _Job) -> None:
        self.jobs.append(job)
        self._transport.write(pickle.dumps(job.question, pickle.HIGHEST_PROTOCOL))

    def close(self) -> None:
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        try:
            self._process.wait(_CLOSING_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.WriteTransport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._unread += data
        while len(self._unread) >= LENGTH_BYTES:
            end = LENGTH_BYTES + int.from_bytes(self._unread[:LENGTH_BYTES])
            if len(self._unread) < end:
                return
            answer = bytes(self._unread[LENGTH_BYTES:end])
            del self._unread[:end]
            if answer:
                self.jobs.popleft().settle(pickle.loads(answer))  # noqa: S301 - from a process of ours
            self.is_ready = True
        self._extractor.hand_out()

    def connection_lost(self, _: Exception | None) -> None:
        self._process.kill()
        self._extractor.lost(self, self._process.wait())
