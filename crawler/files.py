"""Files that are replaced whole."""

from __future__ import annotations

import os
from pathlib import Path


def replace_file(path: Path, text: str) -> None:
    """Write the text so that the file is the old one or the new one at any moment, with the mode that it had.

    Follows symbolic links. OSError if the file cannot be written.
    """
    path = path.resolve()
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
    new = path.with_name(f"{path.name}.new")
    # before there is anything to read in it
    new.touch(mode=0o600)
    with new.open("w", encoding="utf-8", newline="") as file:
        file.write(text)
        file.flush()
        os.fchmod(file.fileno(), mode)
        os.fsync(file.fileno())
    new.replace(path)
