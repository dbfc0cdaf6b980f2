"""Headless Chromium, driven over a pipe by the DevTools protocol; nothing to install but the browser."""

from __future__ import annotations

import json
import os
import select
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PROGRAM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
_FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-dev-shm-usage --remote-debugging-pipe"
).split()
_SECONDS = 30.0


class Page:
    """One page. `requested`: every address that it asked for; `complaints`: what the browser logged of it."""

    def __init__(self, read: int, write: int) -> None:
        self._read, self._write = read, write
        self._left, self._number, self._loaded = b"", 0, 0
        self._session: dict[str, str] = {}
        self.requested: list[str] = []
        self.complaints: list[str] = []
        target = self._do("Target.createTarget", url="about:blank")["targetId"]
        self._session = {"sessionId": self._do("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]}
        for domain in ("Page", "Network", "Log"):
            self._do(f"{domain}.enable")

    def visit(self, url: str) -> None:
        loaded = self._loaded
        self._do("Page.navigate", url=url)
        self._wait_for_load(loaded)

    def click(self, selector: str) -> None:
        """Click on what leads to another page, and wait for that."""
        loaded = self._loaded
        click = "dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true}))"
        self.run(f"document.querySelector({json.dumps(selector)}).{click}")
        self._wait_for_load(loaded)

    def fill(self, selector: str, value: str) -> None:
        self.run(f"document.querySelector({json.dumps(selector)}).value = {json.dumps(value)}")

    def texts(self, selector: str) -> list[str]:
        """What a reader sees of all elements of the selector, each on one line."""
        texts = self.run(f"[...document.querySelectorAll({json.dumps(selector)})].map(e => e.innerText)")
        return [" ".join(text.split()) for text in texts]

    def run(self, script: str) -> Any:
        answer = self._do("Runtime.evaluate", expression=script, returnByValue=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def resize(self, width: int, height: int) -> None:
        self._do("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=True)

    def _do(self, method: str, **params: Any) -> dict[str, Any]:
        self._number += 1
        message = {"id": self._number, "method": method, "params": params, **self._session}
        os.write(self._write, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self._number:
                assert "error" not in answer, answer
                result: dict[str, Any] = answer["result"]
                return result

    def _wait_for_load(self, before: int) -> None:
        while self._loaded == before:
            self._next()

    def _next(self) -> dict[str, Any]:
        ends = time.monotonic() + _SECONDS
        while b"\0" not in self._left:
            assert select.select([self._read], [], [], ends - time.monotonic())[0], "the browser does not answer"
            self._left += os.read(self._read, 1 << 20)
        line, _, self._left = self._left.partition(b"\0")
        message: dict[str, Any] = json.loads(line)
        params = message.get("params", {})
        match message.get("method"):
            case "Page.loadEventFired":
                self._loaded += 1
            case "Network.requestWillBeSent":
                self.requested.append(params["request"]["url"])
            case "Log.entryAdded":
                self.complaints.append(f"{params['entry']['text']} {params['entry'].get('url', '')}")
        return message


@contextmanager
def chromium(profile: Path) -> Iterator[Page]:
    """A page of a browser of its own, which ends with the block."""
    assert PROGRAM
    (theirs_in, ours_out), (ours_in, theirs_out) = os.pipe(), os.pipe()
    # the browser reads from descriptor 3 and writes to 4
    line = f'exec "$@" 3<&{theirs_in} 4>&{theirs_out} 2>/dev/null'
    command = ["bash", "-c", line, "bash", PROGRAM, *_FLAGS, f"--user-data-dir={profile}"]
    process = subprocess.Popen(command, pass_fds=(theirs_in, theirs_out))
    os.close(theirs_in)
    os.close(theirs_out)
    try:
        yield Page(ours_in, ours_out)
    finally:
        process.kill()
        process.wait()
        os.close(ours_in)
        os.close(ours_out)
