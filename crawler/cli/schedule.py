"""`kliping schedule`: run the crawls of kliping.toml by the clock, look at them, and change them."""

from __future__ import annotations

import asyncio
import getpass
import itertools
import json
import logging
import os
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click
from rich import box
from rich.console import Console
from rich.table import Table

from crawler.cli._options import chosen_portals, config_option, json_option
from crawler.cli._render import console, one_line
from crawler.configuration import DEFAULT_PATH, Configuration, Job, load_configuration, parse_configuration, read_file
from crawler.database import open_archive
from crawler.errors import DatabaseError, UsageError
from crawler.moments import parse_moment, span_text
from crawler.scheduling.records import read_starts
from crawler.scheduling.triggers import coming_starts, next_start


@click.group()
def command() -> None:
    """Run crawls by the clock: the jobs of kliping.toml, as a service or from systemd or cron."""


@command.command()
@config_option
def run(config: Path | None) -> None:
    """Start crawls when they are due, until stopped.

    SIGTERM or Ctrl-C stops it within ten seconds, and its crawls, which keep what they have. What happens is told on
    standard error. Each crawl is a process of its own with the job's time limit. Jobs on the same site wait for each
    other. A start that was missed while this did not run is made up for, once. A changed kliping.toml is read at the
    next start.
    """
    from crawler.scheduling.records import only_service
    from crawler.scheduling.service import Service

    configuration = load_configuration(config or DEFAULT_PATH)
    _check_jobs(configuration)
    if not any(job.enabled for job in configuration.jobs):
        raise UsageError(f"no job in {configuration.path} is enabled; add one with: kliping schedule add")
    open_archive(configuration.database, create=True).close()
    with only_service(configuration.database) as lock:
        _log_to_stderr(configuration.timezone)
        asyncio.run(Service(configuration, lock).run())


@command.command("list")
@json_option
@config_option
def list_(config: Path | None, as_json: bool) -> None:
    """List the jobs, with their last start and the next."""
    configuration = load_configuration(config)
    rows = [_to_dict(job, configuration) for job in configuration.jobs]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    table = Table("job", "portals", "when", "last start", "next start", box=box.SIMPLE_HEAD)
    for row in rows:
        portals = "all" if row["all"] else ", ".join(row["portals"])
        times = (_minute(row[key]) for key in ("last_start", "next_start"))
        table.add_row(row["name"], portals, row["every"] or row["cron"], *(times if row["enabled"] else ("", "off")))
    console().print(table)


@command.command("next")
@click.option("-n", "count", type=click.IntRange(min=1, max=10_000), default=10, show_default=True, metavar="N")
@json_option
@config_option
def next_(config: Path | None, count: int, as_json: bool) -> None:
    """Print when jobs start next.

    In the time zone of kliping.toml, as it is if the service runs.
    """
    configuration = load_configuration(config)
    jobs = [job for job in configuration.jobs if job.enabled]
    last, now = read_starts(configuration.database), datetime.now(UTC)
    starts = itertools.islice(coming_starts(jobs, configuration.timezone, last, now), count)
    rows = [{"at": _iso(at, configuration.timezone), "job": job.name} for at, job in starts]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for row in rows:
        click.echo(f"{_minute(row['at'])}  {row['job']}")


@command.command()
@json_option
@config_option
def check(config: Path | None, as_json: bool) -> None:
    """Check kliping.toml and its database.

    Keys, portals, cron texts and whether `kliping crawl` would take it. Exit code 2 or 5, with a line that says why,
    if it would not.
    """
    configuration = load_configuration(config or DEFAULT_PATH)
    portals = _check_jobs(configuration)
    _check_database(configuration.database)
    row = {
        "file": str(configuration.path.absolute()),
        "jobs": len(configuration.jobs),
        "enabled": sum(job.enabled for job in configuration.jobs),
        "portals": len(portals),
        "database": str(configuration.database.absolute()),
        "timezone": configuration.timezone.key,
    }
    if as_json:
        click.echo(json.dumps(row, ensure_ascii=False, indent=2))
        return
    click.echo(f"{configuration.path}: ok: {row['jobs']} jobs, {row['portals']} portals, database {row['database']}")


@command.command()
@click.argument("name")
@click.option("--portals", metavar="NAMES", help="Portals and groups, with commas between.")
@click.option("--all", "every_portal", is_flag=True, help="Every portal.")
@click.option("--every", metavar="SPAN", help="How often: 15m, 6h, 1d.")
@click.option("--cron", metavar="TEXT", help='When, as in a crontab: "15 * * * *".')
@click.option("--since", metavar="DATE", help="As for crawl; 2d counts back from each start.")
@click.option("--until", metavar="DATE", help="As for crawl.")
@click.option("--query", metavar="WORDS", help="As for crawl.")
@click.option("--limit", type=int, metavar="N", help="At most N articles of each portal.")
@click.option("--time-limit", metavar="SPAN", help="Stop a crawl that takes longer.  [default: 30m]")
@click.option("--revisit", is_flag=True, help="Fetch young articles again, to see what changed.")
@click.option("--no-raw", is_flag=True, help="Keep no raw pages.")
@config_option
def add(
    *,
    config: Path | None,
    name: str,
    portals: str | None,
    every_portal: bool,
    revisit: bool,
    no_raw: bool,
    **others: Any,
) -> None:
    """Add a job to kliping.toml.

    The file is made if it is missing, and its comments stay. The service takes the job up when it is started again.
    """
    from crawler.files import replace_file
    from crawler.scheduling.editing import with_job

    path = config or DEFAULT_PATH
    text = read_file(path) if path.exists() else ""
    parse_configuration(text, path)
    job = {
        "name": name,
        "portals": [part.strip() for part in portals.split(",")] if portals else None,
        "all": every_portal or None,
        **others,
        "revisit": revisit or None,
        "raw": False if no_raw else None,
    }
    changed = with_job(text, path, {key: value for key, value in job.items() if value is not None})
    configuration = parse_configuration(changed, path)
    _check_jobs(configuration)
    replace_file(path, changed)
    row = _to_dict(configuration.jobs[-1], configuration)
    click.echo(f"{path}: added {name}, next start {_minute(row['next_start'])}")


@command.command()
@click.argument("name")
@config_option
def remove(config: Path | None, name: str) -> None:
    """Take a job out of kliping.toml.

    Comments on other jobs stay. The service drops the job when it is started again.
    """
    from crawler.files import replace_file
    from crawler.scheduling.editing import without_job

    path = config or DEFAULT_PATH
    text = read_file(path)
    parse_configuration(text, path)
    changed = without_job(text, path, name)
    parse_configuration(changed, path)
    replace_file(path, changed)
    click.echo(f"{path}: removed {name}")


@command.command()
@click.option("--systemd", "kind", flag_value="systemd", help="A unit file for the service.")
@click.option("--cron", "kind", flag_value="cron", help="Lines for a crontab, one a job, that need no service.")
@config_option
def install(config: Path | None, kind: str | None) -> None:
    """Print a systemd unit or crontab lines.

    They run the jobs with the paths of this installation. Where they have to go is told on standard error.
    """
    from crawler.scheduling.commands import kliping_command
    from crawler.scheduling.units import crontab, systemd_unit

    if not kind:
        raise UsageError("say for what: --systemd or --cron")
    configuration = load_configuration(config or DEFAULT_PATH)
    _check_jobs(configuration)
    portals = os.environ.get("KLIPING_PORTALS")
    environment = {"KLIPING_PORTALS": str(Path(portals).absolute())} if portals else {}
    if kind == "cron":
        click.echo(crontab(configuration, kliping_command(), environment=environment), nl=False)
    else:
        user = getpass.getuser()
        click.echo(systemd_unit(configuration, kliping_command(), user=user, environment=environment), nl=False)
    click.echo(_WHERE[kind].format(folder=configuration.database.absolute().parent), err=True)


def _check_jobs(configuration: Configuration) -> set[str]:
    """The names of all portals that jobs crawl. UsageError names the first job that `kliping crawl` would refuse."""
    messages = Console(stderr=True, highlight=False, markup=False)
    names: set[str] = set()
    for job in configuration.jobs:
        found = tuple(portal.name for portal in configuration.portals_of(job))
        try:
            chosen_portals(
                found,
                every=job.all,
                since=parse_moment(job.since) if job.since else None,
                until=parse_moment(job.until, end_of_day=True) if job.until else None,
                query=job.query or "",
                messages=messages,
            )
        except UsageError as error:
            raise UsageError(f"{configuration.path}: [[job]] {job.name}: {error}") from error
        names.update(found)
    return names


def _check_database(path: Path) -> None:
    """DatabaseError if the database can neither be read nor be made."""
    if path.exists():
        open_archive(path, create=False, readonly=True).close()
        return
    folder = next(folder for folder in path.absolute().parents if folder.exists())
    if not (folder.is_dir() and os.access(folder, os.W_OK)):
        raise DatabaseError(f"{path} cannot be made; check the permissions of {folder}")


def _to_dict(job: Job, configuration: Configuration) -> dict[str, Any]:
    """The job for programs: spans as text, times in the configured zone, no next start if it is off."""
    zone, last = configuration.timezone, read_starts(configuration.database).get(job.name)
    coming = next_start(job, zone, last, datetime.now(UTC)) if job.enabled else None
    return {
        **{key: span_text(value) if isinstance(value, timedelta) else value for key, value in asdict(job).items()},
        "last_start": _iso(last, zone),
        "next_start": _iso(coming, zone),
    }


def _iso(at: datetime | None, zone: ZoneInfo) -> str | None:
    return at.astimezone(zone).isoformat(timespec="seconds") if at else None


def _minute(iso: str | None) -> str:
    return f"{datetime.fromisoformat(iso):%Y-%m-%d %H:%M}" if iso else "-"


def _log_to_stderr(zone: ZoneInfo) -> None:
    """Plain lines with the time in the zone; what crawls say cannot steer a terminal."""

    class Lines(logging.Formatter):
        def format(self, record: logging.LogRecord) -> str:
            at = datetime.fromtimestamp(record.created, zone)
            return f"{at:%Y-%m-%d %H:%M:%S %Z} {one_line(super().format(record))}"

    handler = logging.StreamHandler()
    handler.setFormatter(Lines())
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    logging.getLogger("apscheduler").setLevel(logging.WARNING)


_WHERE = {
    "systemd": (
        "Write it to /etc/systemd/system/kliping.service (as root), make the folder {folder}, and then:\n"
        "systemctl daemon-reload && systemctl enable --now kliping; its messages: journalctl -u kliping"
    ),
    "cron": (
        "Add these lines with: crontab -e. They need flock and timeout, which Linux has. Debian's cron does not know\n"
        "CRON_TZ: there the hours of cron texts are those of the machine's own zone."
    ),
}
