"""`kliping health`: whether each portal is as it always was."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console

from crawler.cli._options import Moment, config_option, db_option, json_option
from crawler.cli._render import console, harmless
from crawler.configuration import Configuration, load_configuration
from crawler.database import Archive, open_archive
from crawler.database.histories import crawled_portals, histories, with_example
from crawler.errors import ExitCode, KlipingError, NotFoundError, UsageError
from crawler.health.alerting import lines_of, message_of, news_of
from crawler.health.findings import CHECKS
from crawler.health.report import PortalHealth, State, health_of, stopped

if TYPE_CHECKING:
    from crawler.health.findings import Finding

_STATES: dict[State, str] = {
    "well": "well",
    "unwell": "unwell",
    "unknown": "too little known to judge",
    "idle": "not crawled lately",
}


@click.command()
@click.argument("names", nargs=-1, metavar="[PORTAL]…")
@click.option("--alert", is_flag=True, help="Send what is new to the [alerts] of the settings.")
@click.option("--at", type=Moment(), metavar="TIME", help="As it was then: 2022-03-04T08:45, 2d.")
@json_option
@config_option
@db_option
@click.pass_context
def command(
    context: click.Context,
    *,
    names: tuple[str, ...],
    alert: bool,
    at: datetime | None,
    as_json: bool,
    config: Path | None,
    db: Path,
) -> int:
    """Tell which portals are not as they always were: silent, fields that went missing, odd dates, bot walls.

    Each is held against its own runs of the last weeks. Exit code 7: some portal is unwell. With --alert what was not
    told yet goes to the addresses in kliping.toml; exit code 8: not all of them took it.
    """
    configuration = load_configuration(config)
    if alert and not configuration.alerts.urls:
        raise UsageError(f'{configuration.path} has no addresses; give them as urls = ["json://…"] below [alerts]')
    if context.get_parameter_source("db") is click.core.ParameterSource.DEFAULT:
        db = configuration.database
    moment = at or datetime.now(UTC)
    with open_archive(db, create=False, readonly=not alert) as archive:
        portals = _judged(archive, names, configuration, moment)
        findings = [finding for portal in portals for finding in portal.findings]
        if not names and (halt := stopped(portals, moment)):
            findings.insert(0, halt)
        _print(portals, findings, moment, as_json)
        if alert:
            _alert(archive, portals, findings, configuration, moment)
    return ExitCode.UNHEALTHY if findings else ExitCode.OK


def _judged(archive: Archive, names: Sequence[str], configuration: Configuration, at: datetime) -> list[PortalHealth]:
    rules = configuration.health
    known = crawled_portals(archive, at - rules.history, at)
    if unknown := [name for name in names if name not in known]:
        raise NotFoundError(f"no recent run of {unknown[0]} is recorded; crawl it with: kliping crawl {unknown[0]}")
    found = []
    for history in histories(archive, list(dict.fromkeys(names)) or known, at - rules.history, at):
        portal = health_of(history, rules, at)
        found.append(replace(portal, findings=[with_example(archive, each) for each in portal.findings]))
    return found


def _print(portals: Sequence[PortalHealth], findings: Sequence[Finding], at: datetime, as_json: bool) -> None:
    if as_json:
        report = {
            "at": at.isoformat(),
            "portals": [portal.to_dict() for portal in portals],
            "findings": [finding.to_dict() for finding in findings],
        }
        click.echo(json.dumps(report, ensure_ascii=False, indent=2))
        return
    out = console()
    for finding in findings:
        # an example is a URL from the web
        out.print("\n".join(harmless(line).replace("\n", " ") for line in lines_of(finding)))
    if not portals:
        out.print("nothing to judge: only crawls for what is new count, no searches and no backfills of over a week")
        return
    states = Counter(portal.state for portal in portals)
    said = ", ".join(f"{states[state]} {words}" for state, words in _STATES.items() if states[state])
    out.print(f"{len(portals)} portal{'s' * (len(portals) != 1)}: {said}")


def _alert(
    archive: Archive,
    portals: Sequence[PortalHealth],
    findings: Sequence[Finding],
    configuration: Configuration,
    at: datetime,
) -> None:
    """Send what is news, and remember it once any address has it: one that is dead makes the others hear no more."""
    from crawler.database.alerts import note_told, told_findings
    from crawler.notifying import notify

    judged = {portal.portal for portal in portals if portal.state in ("well", "unwell")}
    news = news_of(findings, told_findings(archive), judged, at, wanted=configuration.alerts.on or CHECKS)
    addresses = configuration.alerts.urls
    failed = notify(addresses, *message_of(news)) if news else []
    if len(failed) < len(addresses):
        if news:
            sent = f"{len(news.fresh)} new, {len(news.over)} over"
            Console(stderr=True, highlight=False, markup=False).print(f"alert sent: {sent}")
        note_told(archive, news, at)
    if failed:
        raise KlipingError(f"the alert was not delivered to {', '.join(failed)}", ExitCode.UNDELIVERED)
