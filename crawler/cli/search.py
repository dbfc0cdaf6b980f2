"""`kliping search`: full-text search in the stored articles."""

from __future__ import annotations

import json
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from crawler.cli._options import db_option, filter_options, json_option, with_known_portals
from crawler.cli._render import console, harmless, one_line
from crawler.database import open_archive
from crawler.database.reading import Filter, Hit
from crawler.database.reading import search as find
from crawler.database.snippets import MARK_END, MARK_START
from crawler.dates import in_words
from crawler.errors import NotFoundError
from crawler.moments import WIB


@click.command()
@click.argument("words", nargs=-1)
@filter_options
@click.option(
    "--order",
    type=click.Choice(["best", "newest"]),
    default="best",
    show_default=True,
    help="Best: by relevance (bm25); without WORDS always the newest.",
)
@click.option(
    "--limit", type=click.IntRange(min=1, max=1_000_000), default=20, show_default=True, help="At most so many."
)
@json_option
@db_option
def command(
    *,
    words: tuple[str, ...],
    wanted: Filter,
    order: str,
    limit: int,
    as_json: bool,
    db: Path,
) -> None:
    """Search the stored articles; all WORDS must be there, in any form: banjir finds kebanjiran.

    "a phrase" in double quotes is found as it stands; a OR b, NOT a (or -a, as in 'banjir -jakarta' inside quotes of
    the shell), brackets and banj* do what one expects.
    """
    with open_archive(db, create=False, readonly=True) as archive:
        chosen = with_known_portals(archive, wanted)
        hits = find(archive, " ".join(words), chosen, limit=limit, newest=order == "newest")
    if as_json:
        click.echo(json.dumps([_to_dict(hit) for hit in hits], ensure_ascii=False, indent=2))
    else:
        out = console()
        for hit in hits:
            _print(out, hit)
    if not hits:
        asked = repr(one_line(" ".join(words))[:80]) if words else "what you ask for"
        raise NotFoundError(f"nothing stored has {asked}; try fewer words or a wider range")


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
