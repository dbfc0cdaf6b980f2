"""Options that several subcommands share."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from crawler.errors import UsageError
from crawler.moments import parse_moment, parse_span
from crawler.polling import Pace

if TYPE_CHECKING:
    from rich.console import Console

    from crawler.database import Archive
    from crawler.database.reading import Filter
    from crawler.portal import Portal


class Moment(click.ParamType[datetime]):
    """A moment in Asia/Jakarta: `2022-03-04`, `2022-03-04T08:45`, or a span back from now: `2d`, `12h`.

    A day is its first moment, or with `end_of_day` the first moment after it. Gives an aware datetime.
    """

    name = "date"

    def __init__(self, *, end_of_day: bool = False) -> None:
        self.end_of_day = end_of_day

    def convert(self, value: str | datetime, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            return parse_moment(value, end_of_day=self.end_of_day)
        except ValueError as error:
            self.fail(str(error), param, ctx)


class Ages(click.ParamType[tuple[timedelta, ...]]):
    """Ages of an article: `1h,6h,1d`."""

    name = "ages"

    def convert(
        self, value: str | tuple[timedelta, ...], param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[timedelta, ...]:
        if isinstance(value, tuple):
            return value
        try:
            return tuple(parse_span(age) for age in value.split(","))
        except (ValueError, OverflowError) as error:
            self.fail(str(error), param, ctx)


class Bounds(click.ParamType[Pace]):
    """The shortest and the longest time between two askings: `5m-6h`."""

    name = "bounds"

    def convert(self, value: str | Pace, param: click.Parameter | None, ctx: click.Context | None) -> Pace:
        if isinstance(value, Pace):
            return value
        try:
            shortest, longest = map(parse_span, value.split("-"))
            return Pace(shortest=shortest, longest=longest)
        except (ValueError, OverflowError):
            self.fail(f"{value!r} are no bounds; give the shortest and the longest, as 5m-6h", param, ctx)


db_option = click.option(
    "--db",
    type=click.Path(path_type=Path),
    metavar="FILE",
    default=Path("output/news.db"),
    envvar="KLIPING_DB",
    show_default=True,
    show_envvar=True,
    help="The database.",
)
config_option = click.option(
    "--config",
    type=click.Path(path_type=Path),
    metavar="FILE",
    envvar="KLIPING_CONFIG",
    show_envvar=True,
    help="The settings.  [default: kliping.toml]",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
since_option = click.option(
    "--since", type=Moment(), metavar="DATE", help="Published then or later: 2022-03-04, 2d, 12h."
)
until_option = click.option(
    "--until", type=Moment(end_of_day=True), metavar="DATE", help="Published before the end of that day."
)
timeout_option = click.option(
    "--timeout",
    type=click.FloatRange(min=0.1),
    default=30.0,
    show_default=True,
    metavar="SECONDS",
    help="How long one answer may take.",
)
raw_option = click.option(
    "--raw/--no-raw", default=True, help="Keep the pages themselves too, in pages.db beside the database (the default)."
)
query_option = click.option(
    "--query", default="", metavar="WORDS", help="Only what the portal's own search finds for these words."
)

_FILTER_OPTIONS = (
    click.option("--portal", "portals", multiple=True, metavar="NAME", help="Only of this portal; may be repeated."),
    click.option("--section", metavar="NAME", help="Only of this section."),
    click.option("--author", metavar="NAME", help="Only by this author."),
    click.option("--tag", metavar="TAG", help="Only with this tag."),
    click.option("--kind", type=click.Choice(["article", "photo", "video", "live"]), help="Only of this kind."),
    since_option,
    until_option,
    click.option("--unique", is_flag=True, help="Leave out copies of what another article published before."),
)


def refuse_empty_range(since: datetime | None, until: datetime | None) -> None:
    """UsageError where nothing can be published between the two."""
    if since and until and since >= until:
        raise UsageError("--since must be before --until")


def filter_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that choose articles; it takes them as one `wanted`, a Filter.

    The portals in it are as the user wrote them: `with_known_portals` makes names of them.
    """

    @functools.wraps(command)
    def with_filter(*, since: datetime | None, until: datetime | None, **given: Any) -> Any:
        from crawler.database.reading import Filter

        refuse_empty_range(since, until)
        chosen = {name: given.pop(name) for name in ("portals", "section", "author", "tag", "kind", "unique")}
        return command(wanted=Filter(since=since, until=until, **chosen), **given)

    for option in reversed(_FILTER_OPTIONS):
        with_filter = option(with_filter)
    return with_filter


def with_known_portals(archive: Archive, wanted: Filter) -> Filter:
    """The filter with names of portals for what the user wrote: a name or host that is stored, or a known portal.

    UsageError, with the nearest name, for anything else.
    """
    from crawler.database.reading import has_portal
    from crawler.portals import portal_named

    names = (name if has_portal(archive, name) else portal_named(name).name for name in wanted.portals)
    return replace(wanted, portals=tuple(dict.fromkeys(names)))


def chosen_portals(
    names: tuple[str, ...],
    *,
    every: bool,
    since: datetime | None,
    until: datetime | None,
    query: str,
    messages: Console,
) -> list[Portal]:
    """The portals of these names, or every one. UsageError where the options make no sense together.

    With a query, portals without a search page are an error if they were named, and else left out with a message.
    """
    from crawler.portals import all_portals, portal_named

    if not names and not every:
        raise UsageError("name a portal, for example: detik kompas; or all of them with --all")
    refuse_empty_range(since, until)
    chosen = {portal.name: portal for portal in map(portal_named, names)} if not every else all_portals()
    if any(not portal.domains for portal in chosen.values()):
        raise UsageError("generic has no site to crawl; give URLs to: kliping scrape")
    silent = [name for name, portal in chosen.items() if query and not portal.search]
    if silent and not every:
        able = ", ".join(name for name, portal in all_portals().items() if portal.search) or "none"
        raise UsageError(f"{', '.join(silent)}: no search page is known; portals that have one: {able}")
    if silent:
        messages.print(f"{len(silent)} portals without a search page are left out")
    return [portal for name, portal in chosen.items() if name not in silent]
