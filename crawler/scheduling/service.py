"""The service: starts each job's crawl when it is due, one at a time for a site, until it is told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import shlex
import signal
import time
from collections.abc import Coroutine, Sequence
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from crawler.configuration import Configuration, Job
from crawler.errors import ExitCode
from crawler.moments import span_text
from crawler.scheduling.commands import alert_arguments, crawl_arguments, kliping_command
from crawler.scheduling.processes import run_limited
from crawler.scheduling.records import read_starts, write_starts
from crawler.scheduling.triggers import next_start, trigger_of
from crawler.scheduling.turns import Turns
from crawler.sites import sites_of

logger = logging.getLogger(__name__)

_LOOK_SECONDS = 60.0
# no job has such a name
_HEALTH = "health --alert"
_HEALTH_LIMIT = timedelta(minutes=10)


class Service:
    """Runs the enabled jobs of a configuration, and tells its alert addresses what is new of the portals' health.

    `lock` is the file descriptor that its crawls keep open.
    """

    def __init__(self, configuration: Configuration, lock: int) -> None:
        self._configuration = configuration
        self._lock = lock
        self._jobs = [job for job in configuration.jobs if job.enabled]
        last = read_starts(configuration.database)
        # a job that was away for a while has missed nothing
        self._starts = {job.name: last[job.name] for job in self._jobs if job.name in last}
        self._running: dict[str, asyncio.Task[None]] = {}
        self._turns = Turns()

    async def run(self) -> None:
        """Until SIGTERM or SIGINT; the crawls that run then are stopped within 10 seconds and keep what they have."""
        stopping = asyncio.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, stopping.set)
        scheduler = self._scheduler()
        scheduler.start()
        while not stopping.is_set():
            # the clock may have been set, or the machine been asleep, since the last look
            scheduler.wakeup()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_LOOK_SECONDS):
                    await stopping.wait()
        scheduler.shutdown(wait=False)
        await self._stop()

    def _scheduler(self) -> AsyncIOScheduler:
        zone, now = self._configuration.timezone, datetime.now(UTC)
        scheduler = AsyncIOScheduler(timezone=zone)
        for job in self._jobs:
            first = next_start(job, zone, self._starts.get(job.name), now)
            scheduler.add_job(
                self._due,
                trigger_of(job, zone),
                args=[job],
                id=job.name,
                next_run_time=first,
                coalesce=True,
                misfire_grace_time=None,
            )
            logger.info("%s: first start at %s", job.name, first.astimezone(zone).isoformat(timespec="seconds"))
        if (alerts := self._configuration.alerts).urls:
            often = IntervalTrigger(seconds=int(alerts.every.total_seconds()))
            scheduler.add_job(self._health_due, often, id=_HEALTH, coalesce=True, misfire_grace_time=None)
        return scheduler

    async def _due(self, job: Job) -> None:
        if job.name in self._running:
            logger.warning("%s: the last crawl is not done, so this start is left out", job.name)
            return
        self._begin(job.name, self._run(job))

    async def _health_due(self) -> None:
        if _HEALTH not in self._running and self._configuration.database.exists():
            self._begin(_HEALTH, self._alert())

    def _begin(self, name: str, work: Coroutine[None, None, None]) -> None:
        self._running[name] = task = asyncio.create_task(work)
        task.add_done_callback(lambda _: self._running.pop(name))

    async def _run(self, job: Job) -> None:
        sites = sites_of(self._configuration.portals_of(job))
        if before := self._turns.before(sites):
            logger.info("%s: waits for %s, which crawls a site of it", job.name, ", ".join(before))
        async with self._turns.take(job.name, sites):
            await self._crawl(job)

    async def _crawl(self, job: Job) -> None:
        arguments = crawl_arguments(job, self._configuration)
        self._note(job)
        logger.info("%s: %s", job.name, shlex.join([*kliping_command(), *arguments]))
        started = time.monotonic()
        code = await self._child(job.name, arguments, job.time_limit)
        if code is not None:
            level = logging.WARNING if code else logging.INFO
            logger.log(level, "%s: ended with code %d in %.0f s", job.name, code, time.monotonic() - started)

    async def _alert(self) -> None:
        code = await self._child("health", alert_arguments(self._configuration), _HEALTH_LIMIT)
        if code not in (None, ExitCode.OK, ExitCode.UNHEALTHY):
            logger.warning("health: ended with code %d", code)

    async def _child(self, name: str, arguments: Sequence[str], limit: timedelta) -> int | None:
        """Run kliping in a process of its own, with what it says in the log; its exit code, or None where the log says
        that it could not be started or took too long."""
        try:
            code, late = await run_limited(
                [*kliping_command(), *arguments],
                limit=limit,
                hold=self._lock,
                say=lambda line: logger.info("%s: %s", name, line),
            )
        except OSError as error:
            logger.error("%s: it cannot be started: %s", name, error)
            return None
        if late:
            logger.warning("%s: stopped after its time limit of %s", name, span_text(limit))
            return None
        return code

    def _note(self, job: Job) -> None:
        """Remember the start before it happens: a crawl that brings the machine down is not repeated at once."""
        self._starts[job.name] = datetime.now(UTC)
        try:
            write_starts(self._configuration.database, self._starts)
        except OSError as error:
            logger.error("%s: this start cannot be remembered: %s", job.name, error)

    async def _stop(self) -> None:
        tasks = list(self._running.values())
        logger.info("stopping; to end first: %s", ", ".join(self._running) or "none")
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        logger.info("stopped")
