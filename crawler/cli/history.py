"""`kliping history`: the versions of a stored article, and what changed from one to the next."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from crawler.cli._options import db_option, json_option
from crawler.cli._render import console, one_line
from crawler.database import open_archive
from crawler.database.history import CAUSES, Piece, Version, changed_fields, versions, word_difference
from crawler.dates import in_words
from crawler.errors import NotFoundError
from crawler.moments import WIB

_STYLES = {"same": "", "gone": "red strike", "new": "green"}
_MARKS = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}
_CONTEXT = 60


@click.command()
@click.argument("article", metavar="URL|ID")
@json_option
@db_option
def command(article: str, as_json: bool, db: Path) -> None:
    """Show the versions of a stored article and, word by word, what changed between them.

    What went is red and struck through, what came is green; in a pipe they are [-gone-] and {+new+}.
    """
    with open_archive(db, create=False, readonly=True) as archive:
        found = versions(archive, article)
    if not found:
        raise NotFoundError(f"{one_line(article)[:200]} is not stored; look for it with: kliping search WORDS")
    if as_json:
        click.echo(json.dumps([version.to_dict() for version in found], ensure_ascii=False, indent=2))
        return
    out = console()
    out.print(Text(one_line(found[-1].title), style="bold"))
    for number, version in enumerate(found):
        when = in_words(version.fetched.astimezone(WIB))
        out.print(Text(f"\nversion {version.number} · {when} · {CAUSES[version.cause]}", style="dim"))
        if number:
            _print_changes(out, found[number - 1], version)
    if len(found) == 1:
        out.print("it has not changed since")


def _print_changes(out: Console, old: Version, new: Version) -> None:
    for name in changed_fields(old, new):
        before, after = (_as_text(getattr(version, name)) for version in (old, new))
        line = Text(f"{name}: ", style="bold")
        for kind, text in _shortened(word_difference(before, after)):
            shown = one_line(text)
            line.append(shown if out.is_terminal else _MARKS[kind].format(shown), style=_STYLES[kind])
            line.append(" ")
        out.print(line)


def _as_text(value: object) -> str:
    return "; ".join(value) if isinstance(value, list) else str(value or "")


def _shortened(pieces: list[Piece]) -> Iterator[Piece]:
    """The pieces with only the ends of what stays the same."""
    for number, (kind, text) in enumerate(pieces):
        if kind != "same" or len(text) <= 2 * _CONTEXT:
            yield kind, text
            continue
        head = text[:_CONTEXT].rsplit(" ", 1)[0] if number else ""
        tail = text[-_CONTEXT:].split(" ", 1)[-1] if number + 1 < len(pieces) else ""
        yield kind, f"{head} … {tail}"
