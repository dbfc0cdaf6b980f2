"""When a job starts: cron text and intervals as APScheduler triggers. Pure."""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

if TYPE_CHECKING:
    from crawler.configuration import Job

_DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_FIELD = re.compile(rf"(?i)(?:\d|\*|/|,|-|{_MONTHS}|{'|'.join(_DAYS)})+")


def cron_trigger(text: str, zone: ZoneInfo) -> BaseTrigger:
    """The trigger for the five fields of cron, as crontab(5) reads them. ValueError says what is wrong."""
    fields = text.split()
    if len(fields) != 5 or not all(_FIELD.fullmatch(field) for field in fields):
        raise ValueError(f'{text!r} is no cron text; give five fields, for example "15 * * * *" or "30 5 * * mon-fri"')
    minute, hour, day, month, weekday = fields
    if day != "*" and weekday != "*":
        # cron means either, others mean both
        raise ValueError(f"{text!r} names days of the month and of the week; make two jobs of it")
    try:
        trigger = CronTrigger(
            minute=minute, hour=hour, day=day, month=month, day_of_week=_weekdays(weekday), timezone=zone
        )
    except ValueError as error:
        raise ValueError(f"{text!r} is no cron text: {error}") from error
    if trigger.get_next_fire_time(None, datetime.now(UTC)) is None:
        raise ValueError(f"{text!r} never comes")
    return trigger


def _weekdays(field: str) -> str:
    """The days by name: cron counts from Sunday (0 and 7), APScheduler from Monday."""
    if field == "*":
        return field
    days: set[int] = set()
    for part in field.lower().split(","):
        span, _, step = part.partition("/")
        first, _, last = ("0-6" if span == "*" else span).partition("-")
        end = _weekday(last) if last else (6 if step else _weekday(first))
        days.update(day % 7 for day in range(_weekday(first), end + 1, int(step or 1)))
    if not days:
        raise ValueError(f"no day of the week is in {field!r}")
    return ",".join(_DAYS[day] for day in sorted(days))


def _weekday(text: str) -> int:
    number = _DAYS.index(text) if text in _DAYS else int(text)
    if number > 7:
        raise ValueError(f"there is no day {number} in a week")
    return number


def trigger_of(job: Job, zone: ZoneInfo) -> BaseTrigger:
    """The trigger that gives the job's starts after its first."""
    if job.every:
        return IntervalTrigger(seconds=int(job.every.total_seconds()), timezone=zone)
    return cron_trigger(job.cron or "", zone)


def next_start(job: Job, zone: ZoneInfo, last: datetime | None, now: datetime) -> datetime:
    """When the job starts next, aware, if it last did at `last`, or never.

    That is now if a start was missed since: once, however many there were. An interval that never began begins now.
    """
    if last is None and job.every:
        return now
    # a clock that was set back must not keep a job waiting
    due: datetime = trigger_of(job, zone).get_next_fire_time(min(last, now) if last else None, now)
    return max(due, now)


def coming_starts(
    jobs: Iterable[Job], zone: ZoneInfo, last: Mapping[str, datetime], now: datetime
) -> Iterator[tuple[datetime, Job]]:
    """The starts of all jobs from now on, in order and without end. `last` maps names to the last starts."""
    starts = [_starts(job, zone, last.get(job.name), now) for job in jobs]
    return heapq.merge(*starts, key=lambda start: start[0])


def _starts(job: Job, zone: ZoneInfo, last: datetime | None, now: datetime) -> Iterator[tuple[datetime, Job]]:
    trigger, at = trigger_of(job, zone), next_start(job, zone, last, now)
    while at:
        yield at, job
        at = trigger.get_next_fire_time(at, at)
