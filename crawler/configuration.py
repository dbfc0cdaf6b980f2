"""`kliping.toml`: what runs when, and how. Read into frozen dataclasses whose fields are the keys of its tables.

database = "output/news.db"     # a relative path counts from the folder of this file
timezone = "Asia/Jakarta"

[groups]
national = ["detik", "kompas", "tempo"]

[[job]]
name = "fresh"
portals = ["national", "antaranews"]    # groups and portals; or: all = true
every = "15m"                           # or: cron = "15 * * * *"
since = "2d"
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from crawler.errors import UsageError
from crawler.health.findings import CHECKS
from crawler.health.rules import HealthRules
from crawler.moments import WIB, parse_moment
from crawler.polling import LADDER, Pace
from crawler.portal import Portal
from crawler.portals import UnknownPortalError, all_portals, portal_named
from crawler.tables import check_keys, read_table, text_of, texts_of, told, zone_of

DEFAULT_PATH = Path("kliping.toml")

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,59}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A crawl that is repeated, with what `kliping crawl` takes. ValueError, key first, where it makes no sense.

    It starts `every` span of time, or when `cron` says (five fields, in the configuration's zone). `portals` holds
    names of portals and groups; `all` stands for every portal. `since` and `until` are as typed after --since. A crawl
    that takes longer than `time_limit` is stopped, and what it has fetched is kept.
    """

    name: str = ""
    portals: tuple[str, ...] = ()
    all: bool = False
    every: timedelta | None = None
    cron: str | None = None
    since: str | None = None
    until: str | None = None
    limit: int | None = None
    query: str | None = None
    time_limit: timedelta = timedelta(minutes=30)
    revisit: bool = False
    raw: bool = True
    enabled: bool = True

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise ValueError(f"name: {self.name!r} is no name for a job; give letters, digits, - and _")
        if bool(self.portals) == self.all:
            raise ValueError('portals: name portals or groups, as in ["detik", "kompas"], or give all = true')
        if bool(self.every) == bool(self.cron):
            raise ValueError('every: say when: either every = "15m" or cron = "15 * * * *"')
        if self.limit is not None and self.limit < 1:
            raise ValueError(f"limit: {self.limit} is too small; give 1 or more")
        for key, text in (("since", self.since), ("until", self.until)):
            if text is not None:
                told(key, parse_moment, text)
        if self.cron:
            # only those who schedule need the library
            from crawler.scheduling.triggers import cron_trigger

            told("cron", cron_trigger, self.cron, WIB)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alerts:
    """Where what `kliping health` finds is sent (apprise URLs), and which findings; all if none is named.

    The service looks for them `every` so often.
    """

    urls: tuple[str, ...] = ()
    on: tuple[str, ...] = ()
    every: timedelta = timedelta(hours=1)

    def __post_init__(self) -> None:
        if unknown := next((check for check in self.on if check not in CHECKS), None):
            raise ValueError(f"on: there is no check {unknown!r}; they are: {', '.join(CHECKS)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Revisits:
    """How long after publication an article is fetched again, shortest first."""

    ladder: tuple[timedelta, ...] = LADDER

    def __post_init__(self) -> None:
        if list(self.ladder) != sorted(set(self.ladder)):
            raise ValueError("ladder: each step must be longer than the one before it")


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """All of a kliping.toml: `path` is the file, `database` absolute if there is one, `timezone` that of cron texts."""

    path: Path = DEFAULT_PATH
    database: Path = Path("output/news.db")
    timezone: ZoneInfo = WIB
    jobs: tuple[Job, ...] = ()
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    alerts: Alerts = Alerts()
    health: HealthRules = HealthRules()
    revisits: Revisits = Revisits()
    polling: Pace = field(default_factory=Pace)

    def portals_of(self, job: Job) -> tuple[Portal, ...]:
        """The portals that a job crawls, groups resolved, each once. UsageError names the job and what is unknown."""
        if job.all:
            return tuple(all_portals().values())
        names = [name for given in job.portals for name in self.groups.get(given, (given,))]
        try:
            return tuple({portal.name: portal for portal in map(self._portal, names)}.values())
        except UsageError as error:
            raise UsageError(f"{self.path}: [[job]] {job.name}: portals: {error}") from error

    def _portal(self, name: str) -> Portal:
        try:
            portal = portal_named(name)
        except UnknownPortalError as error:
            if near := difflib.get_close_matches(name, self.groups, n=1):
                raise UsageError(f"there is no portal or group {name!r}; did you mean {near[0]}?") from error
            raise
        if not portal.domains:
            raise UsageError(f"{name} has no site to crawl")
        return portal


def load_configuration(path: Path | None = None) -> Configuration:
    """The configuration in the file at `path`, or without one in kliping.toml here, if there is one, else the defaults.

    UsageError, in one line, names the file, the table, the key and what is wrong with it.
    """
    if path is None and not DEFAULT_PATH.exists():
        return Configuration()
    path = path or DEFAULT_PATH
    return parse_configuration(read_file(path), path)


def read_file(path: Path) -> str:
    """The text of the file at `path`, line ends as they are. UsageError if it cannot be read."""
    try:
        return path.read_bytes().decode()
    except FileNotFoundError as error:
        raise UsageError(f"there is no file {path}; begin one with: kliping schedule add") from error
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not UTF-8 text, as TOML has to be") from error


def parse_configuration(text: str, path: Path) -> Configuration:
    """The configuration that the text of the file at `path` holds. UsageError as in `load_configuration`."""
    try:
        values = tomllib.loads(text)
        return _configuration(values, path)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path} is no TOML: {error}") from error
    except ValueError as error:
        raise UsageError(f"{path}: {error}") from error


def _configuration(values: dict[str, Any], path: Path) -> Configuration:
    check_keys(values, ["database", "timezone", "job", "groups", *_TABLES])
    database = told("database", _path_of, values.get("database", "output/news.db"))
    return Configuration(
        path=path,
        database=path.absolute().parent / database,
        timezone=told("timezone", zone_of, values.get("timezone", "Asia/Jakarta")),
        jobs=_jobs(values.get("job", [])),
        groups=_groups(_table(values, "groups")),
        **{name: told(f"[{name}]", read_table, cls, _table(values, name)) for name, cls in _TABLES.items()},
    )


def _path_of(value: object) -> Path:
    try:
        return Path(text_of(value)).expanduser()
    except RuntimeError as error:
        raise ValueError(f"{value!r} begins with the home of a user that there is not") from error


def _jobs(tables: object) -> tuple[Job, ...]:
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise ValueError("job: begin each job with a line [[job]]")
    jobs = [told(_label(table, number), read_table, Job, table) for number, table in enumerate(tables, 1)]
    names = [job.name for job in jobs]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise ValueError(f"[[job]] {twice}: name: there are two jobs of this name")
    return tuple(jobs)


def _label(table: Mapping[str, Any], number: int) -> str:
    """What an error calls a job: its name, or where it has none that can be printed, its number."""
    name = table.get("name")
    return f"[[job]] {name if isinstance(name, str) and _NAME.fullmatch(name) else number}"


def _groups(table: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    if odd := next((name for name in table if not _NAME.fullmatch(name)), None):
        raise ValueError(f"[groups]: {odd!r} is no name for a group; give letters, digits, - and _")
    return {name: told(f"[groups] {name}", texts_of, names) for name, names in table.items()}


def _table(values: Mapping[str, Any], name: str) -> dict[str, Any]:
    table = values.get(name, {})
    if not isinstance(table, dict):
        raise ValueError(f"{name}: it must be a table: a line [{name}] and its keys below")
    return table


_TABLES: dict[str, type[Any]] = {"alerts": Alerts, "health": HealthRules, "revisits": Revisits, "polling": Pace}
