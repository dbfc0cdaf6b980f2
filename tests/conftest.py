from __future__ import annotations

import io
import signal
import sys
from collections.abc import Callable, Iterator

import pytest

from crawler.cli import main
from tests.news_site import Result, Site, serving

# a shell that starts the tests in the background has them ignore it, and every command that they start
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def site() -> Iterator[Site]:
    """A site on 127.0.0.1, empty but for what a test adds."""
    with serving() as running:
        yield running


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Callable[..., Result]:
    """Run the command in this process, which takes milliseconds: no terminal, no signals."""

    def run(*arguments: object, stdin: bytes = b"") -> Result:
        monkeypatch.setattr(sys, "argv", ["kliping", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsysbinary.readouterr()
        return Result(int(ended.value.code or 0), out.decode(), err.decode())

    return run
