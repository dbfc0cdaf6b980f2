"""`kliping duplicates`: the stories that several portals published, who was first and who copied."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from crawler.cli._bar import Bar
from crawler.cli._options import (
    db_option,
    json_option,
    refuse_empty_range,
    since_option,
    until_option,
    with_known_portals,
)
from crawler.cli._render import console, one_line
from crawler.database import open_archive
from crawler.database.reading import Filter
from crawler.dates import in_words
from crawler.duplicates import group_new, waiting
from crawler.duplicates.stories import Copy, Copying, Story, counts, stories
from crawler.errors import DatabaseError
from crawler.moments import WIB

_MOST_NAMED = 3


@click.command()
@click.option(
    "--portal", "portals", multiple=True, metavar="NAME", help="Only what it published or copied; may repeat."
)
@since_option
@until_option
@click.option(
    "--limit", type=click.IntRange(min=1, max=1_000_000), default=20, show_default=True, help="At most so many stories."
)
@click.option("--update", is_flag=True, help="First compare the articles that were not compared yet.")
@json_option
@db_option
def command(
    *,
    portals: tuple[str, ...],
    since: datetime | None,
    until: datetime | None,
    limit: int,
    update: bool,
    as_json: bool,
    db: Path,
) -> None:
    """List the stories that stand in several articles, the newest first: who was first, and who copied it when.

    A copy may be edited, cut to a half or have another title and intro. `kliping crawl` compares what it fetched.
    """
    refuse_empty_range(since, until)
    messages = Console(stderr=True, highlight=False, markup=False)
    if update:
        _update(db, messages)
    with open_archive(db, create=False, readonly=True) as archive:
        wanted = with_known_portals(archive, Filter(portals=portals, since=since, until=until))
        found, (number, copying), left = (
            stories(archive, wanted, limit=limit),
            counts(archive, wanted),
            waiting(archive),
        )
    if left:
        messages.print(
            f"articles not compared yet: {left:,}; compare them with: kliping duplicates --update", soft_wrap=True
        )
    if as_json:
        rows = {
            "stories": number,
            "copying": [asdict(row) for row in copying],
            "newest": [_to_dict(it) for it in found],
        }
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    out = console()
    for story in found:
        _print(out, story)
    out.print(summary_of(number, copying))


def _update(db: Path, messages: Console) -> None:
    """Compare what was not compared yet; where the database cannot be written, say so and leave it as it is."""
    try:
        with open_archive(db, create=False) as archive, Bar(messages) as bar:
            total = waiting(archive)
            group_new(archive, on_progress=lambda done: bar.show("articles compared", done, total))
    except DatabaseError as error:
        messages.print(f"not brought up to date: {error}", soft_wrap=True)


def summary_of(number: int, copying: Sequence[Copying]) -> str:
    """All of it in a line: how many stories were copied how often, and who copied whom most."""
    copies = sum(row.copies for row in copying)
    if not copies:
        return "no story stands in two articles"
    said = f"{number:,} {'story was' if number == 1 else 'stories were'} copied {_times(copies)}"
    across = [row for row in copying if row.portal != row.first_portal][:_MOST_NAMED]
    named = ", ".join(one_line(f"{row.portal} from {row.first_portal} {_times(row.copies)}") for row in across)
    return f"{said}; {'most: ' if len(copying) > 1 else ''}{named}" if named else said


def lag_in_words(seconds: int | None) -> str:
    """How long after the first: `12 min`, `3 h`, `5 days`."""
    if seconds is None:
        return "no date"
    minutes = round(seconds / 60)
    if minutes < 120:
        return f"{minutes} min"
    return f"{round(minutes / 60)} h" if minutes < 48 * 60 else f"{round(minutes / 1440)} days"


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count:,} times")


def _print(out: Console, story: Story) -> None:
    first = story.first
    date = in_words(first.published_at.astimezone(WIB)) if first.published_at else "no date"
    out.print(Text.assemble((one_line(first.title), "bold"), f"  [{first.id}]"))
    out.print(Text(f"{one_line(first.portal)} · {date}"))
    out.print(Text(one_line(first.url), style="dim"))
    for copy in story.copies:
        out.print(_line(copy))
    out.print()


def _line(copy: Copy) -> Text:
    facts = f"  {one_line(copy.portal):<16} {lag_in_words(copy.lag_seconds):>8}  {copy.similarity:4.0%}  [{copy.id}]  "
    return Text.assemble(facts, (one_line(copy.url), "dim"))


def _to_dict(story: Story) -> dict[str, object]:
    first, *copies = (
        {k: v.isoformat() if isinstance(v, datetime) else v for k, v in asdict(telling).items()}
        for telling in (story.first, *story.copies)
    )
    return {"first": first, "copies": copies}
