"""`kliping search`: full-text search in the stored articles."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from crawler.cli._options import WIB, db_option, json_option, since_option, until_option
from crawler.cli._render import console, harmless, one_line
from crawler.database import open_archive
from crawler.database.reading import Filter, Hit, has_portal
from crawler.database.reading import search as find
from crawler.database.snippets import MARK_END, MARK_START
from crawler.dates import in_words
from crawler.errors import NotFoundError
from crawler.portals import portal_named


@click.command()
@click.argument("words", nargs=-1)
@click.option("--portal", metavar="NAME", help="Only of this portal.")
@since_option
@until_option
@click.option(
    "--limit", type=click.IntRange(min=1, max=1_000_000), default=20, show_default=True, help="At most so many."
)
@json_option
@db_option
def command(
    *,
    words: tuple[str, ...],
    portal: str | None,
    since: datetime | None,
    until: datetime | None,
    limit: int,
    as_json: bool,
    db: Path,
) -> None:
    """Search the stored articles; all WORDS must be there, and "a phrase" in double quotes as it stands.

    The best come first. Without WORDS: the newest.
    """
    with open_archive(db, create=False, readonly=True) as archive:
        name = portal if portal is None or has_portal(archive, portal) else portal_named(portal).name
        hits = find(
            archive, " ".join(words), Filter(portals=(name,) if name else (), since=since, until=until), limit=limit
        )
    if as_json:
        click.echo(json.dumps([_to_dict(hit) for hit in hits], ensure_ascii=False, indent=2))
    else:
        out = console()
        for hit in hits:
            _print(out, hit)
    if not hits:
        wanted = repr(one_line(" ".join(words))[:80]) if words else "what you ask for"
        raise NotFoundError(f"nothing stored has {wanted}; try fewer words or a wider range")


def _to_dict(hit: Hit) -> dict[str, object]:
    return {
        "id": hit.id,
        "title": hit.title,
        "portal": hit.portal,
        "published_at": hit.published_at.isoformat() if hit.published_at else None,
        "url": hit.url,
        "snippet": hit.snippet.replace(MARK_START, "").replace(MARK_END, ""),
    }


def _print(out: Console, hit: Hit) -> None:
    date = in_words(hit.published_at.astimezone(WIB)) if hit.published_at else "no date"
    out.print(Text.assemble((one_line(hit.title), "bold"), f"  [{hit.id}]"))
    out.print(Text(f"{one_line(hit.portal)} · {date}"))
    out.print(Text(one_line(hit.url), style="dim"))
    out.print(_highlighted(hit.snippet), end="\n\n")


def _highlighted(snippet: str) -> Text:
    text = Text()
    for number, piece in enumerate(snippet.split(MARK_START)):
        found, mark, rest = piece.partition(MARK_END) if number else ("", "", piece)
        text.append(harmless(found if mark else ""), style="bold yellow")
        text.append(harmless(rest if mark or not number else found).replace("\n", " "))
    return text
