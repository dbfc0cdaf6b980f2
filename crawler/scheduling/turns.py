"""Turns: crawls of the same site one after the other."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Turns:
    """Jobs that share a site take turns, in the order in which they asked, so that none waits for ever."""

    def __init__(self) -> None:
        self._taken: dict[str, tuple[frozenset[str], asyncio.Event]] = {}

    def before(self, sites: frozenset[str]) -> list[str]:
        """The names of the jobs that a job with these sites would wait for now."""
        return [name for name, (others, _) in self._taken.items() if others & sites]

    @asynccontextmanager
    async def take(self, name: str, sites: frozenset[str]) -> AsyncIterator[None]:
        """Wait until no job before has one of the sites, and hold them until the end of the block."""
        waited_for = [self._taken[other][1] for other in self.before(sites)]
        over = asyncio.Event()
        self._taken[name] = (sites, over)
        try:
            for other in waited_for:
                await other.wait()
            yield
        finally:
            del self._taken[name]
            over.set()
