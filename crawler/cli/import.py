"""`kliping import`: articles from pages that others saved."""

from __future__ import annotations

import json
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from crawler.cli._bar import Bar
from crawler.cli._options import (
    db_option,
    json_option,
    raw_option,
    refuse_empty_range,
    since_option,
    until_option,
)
from crawler.cli._render import one_line
from crawler.errors import ExitCode, UsageError

_STORED = ("new", "changed", "unchanged")


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE|DIR…")
@click.option("--portal", "names", multiple=True, metavar="NAME", help="Only of this portal; may be repeated.")
@click.option("--any", "every_site", is_flag=True, help="Pages of sites that are no known portal too.")
@since_option
@until_option
@raw_option
@json_option
@db_option
def command(
    *,
    paths: tuple[Path, ...],
    names: tuple[str, ...],
    every_site: bool,
    since: datetime | None,
    until: datetime | None,
    raw: bool,
    as_json: bool,
    db: Path,
) -> int:
    """Store the articles in WARC files (.warc, .warc.gz; Common Crawl's too) and saved HTML (.html, .html.gz).

    A folder is searched at any depth. The address of saved HTML is what an index.json in the folder says ([{"id": "a",
    "url": …}] for a.html), or else what the page says itself. An article that was fetched later stays as it is.
    """
    from crawler.database.storing import ArticleStore
    from crawler.discovery.window import Window
    from crawler.importing.files import sources_in
    from crawler.importing.run import Importer, Wanted
    from crawler.portals import portal_named

    refuse_empty_range(since, until)
    if names and every_site:
        raise UsageError("--any takes every site; leave it out, or --portal")
    wanted = Wanted(Window(datetime.now(UTC), since, until), [portal_named(name) for name in names], every_site)
    sources = [source for path in paths for source in sources_in(path)]
    messages, started = Console(stderr=True, highlight=False, markup=False), time.monotonic()
    with ArticleStore(db, raw=raw) as store, Bar(messages) as bar:
        importer = Importer(store, wanted, bar.show)
        for source in sources:
            importer.take(source)
    for path, problem in importer.problems:
        messages.print(f"kliping: {one_line(str(path))}: {one_line(problem)}", soft_wrap=True)
    if store.problem:
        messages.print(f"kliping: {store.problem}", soft_wrap=True)
    code = _exit_code(importer.counts, bool(importer.problems or store.problem))
    summary = f"{_summary(importer.counts)} (in {time.monotonic() - started:.0f} s)"
    if as_json:
        click.echo(json.dumps(_to_dict(importer, code), ensure_ascii=False, indent=2))
        messages.print(summary, soft_wrap=True)
    else:
        click.echo(summary)
    return code


def _exit_code(counts: Counter[str], damaged: bool) -> int:
    stored = any(counts[name] for name in _STORED)
    if damaged:
        return ExitCode.PARTIAL if stored else ExitCode.FAILED
    return ExitCode.OK if stored or counts["outside"] else ExitCode.NO_ARTICLE


def _summary(counts: Counter[str]) -> str:
    """The counts in a sentence: those of articles first, then why the other pages were left."""
    told = {"new": "new", "changed": "changed", "unchanged": "already stored", "outside": "out of range"}
    others = {name: count for name, count in counts.most_common() if name not in ("pages", *told)}
    parts = [f"{counts[name]:,} {words}" for name, words in told.items() if counts[name] or name == "new"]
    left = [f"{count:,} {name}" for name, count in others.items() if count]
    return f"{counts['pages']:,} pages: {', '.join(parts)}" + (f"; left: {', '.join(left)}" if left else "")


def _to_dict(importer: Any, code: int) -> dict[str, Any]:
    counts = Counter(importer.counts)
    named = {name: counts.pop(name, 0) for name in ("pages", *_STORED, "outside")}
    problems = [{"file": str(path), "problem": problem} for path, problem in importer.problems]
    return {**named, "left": dict(counts.most_common()), "problems": problems, "exit_code": int(code)}
