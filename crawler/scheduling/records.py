"""What the service keeps beside its database: the last start of each job, and a lock that lives as long as it does."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from crawler.database.rows import utc_text
from crawler.errors import KlipingError
from crawler.files import replace_file

_PATIENCE = 1.0


def read_starts(database: Path) -> dict[str, datetime]:
    """The last start of each job by name, aware; empty if there is no record or it cannot be read."""
    with contextlib.suppress(OSError, ValueError, AttributeError, TypeError):
        found = json.loads(_starts_path(database).read_text())
        return {name: datetime.fromisoformat(text).astimezone(UTC) for name, text in found.items()}
    return {}


def write_starts(database: Path, starts: Mapping[str, datetime]) -> None:
    """Keep the last starts: all of them, or after a power cut those that were kept before. OSError if it cannot."""
    texts = {name: utc_text(at) for name, at in starts.items()}
    replace_file(_starts_path(database), json.dumps(texts, indent=2) + "\n")


def _starts_path(database: Path) -> Path:
    return database.with_name(f"{database.name}.schedule.json")


@contextmanager
def only_service(database: Path) -> Iterator[int]:
    """Be the only schedule on this database until the end of the block; KlipingError if there is another.

    Gives the file descriptor of the lock. The lock ends with the last process that has it open, so what is handed to
    children keeps the next service waiting until they are gone.
    """
    # one database may be known by several links
    real = database.resolve()
    path = real.with_name(f"{real.name}.schedule.lock")
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        if not _locked(lock):
            holder = os.read(lock, 20).decode(errors="replace").strip()
            raise KlipingError(f"a schedule runs on {database} already (process {holder}); stop that one first")
        os.ftruncate(lock, 0)
        os.pwrite(lock, f"{os.getpid()}\n".encode(), 0)
        yield lock
    finally:
        os.close(lock)


def _locked(lock: int) -> bool:
    """Take the lock; waits a moment for the children of a service that was killed."""
    last_try = time.monotonic() + _PATIENCE
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except BlockingIOError:
            if time.monotonic() > last_try:
                return False
            time.sleep(0.1)
