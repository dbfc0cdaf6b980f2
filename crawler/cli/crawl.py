"""`kliping crawl`: find and fetch the articles of portals."""

from __future__ import annotations

import json
import time
from datetime import datetime, timedelta
from pathlib import Path

import click
from rich.console import Console

from crawler.cli._options import (
    Ages,
    Bounds,
    chosen_portals,
    db_option,
    json_option,
    query_option,
    raw_option,
    since_option,
    timeout_option,
    until_option,
)
from crawler.polling import Pace


@click.command()
@click.argument("names", nargs=-1, metavar="[PORTAL]…")
@click.option("--all", "every", is_flag=True, help="Every portal.")
@since_option
@until_option
@query_option
@click.option("--again", is_flag=True, help="Walk days again that are done.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most N articles of each portal.")
@click.option(
    "--adaptive",
    type=Bounds(),
    is_flag=False,
    flag_value="5m-6h",
    metavar="[5m-6h]",
    help="Leave alone for a while, within these bounds, sources that bring little.",
)
@click.option(
    "--revisit",
    type=Ages(),
    is_flag=False,
    flag_value="1h,6h,1d,3d,7d",
    metavar="[AGES]",
    help="Visit articles again at these ages: 1h,6h,1d,3d,7d.",
)
@raw_option
@timeout_option
@json_option
@db_option
def command(
    *,
    names: tuple[str, ...],
    every: bool,
    since: datetime | None,
    until: datetime | None,
    query: str,
    again: bool,
    limit: int | None,
    adaptive: Pace | None,
    revisit: tuple[timedelta, ...] | None,
    raw: bool,
    timeout: float,
    as_json: bool,
    db: Path,
) -> int:
    """Fetch the articles of portals that are not in the database yet.

    Without --since only what each portal shows first: its feeds, its newest sitemaps, the first page of its index.
    With it the indexes are walked back, day by day; days that are done are not asked for again, so a crawl that was
    stopped goes on where it was. Ctrl-C stops after the pages that are on their way.
    """
    from crawler.cli._progress import Progress, summary_of, table_of
    from crawler.cli._render import console
    from crawler.crawling import crawl

    messages, started = Console(stderr=True, highlight=False, markup=False), time.monotonic()
    portals = chosen_portals(names, every=every, since=since, until=until, query=query, messages=messages)
    crawled = crawl(
        portals,
        db=db,
        since=since,
        until=until,
        query=query,
        again=again,
        limit=limit,
        pace=adaptive,
        ladder=revisit or (),
        settings={"DOWNLOAD_TIMEOUT": timeout, "KLIPING_RAW": raw},
        watch=Progress(messages).watch,
    )
    if as_json:
        click.echo(
            json.dumps({"portals": crawled.counts, "exit_code": int(crawled.code)}, ensure_ascii=False, indent=2)
        )
    else:
        console().print(table_of(crawled.counts, crawled.counts))
    messages.print(summary_of(crawled.counts, time.monotonic() - started))
    if crawled.problem:
        messages.print(f"kliping: {crawled.problem}", soft_wrap=True)
    if any(row["state"] == "failed" for row in crawled.counts.values()):
        messages.print(f"why: kliping runs show {crawled.run}; whether that is new: kliping health")
    return int(crawled.code)
