"""`kliping crawl`: find and fetch the articles of portals."""

from __future__ import annotations

import json
import time
from datetime import datetime
from pathlib import Path

import click
from rich.console import Console

from crawler.cli._options import db_option, json_option, since_option, timeout_option, until_option
from crawler.errors import UsageError


@click.command()
@click.argument("names", nargs=-1, metavar="[PORTAL]…")
@click.option("--all", "every", is_flag=True, help="Every portal.")
@since_option
@until_option
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most N articles of each portal.")
@timeout_option
@json_option
@db_option
def command(
    *,
    names: tuple[str, ...],
    every: bool,
    since: datetime | None,
    until: datetime | None,
    limit: int | None,
    timeout: float,
    as_json: bool,
    db: Path,
) -> int:
    """Fetch the articles of portals that are not in the database yet.

    Without --since only what each portal shows first: its feeds, its newest sitemaps, the first page of its index.
    With it the indexes are walked back, day by day. Ctrl-C stops after the pages that are on their way.
    """
    from crawler.cli._progress import Progress, summary_of, table_of
    from crawler.cli._render import console
    from crawler.crawling import crawl
    from crawler.portals import all_portals, portal_named

    if not names and not every:
        raise UsageError("name a portal, for example: kliping crawl detik kompas; or all of them with --all")
    if since and until and since >= until:
        raise UsageError("--since must be before --until")
    portals = {portal.name: portal for portal in map(portal_named, names)} if not every else all_portals()
    if any(not portal.domains for portal in portals.values()):
        raise UsageError("generic has no site to crawl; give URLs to: kliping scrape")
    messages, started = Console(stderr=True, highlight=False, markup=False), time.monotonic()
    crawled = crawl(
        list(portals.values()),
        db=db,
        since=since,
        until=until,
        limit=limit,
        settings={"DOWNLOAD_TIMEOUT": timeout},
        watch=Progress(messages).watch,
    )
    if as_json:
        click.echo(
            json.dumps({"portals": crawled.counts, "exit_code": int(crawled.code)}, ensure_ascii=False, indent=2)
        )
    else:
        console().print(table_of(crawled.counts, crawled.counts))
    messages.print(summary_of(crawled.counts, time.monotonic() - started))
    return int(crawled.code)
