"""A command as a child process with a time limit, that never outlives the one that started it."""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import os
import signal
import sys
from collections.abc import Callable, Sequence
from datetime import timedelta

# a crawl stops after the pages on their way at the first signal, and at once at the second; it stores what it has every
# two seconds, so the third costs little
_STOPPING = ((signal.SIGINT, 4.0), (signal.SIGTERM, 3.0), (signal.SIGKILL, None))
_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


async def run_limited(
    command: Sequence[str], *, limit: timedelta, hold: int, say: Callable[[str], None]
) -> tuple[int, bool]:
    """Run a command; its exit code (minus a signal's number), and whether it was stopped for taking too long.

    The child keeps the file descriptor `hold` open while it lives. `say` is told each line of its standard error; its
    standard output goes nowhere. If the task is cancelled the child is stopped first, which takes 7 seconds at most.
    OSError if the command cannot be started.
    """
    process = await asyncio.create_subprocess_exec(
        *command,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
        pass_fds=(hold,),
        # Ctrl-C is for the service, which passes it on
        process_group=0,
        preexec_fn=_die_with(os.getpid()),
    )
    assert process.stderr
    telling = asyncio.create_task(_tell(process.stderr, say))
    try:
        return await _wait(process, limit)
    except asyncio.CancelledError:
        await _stop(process)
        raise
    finally:
        await asyncio.wait([telling], timeout=1)
        telling.cancel()


async def _wait(process: asyncio.subprocess.Process, limit: timedelta) -> tuple[int, bool]:
    try:
        async with asyncio.timeout(limit.total_seconds()):
            return await process.wait(), False
    except TimeoutError:
        return await _stop(process), True


async def _stop(process: asyncio.subprocess.Process) -> int:
    for number, patience in _STOPPING:
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(number)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(patience):
                return await process.wait()
    return await process.wait()


async def _tell(stream: asyncio.StreamReader, say: Callable[[str], None]) -> None:
    while not stream.at_eof():
        # a line that is longer than the buffer is left out
        with contextlib.suppress(ValueError):
            if line := (await stream.readline()).decode(errors="replace").strip():
                say(line)


def _die_with(parent: int) -> Callable[[], None] | None:
    """What makes a new child be killed when its parent is gone, where the system can do that."""
    if _libc is None:
        return None
    prctl = _libc.prctl

    def die() -> None:
        prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        # the parent may be gone since the fork
        if os.getppid() != parent:
            os._exit(1)

    return die
