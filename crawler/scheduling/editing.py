"""Jobs put into the text of a kliping.toml and taken out of it; comments and everything else stay. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.items import AoT, Item, Key, Table, Whitespace

from crawler.errors import UsageError


def with_job(text: str, path: Path, job: Mapping[str, Any]) -> str:
    """The text with one more job, as the last. The keys and values of `job` are those of the table."""
    document, jobs = _parsed(text if text.endswith("\n") or not text else f"{text}\n", path)
    table = tomlkit.table()
    table.update(job)
    below = _take_below(jobs[-1]) if jobs else []
    above = jobs[-1].value.body if jobs else document.body
    if above:
        above.append((None, Whitespace("\n")))
    jobs.append(table)
    jobs[-1].value.body.extend(below)
    if "job" not in document:
        document.append("job", jobs)
    return tomlkit.dumps(document)


def without_job(text: str, path: Path, name: str) -> str:
    """The text without the job of that name. UsageError if there is none."""
    document, jobs = _parsed(text, path)
    number = next((n for n, table in enumerate(jobs) if table.get("name") == name), None)
    if number is None:
        names = ", ".join(str(table.get("name")) for table in jobs) or "none"
        raise UsageError(f"{path}: there is no job {name!r}; the jobs are: {names}")
    below = _take_below(jobs[number])
    if number:
        above, at = jobs[number - 1].value.body, len(jobs[number - 1].value.body)
    else:
        above, at = document.body, next(n for n, (key, _) in enumerate(document.body) if key and key.key == "job")
    del jobs[number]
    if not jobs:
        document.remove("job")
    if below and (not at or isinstance(above[at - 1][1], Whitespace)):
        # one blank line is enough
        del below[0]
    above[at:at] = below
    return tomlkit.dumps(document)


def _parsed(text: str, path: Path) -> tuple[tomlkit.TOMLDocument, AoT]:
    """The document and its jobs. UsageError if tomlkit would not write it back as it is."""
    document = tomlkit.parse(text)
    if tomlkit.dumps(document) != text:
        raise UsageError(f"{path}: other tables stand between the [[job]] tables; put those together, and try again")
    jobs = document.get("job", tomlkit.aot())
    if not isinstance(jobs, AoT):
        raise UsageError(f"{path}: the jobs stand in one list; write each as a table [[job]], and try again")
    return document, jobs


def _take_below(table: Table) -> list[tuple[Key | None, Item]]:
    """What stands below a job's keys and a blank line, taken out: comments on what comes next."""
    body = table.value.body
    end = len(body)
    while end and body[end - 1][0] is None:
        end -= 1
    start = next((n for n in range(end, len(body)) if isinstance(body[n][1], Whitespace)), len(body))
    below = body[start:]
    del body[start:]
    return below
