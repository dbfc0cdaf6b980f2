"""The jobs for other clocks: a systemd unit for the service, or lines for a crontab. Pure."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Mapping
from datetime import timedelta

from crawler.configuration import Configuration, Job
from crawler.errors import UsageError
from crawler.scheduling.commands import crawl_arguments
from crawler.sites import sites_of

LONGEST_LINE = 990
"""What every cron takes in a line."""

_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)

_UNIT = """\
[Unit]
Description=Kliping, scheduled crawls of {database}
Wants=network-online.target
After=network-online.target

[Service]
Type=exec
User={user}
WorkingDirectory={folder}
{environment}# the colon: a $ is only a $
ExecStart=:{command}
Restart=on-failure
RestartSec=30
# 2: kliping.toml has a mistake, which another start does not mend
RestartPreventExitStatus=2
# the service stops its crawls itself
KillMode=mixed
TimeoutStopSec=20

# it needs the network, and to write beside its database
ReadWritePaths={writable}
ProtectSystem=strict
ProtectHome=read-only
PrivateTmp=yes
PrivateDevices=yes
ProtectClock=yes
ProtectControlGroups=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
NoNewPrivileges=yes
CapabilityBoundingSet=
LockPersonality=yes
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service

[Install]
WantedBy=multi-user.target
"""


def systemd_unit(configuration: Configuration, program: list[str], *, user: str, environment: Mapping[str, str]) -> str:
    """A unit file for `kliping schedule run`. `program` runs kliping; `environment` is what it must find set."""
    path = configuration.path.absolute()
    command = [*program, "schedule", "run", "--config", str(path)]
    return _UNIT.format(
        database=_specifiers(str(configuration.database)),
        user=user,
        folder=_specifiers(str(path.parent)),
        environment="".join(f"Environment={_quoted(f'{k}={v}')}\n" for k, v in environment.items()),
        command=" ".join(map(_quoted, command)),
        writable=_quoted(str(configuration.database.absolute().parent)),
    )


def _specifiers(text: str) -> str:
    return text.replace("%", "%%")


def _quoted(word: str) -> str:
    """A word as systemd reads it."""
    word = _specifiers(word)
    if re.fullmatch(r"[\w@%+=:,./$-]+", word, re.ASCII):
        return word
    return '"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"'


def crontab(configuration: Configuration, program: list[str], *, environment: Mapping[str, str]) -> str:
    """The enabled jobs as lines of a crontab. UsageError names a job whose interval or length does not fit in a line.

    Jobs that share a site wait for each other, and `timeout` keeps the time limit.
    """
    jobs = [job for job in configuration.jobs if job.enabled]
    heads = [f"CRON_TZ={configuration.timezone.key}", *(f"{key}={value}" for key, value in environment.items())]
    locks = _locks(jobs, configuration)
    lines = [_line(job, locks[job.name], configuration, program) for job in jobs]
    return "\n".join([*heads, *lines]) + "\n"


def _line(job: Job, lock: str, configuration: Configuration, program: list[str]) -> str:
    seconds, database = int(job.time_limit.total_seconds()), configuration.database.absolute()
    where = f"{configuration.path}: [[job]] {job.name}"
    words = ["flock", "-w", str(seconds), f"{database}.{lock}.lock", "timeout", "-s", "INT", "-k", "10", str(seconds)]
    command = shlex.join([*words, *program, *crawl_arguments(job, configuration)])
    command += f" >> {shlex.quote(f'{database}.{job.name}.log')} 2>&1"
    # in a crontab % is the end of the line
    line = f"{job.cron or _cron_text(job, where)} {command.replace('%', chr(92) + '%')}"
    if len(line) > LONGEST_LINE:
        raise UsageError(f"{where}: too long for a line of a crontab; use --systemd")
    return f"# {job.name}\n{line}"


def _cron_text(job: Job, where: str) -> str:
    """The five fields that say the same as the job's interval."""
    every = job.every or timedelta()
    if every < _HOUR and not every % timedelta(minutes=1) and not _HOUR % every:
        return f"*/{every // timedelta(minutes=1)} * * * *"
    if every < _DAY and not every % _HOUR and not _DAY % every:
        return f"0 */{every // _HOUR} * * *"
    if every == _DAY:
        return "0 0 * * *"
    if every == 7 * _DAY:
        return "0 0 * * 0"
    raise UsageError(f"{where}: every: cron has no such interval; give cron text, or use --systemd")


def _locks(jobs: Iterable[Job], configuration: Configuration) -> dict[str, str]:
    """The name of each job's lock: one for all jobs that share a site, directly or through another."""
    groups: list[tuple[frozenset[str], list[str]]] = []
    for job in jobs:
        sites, names = sites_of(configuration.portals_of(job)), [job.name]
        for group in [group for group in groups if group[0] & sites]:
            groups.remove(group)
            sites, names = sites | group[0], group[1] + names
        groups.append((sites, names))
    return {name: names[0] for _, names in groups for name in names}
