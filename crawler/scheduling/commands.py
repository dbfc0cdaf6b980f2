"""The command of a job, as a user could type it. Pure but for where this installation is."""

from __future__ import annotations

import sys
from pathlib import Path

from crawler.configuration import Configuration, Job
from crawler.moments import span_text


def kliping_command() -> list[str]:
    """What runs `kliping` of this installation, with absolute paths."""
    script = Path(sys.executable).with_name("kliping")
    return [str(script)] if script.exists() else [sys.executable, "-P", "-m", "crawler"]


def crawl_arguments(job: Job, configuration: Configuration) -> list[str]:
    """The arguments for `kliping` that crawl what the job says. UsageError if it names an unknown portal."""
    given = {
        "--since": job.since,
        "--until": job.until,
        "--query": job.query,
        "--limit": job.limit,
        "--db": configuration.database.absolute(),
    }
    pace, ladder = configuration.polling, configuration.revisits.ladder
    return [
        "crawl",
        *(["--all"] if job.all else [portal.name for portal in configuration.portals_of(job)]),
        *(text for name, value in given.items() if value is not None for text in (name, str(value))),
        f"--adaptive={span_text(pace.shortest)}-{span_text(pace.longest)}",
        *([f"--revisit={','.join(map(span_text, ladder))}"] if job.revisit else []),
        *([] if job.raw else ["--no-raw"]),
    ]


def alert_arguments(configuration: Configuration) -> list[str]:
    """The arguments for `kliping` that send what is new of the portals' health."""
    config, database = configuration.path.absolute(), configuration.database.absolute()
    return ["health", "--alert", "--config", str(config), "--db", str(database)]
