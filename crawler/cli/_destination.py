"""Where a command writes a file: complete at the end, or not at all."""

from __future__ import annotations

import gzip
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from crawler.errors import KlipingError, UsageError

_SQLITE = b"SQLite format 3\0"


@contextmanager
def writing_to(name: str, *, compressed: bool = False) -> Iterator[BinaryIO]:
    """A stream into the file of that name, or with "-" standard output.

    A file takes its name when the block has ended well; until then, and for good where it fails, what stood there
    stays. What is no ordinary file (a pipe, /dev/null) is written at once. KlipingError where it cannot be written,
    UsageError where a database stands.
    """
    if name == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    path = Path(name)
    try:
        _refuse_database(path, name)
        # a link stays one; what stands behind that of a pipe (/dev/fd/63) is no path
        with _replacing(path.resolve()) if path.is_file() or not path.exists() else path.open("wb") as out:
            if compressed:
                with gzip.GzipFile(filename="", mode="wb", fileobj=out) as packed:
                    yield cast(BinaryIO, packed)
            else:
                yield out
    except OSError as error:
        raise KlipingError(f"{name} cannot be written: {error.strerror or error}") from error


def _refuse_database(path: Path, name: str) -> None:
    if path.is_file():
        with path.open("rb") as there:
            if there.read(len(_SQLITE)) == _SQLITE:
                raise UsageError(f"{name} is a database; choose another name")


@contextmanager
def _replacing(path: Path) -> Iterator[BinaryIO]:
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    with beside.open("xb") as out:
        try:
            yield out
            out.flush()
            os.fsync(out.fileno())
            if path.exists():
                beside.chmod(path.stat().st_mode)
            beside.replace(path)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
