"""Work on all cores: a function over many jobs, in processes of their own."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from itertools import islice
from multiprocessing import get_context
from typing import TypeVar

from crawler.errors import KlipingError

Job = TypeVar("Job")
Result = TypeVar("Result")
_AHEAD = 3


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_processes(
    work: Callable[[Job], Result], jobs: Iterable[Job], prepare: Callable[..., object], *arguments: object
) -> Iterator[Result]:
    """`work(job)` of each job, in their order; `prepare(*arguments)` is called once in each process before.

    A few jobs for each process are under way at a time, so that neither they nor their results fill the memory. A
    single job is done in this process. KlipingError where a process was killed; what `work` raises is raised.
    """
    waiting = iter(jobs)
    first = list(islice(waiting, 2))
    if len(first) < 2:
        prepare(*arguments)
        yield from map(work, first)
        return
    # a process that is forked would share the connections to databases
    begin = partial(_begin, prepare, *arguments)
    pool = ProcessPoolExecutor(cores(), mp_context=get_context("spawn"), initializer=begin)
    under_way: deque[Future[Result]] = deque(pool.submit(work, job) for job in first)
    try:
        while under_way:
            under_way.extend(pool.submit(work, job) for job in islice(waiting, _AHEAD * cores() - len(under_way)))
            yield under_way.popleft().result()
    except BrokenProcessPool as error:
        raise KlipingError("a process that read pages was killed, perhaps for want of memory; run it again") from error
    finally:
        pool.shutdown(cancel_futures=True)


def _begin(prepare: Callable[..., object], *arguments: object) -> None:
    # Ctrl-C is for the process that waits
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    prepare(*arguments)
