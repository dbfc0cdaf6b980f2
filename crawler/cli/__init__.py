"""The `kliping` command. Each module of this package whose name has no underscore is a subcommand of that name.

A module holds `command`, a click command. Modules are imported only when their subcommand is asked for.
"""

from __future__ import annotations

import importlib
import io
import os
import pkgutil
import sys
from pathlib import Path

import click

from crawler.errors import ExitCode, KlipingError

_READER_GONE = 141
SUMMARIES = {
    "crawl": "Crawl portals into the database.",
    "discover": "Print the links that portals' sources give, and store nothing.",
    "import": "Store the articles in WARC files and saved HTML.",
    "reextract": "Read stored articles anew from their raw pages.",
    "scrape": "Print the article at a URL or in a saved HTML file.",
    "search": "Search the stored articles.",
    "show": "Show one stored article.",
    "history": "Show the versions of an article and what changed.",
    "stats": "Count what is stored, as a table or a picture.",
    "duplicates": "List the stories that several portals published, and who was first.",
    "sql": "Ask the database with a statement of SQL.",
    "export": "Write stored articles as CSV, JSON, JSON lines, Parquet or WARC.",
    "browse": "Read and search the stored articles in a browser.",
    "schedule": "Run crawls by the clock.",
    "runs": "List what the crawls did.",
    "health": "Tell which portals are not as they always were.",
    "portals": "List the portals.",
    "inspect": "Show where each field of a page comes from.",
    "extract": "Extract saved pages named by an index, one JSON line each.",
}


class Subcommands(click.Group):
    """A click group that finds its commands in this package and imports one only when it runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        found = {m.name for m in pkgutil.iter_modules(__path__) if "_" not in m.name}
        return sorted(found, key=lambda name: (list(SUMMARIES).index(name) if name in SUMMARIES else 99, name))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = importlib.import_module(f"{__name__}.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, SUMMARIES.get(name, "")) for name in self.list_commands(ctx)])


@click.group(cls=Subcommands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="kliping")
def cli() -> None:
    """Crawl, scrape and search Indonesian news."""


def main() -> None:
    """Run the command; expected errors become one line on stderr and their exit code."""
    # it is None where it was closed
    sys.stdout = sys.stdout or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 (open to the end)
    if isinstance(sys.stdout, io.TextIOWrapper) and sys.stdout.encoding != "utf-8":
        # not every character of the news can be written in it
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        code = cli.main(standalone_mode=False, prog_name="kliping")
        sys.stdout.flush()
    except KlipingError as error:
        click.echo(f"kliping: {error}", err=True)
        code = error.code
    except click.ClickException as error:
        click.echo(f"kliping: {error.format_message()}", err=True)
        code = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("kliping: stopped", err=True)
        code = 130
    except (BrokenPipeError, SystemExit):
        # click exits by itself only where the reader of its output went away, as in `| head`
        code = _READER_GONE
        _silence_output()
    except OSError as error:
        click.echo(f"kliping: {error.strerror or error}", err=True)
        code = ExitCode.FAILED
        _silence_output()
    sys.exit(code if isinstance(code, int) else ExitCode.OK)


def _silence_output() -> None:
    """Let what is still to be flushed at the end go nowhere: it would fail again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
