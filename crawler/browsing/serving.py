"""Running a site on this machine until it is stopped."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from typing import Any

import uvicorn

from crawler.errors import KlipingError

HOST = "127.0.0.1"
_SECONDS_TO_FINISH = 2


def listen(port: int) -> socket.socket:
    """A socket of this machine alone, at that port or with 0 at a free one. KlipingError where it is taken."""
    try:
        return socket.create_server((HOST, port))
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error)
        raise KlipingError(f"port {port} of {HOST} cannot be used ({reason}); choose another with --port") from error


def serve(app: Any, listener: socket.socket, on_started: Callable[[], None]) -> None:
    """Answer requests with the ASGI application until Ctrl-C, which raises KeyboardInterrupt when all is closed.

    `on_started` is called as soon as requests are answered.
    """
    settings = uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=_SECONDS_TO_FINISH)
    _Server(settings, on_started).run(sockets=[listener])


class _Server(uvicorn.Server):
    def __init__(self, settings: uvicorn.Config, on_started: Callable[[], None]) -> None:
        super().__init__(settings)
        self._on_started = on_started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        self._on_started()
