"""What keeps other web sites out of the archive, and the archive's pages from asking anything of the web. ASGI."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

_HEADERS = (
    # no script at all: the pages need none, and what was crawled must never run
    (
        b"content-security-policy",
        b"default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self'; form-action 'self'; base-uri 'none'; "
        b"frame-ancestors 'none'",
    ),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
)
_OURS = frozenset({b"127.0.0.1", b"localhost"})


def protected(app: App) -> App:
    """The application, answering only to names of this machine, with headers that forbid scripts and foreign requests.

    A web site whose name was made to point to 127.0.0.1 would otherwise read the archive through the visitor's browser.
    """

    async def answer(scope: Message, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message.get("headers", ()), *_HEADERS]}
            await send(message)

        if scope["type"] != "http" or _host(scope) in _OURS:
            await app(scope, receive, send_with_headers)
            return
        refusal = {"type": "http.response.start", "status": 403, "headers": [(b"content-type", b"text/plain")]}
        await send_with_headers(refusal)
        await send({"type": "http.response.body", "body": b"This archive answers at 127.0.0.1 only.\n"})

    return answer


def _host(scope: Message) -> bytes:
    headers: dict[bytes, bytes] = dict(scope["headers"])
    return headers.get(b"host", b"").partition(b":")[0].lower()
