"""How far a long work is, on standard error: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import time

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

from crawler.cli._render import one_line

_LINE_SECONDS = 5.0


class Bar:
    """`show` what is done of how much, as often as wished."""

    def __init__(self, messages: Console) -> None:
        columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        self._bar = Progress(*columns, console=messages, transient=True, disable=not messages.is_terminal)
        self._messages = messages
        self._next_line = time.monotonic() + _LINE_SECONDS

    def __enter__(self) -> Bar:
        self._bar.start()
        self._task = self._bar.add_task("")
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def show(self, what: str, done: int, total: int | None = None) -> None:
        """`what` was done so many times, of a total if it is known."""
        what = one_line(what)
        self._bar.update(self._task, description=what, completed=done, total=total)
        if not self._messages.is_terminal and time.monotonic() >= self._next_line:
            self._next_line = time.monotonic() + _LINE_SECONDS
            self._messages.print(f"{what} {done:,}" + (f" of {total:,}" if total is not None else ""), soft_wrap=True)
