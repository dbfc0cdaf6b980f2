"""`kliping show`: one stored article."""

from __future__ import annotations

import json
from pathlib import Path

import click

from crawler.cli._options import db_option, json_option
from crawler.cli._render import one_line, print_article
from crawler.database import open_archive
from crawler.database.reading import find_article
from crawler.errors import NotFoundError


@click.command()
@click.argument("article", metavar="URL|ID")
@json_option
@db_option
def command(article: str, as_json: bool, db: Path) -> None:
    """Show a stored article by its URL in any form, its number in the database, or its id at the portal."""
    with open_archive(db, create=False, readonly=True) as archive:
        found = find_article(archive, article)
    if found is None:
        raise NotFoundError(f"{one_line(article)[:200]} is not stored; look for it with: kliping search WORDS")
    if as_json:
        click.echo(json.dumps(found.to_dict(), ensure_ascii=False, indent=2))
    else:
        print_article(found)
