"""`kliping browse`: the archive in a browser."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import click

from crawler.cli._options import db_option
from crawler.cli._render import one_line


@click.command()
@click.option(
    "--port",
    type=click.IntRange(0, 65_535),
    default=8001,
    show_default=True,
    metavar="N",
    help="The port of 127.0.0.1; 0 is any that is free.",
)
@click.option("--open/--no-open", "opened", default=False, help="Open the browser.", show_default=True)
@db_option
def command(*, port: int, opened: bool, db: Path) -> None:
    """Read and search the stored articles in a browser on this machine, until Ctrl-C.

    Nobody else is answered, nothing can be changed, and a crawl may go on meanwhile.
    """
    from crawler.browsing import listen, serve, site_of

    site = site_of(db)
    with listen(port) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/"

        def started() -> None:
            click.echo(f"{one_line(str(db))} is at {url} until Ctrl-C")
            if opened:
                webbrowser.open(url)

        try:
            serve(site.app(), listener, started)
        except KeyboardInterrupt:
            click.echo("stopped", err=True)
