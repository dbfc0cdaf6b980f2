"""When jobs start, what they run, and how `kliping schedule` shows, changes and exports them."""

from __future__ import annotations

import itertools
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from news_site import ROOT, WIB, Result

from crawler.cli import main
from crawler.cli.crawl import command as crawl
from crawler.configuration import Configuration, Job, parse_configuration
from crawler.errors import ExitCode, UsageError
from crawler.scheduling.commands import crawl_arguments
from crawler.scheduling.editing import with_job, without_job
from crawler.scheduling.records import read_starts, write_starts
from crawler.scheduling.triggers import coming_starts, cron_trigger, next_start
from crawler.scheduling.units import crontab, systemd_unit

JAKARTA = ZoneInfo("Asia/Jakarta")
# a Wednesday
NOON = datetime(2026, 3, 4, 12, 0, tzinfo=WIB)
HOUR = timedelta(hours=1)
EVERY_HOUR = Job(name="jam", portals=("detik",), every=HOUR)
DAILY = Job(name="subuh", portals=("detik",), cron="30 5 * * *")


def starts(cron: str, count: int, zone: str = "Asia/Jakarta", now: datetime = NOON) -> list[str]:
    job = Job(name="x", portals=("detik",), cron=cron)
    coming = itertools.islice(coming_starts([job], ZoneInfo(zone), {}, now), count)
    return [at.strftime("%a %m-%d %H:%M") for at, _ in coming]


@pytest.mark.parametrize(
    ("cron", "expected"),
    [
        ("15 * * * *", ["Wed 03-04 12:15", "Wed 03-04 13:15"]),
        ("*/20 6-8 * * *", ["Thu 03-05 06:00", "Thu 03-05 06:20"]),
        ("0 0 1 * *", ["Wed 04-01 00:00", "Fri 05-01 00:00"]),
        ("0 5 * jan,MAY *", ["Fri 05-01 05:00", "Sat 05-02 05:00"]),
        # in cron a week begins on Sunday, which is 0 and 7
        ("0 5 * * 0", ["Sun 03-08 05:00", "Sun 03-15 05:00"]),
        ("0 5 * * 7", ["Sun 03-08 05:00", "Sun 03-15 05:00"]),
        ("0 5 * * 5-7", ["Fri 03-06 05:00", "Sat 03-07 05:00"]),
        ("0 5 * * mon-fri", ["Thu 03-05 05:00", "Fri 03-06 05:00"]),
        ("0 5 * * */3", ["Sat 03-07 05:00", "Sun 03-08 05:00"]),
        ("0 5 * * 1,Tue", ["Mon 03-09 05:00", "Tue 03-10 05:00"]),
    ],
)
def test_cron_means_what_it_means_in_a_crontab(cron, expected):
    assert starts(cron, 2) == expected


def test_cron_counts_in_its_zone_which_in_jakarta_has_no_summer_time():
    days = [at for at, _ in itertools.islice(coming_starts([DAILY], JAKARTA, {}, NOON), 365)]
    assert {at.astimezone(UTC).strftime("%H:%M") for at in days} == {"22:30"}
    assert starts("30 2 * * *", 2, "Asia/Jayapura", datetime(2026, 3, 4, tzinfo=UTC)) == [
        "Thu 03-05 02:30",
        "Fri 03-06 02:30",
    ]
    # the clock of Amsterdam goes from two to three on that night
    spring = datetime(2026, 3, 28, 12, tzinfo=UTC)
    assert starts("0 12 * * *", 2, "Europe/Amsterdam", spring) == ["Sun 03-29 12:00", "Mon 03-30 12:00"]


@pytest.mark.parametrize(
    ("cron", "told"),
    [
        ("15 * * *", "is no cron text; give five fields"),
        ("@hourly", "is no cron text; give five fields"),
        ("60 * * * *", "is no cron text: .*60"),
        ("0 5 last * *", "is no cron text"),
        ("0 5 * * 8", "there is no day 8 in a week"),
        ("0 5 * * fri-mon", "no day of the week is in 'fri-mon'"),
        ("0 5 1 * 1", "names days of the month and of the week; make two jobs of it"),
        ("0 0 30 2 *", "never comes"),
    ],
)
def test_cron_that_cannot_be_kept_is_refused(cron, told):
    with pytest.raises(ValueError, match=told):
        cron_trigger(cron, JAKARTA)
    with pytest.raises(UsageError, match=r"kliping.toml: \[\[job\]\] x: cron: "):
        parse_configuration(f'[[job]]\nname="x"\nall=true\ncron="{cron}"', Path("kliping.toml"))


@pytest.mark.parametrize(
    ("job", "last", "expected"),
    [
        (EVERY_HOUR, None, NOON),
        (EVERY_HOUR, NOON - HOUR / 4, NOON + HOUR * 3 / 4),
        (EVERY_HOUR, NOON - HOUR * 30, NOON),
        # the clock was set back
        (EVERY_HOUR, NOON + HOUR * 30, NOON + HOUR),
        (DAILY, None, NOON + HOUR * 17.5),
        (DAILY, NOON - HOUR * 6.5, NOON + HOUR * 17.5),
        (DAILY, NOON - HOUR * 7, NOON),
        (DAILY, NOON - HOUR * 24 * 40, NOON),
    ],
)
def test_what_was_missed_is_made_up_for_once_and_at_once(job, last, expected):
    assert next_start(job, JAKARTA, last, NOON) == expected
    following = itertools.islice(coming_starts([job], JAKARTA, {job.name: last} if last else {}, NOON), 1, 3)
    assert all(at > NOON for at, _ in following)


def test_the_starts_of_all_jobs_come_in_order():
    coming = list(itertools.islice(coming_starts([DAILY, EVERY_HOUR], JAKARTA, {"jam": NOON}, NOON), 20))
    assert [at for at, _ in coming] == sorted(at for at, _ in coming)
    assert [job.name for _, job in coming].index("subuh") == 17


def test_the_last_starts_are_kept_and_a_broken_record_is_none(tmp_path):
    db = tmp_path / "news.db"
    assert read_starts(db) == {}
    write_starts(db, {"jam": NOON})
    assert read_starts(db) == {"jam": NOON}
    (tmp_path / "news.db.schedule.json").write_text('{"jam": 5')
    assert read_starts(db) == {}


def test_a_job_runs_what_a_user_could_type():
    text = """
        database = "arsip.db"
        [groups]
        nasional = ["kompas", "tempo"]
        [[job]]
        name = "a"
        portals = ["detik", "nasional"]
        every = "1h"
        since = "2d"
        until = "2030-01-01"
        limit = 5
        query = "-banjir bandang"
        [[job]]
        name = "b"
        all = true
        every = "1h"
        revisit = true
        raw = false
    """
    read = parse_configuration(text, Path("/srv/kliping.toml"))
    first, second = (crawl_arguments(job, read) for job in read.jobs)
    assert first == [
        "crawl", "detik", "kompas", "tempo",
        "--since", "2d", "--until", "2030-01-01", "--query", "-banjir bandang", "--limit", "5", "--db", "/srv/arsip.db",
    ]  # fmt: skip
    assert second == ["crawl", "--all", "--db", "/srv/arsip.db", "--revisit", "--no-raw"]
    parsed = crawl.make_context("crawl", first[1:]).params
    assert (parsed["names"], parsed["query"], parsed["limit"]) == (("detik", "kompas", "tempo"), "-banjir bandang", 5)


COMMENTED = """\
# ours
database = "news.db"

# the fresh one
[[job]]
name = "a"  # short
all = true
every = "15m"
# slow at night

# once a day
[[job]]
name = "b"
all = true
every = "1d"

# who is told
[alerts]
urls = ["json://127.0.0.1"]
"""


def test_editing_keeps_every_comment_in_its_place():
    path = Path("kliping.toml")
    added = with_job(COMMENTED, path, {"name": "c", "portals": ["detik"], "cron": "5 * * * *"})
    new = '\n[[job]]\nname = "c"\nportals = ["detik"]\ncron = "5 * * * *"\n'
    assert added == COMMENTED.replace('every = "1d"\n', f'every = "1d"\n{new}')
    assert without_job(added, path, "c") == COMMENTED
    for gone in ("a", "b"):
        text = without_job(COMMENTED, path, gone)
        # what stands right below the job's keys goes with it
        own = {"a": "# slow at night"}.get(gone)
        comments = [line for line in COMMENTED.splitlines() if line.startswith("#") and line != own]
        assert [line for line in text.splitlines() if line.startswith("#")] == comments
        assert [job["name"] for job in tomllib.loads(text)["job"]] == [name for name in "ab" if name != gone]
    neither = without_job(without_job(COMMENTED, path, "a"), path, "b")
    assert "job" not in tomllib.loads(neither)
    assert tomllib.loads(with_job(neither, path, {"name": "d"})) == {**tomllib.loads(neither), "job": [{"name": "d"}]}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (COMMENTED, "there is no job 'c'; the jobs are: a, b"),
        ("", "there is no job 'c'; the jobs are: none"),
        ('job = [{name = "c"}]', "write each as a table"),
        ('[[job]]\nname = "c"\n[alerts]\n\n[[job]]\nname = "d"\n', "other tables stand between"),
    ],
)
def test_what_cannot_be_edited_is_left_alone(text, told):
    with pytest.raises(UsageError, match=told):
        without_job(text, Path("kliping.toml"), "c")


@pytest.fixture
def schedule(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Result]:
    """Runs `kliping schedule ARGS` with the kliping.toml of the test's folder, in this process."""

    def run(*args: str) -> Result:
        monkeypatch.setattr(sys, "argv", ["kliping", "schedule", *args, "--config", str(tmp_path / "kliping.toml")])
        with pytest.raises(SystemExit) as ended:
            main()
        return Result(int(ended.value.code or 0), *capsys.readouterr())

    return run


def test_jobs_are_added_shown_and_removed(schedule, tmp_path):
    file = tmp_path / "kliping.toml"
    added = schedule("add", "segar", "--portals", "detik, kompas", "--every", "15m", "--since", "2d")
    assert (added.code, added.err) == (ExitCode.OK, "")
    assert re.fullmatch(rf"{file}: added segar, next start \d{{4}}-\d\d-\d\d \d\d:\d\d\n", added.out)
    file.chmod(0o600)
    assert schedule("add", "subuh", "--all", "--cron", "30 5 * * *", "--no-raw").code == ExitCode.OK
    assert file.stat().st_mode & 0o777 == 0o600
    segar, subuh = schedule("list", "--json").json
    assert (segar["portals"], segar["every"], segar["since"], segar["last_start"]) == (
        ["detik", "kompas"], "15m", "2d", None,
    )  # fmt: skip
    assert (subuh["all"], subuh["raw"], subuh["next_start"][10:]) == (True, False, "T05:30:00+07:00")
    assert "detik, kompas   15m" in schedule("list").out
    coming = schedule("next", "-n", "3", "--json").json
    assert [row["job"] for row in coming].count("segar") >= 2
    assert len(schedule("next", "-n", "3").out.splitlines()) == 3
    assert schedule("remove", "segar").out == f"{file}: removed segar\n"
    assert [row["name"] for row in schedule("list", "--json").json] == ["subuh"]


def test_a_job_that_makes_no_sense_is_not_added(schedule, tmp_path):
    file = tmp_path / "kliping.toml"
    file.write_text(COMMENTED)
    for args, told in {
        ("c", "--portals", "detikk", "--every", "1h"): "unknown portal 'detikk'; did you mean detik?",
        ("a", "--all", "--every", "1h"): "[[job]] a: name: there are two jobs of this name",
        ("c", "--all"): "[[job]] c: every: say when",
        ("c", "--all", "--cron", "5 5 5"): "[[job]] c: cron: '5 5 5' is no cron text",
        ("c", "--all", "--every", "1h", "--since", "2d", "--until", "2020-01-01"): "--since must be before --until",
        ("c", "--portals", "detik,turnbackhoax", "--every", "1h", "--query", "x"): "no search page is known",
    }.items():
        result = schedule("add", *args)
        assert (result.code, result.out) == (ExitCode.USAGE, "")
        assert result.err.startswith(f"kliping: {file}: [[job]]")
        assert told in result.err
        assert result.err.count("\n") == 1
    assert file.read_text() == COMMENTED
    assert list(tmp_path.iterdir()) == [file]


def test_check_says_that_all_is_well_or_what_is_not(schedule, tmp_path):
    (tmp_path / "kliping.toml").write_text(COMMENTED)
    good = schedule("check", "--json")
    assert (good.code, good.json["jobs"], good.json["database"]) == (ExitCode.OK, 2, str(tmp_path / "news.db"))
    assert schedule("check").out.startswith(f"{tmp_path / 'kliping.toml'}: ok: 2 jobs, ")
    (tmp_path / "news.db").write_text("this is no database at all, however long one looks at it")
    bad = schedule("check")
    assert (bad.code, bad.err.count("\n")) == (ExitCode.DATABASE, 1)
    assert "is not a SQLite database" in bad.err
    (tmp_path / "kliping.toml").write_text("")
    idle = schedule("run")
    assert (idle.code, idle.err.count("\n")) == (ExitCode.USAGE, 1)
    assert "add one with: kliping schedule add" in idle.err
    (tmp_path / "kliping.toml").unlink()
    for subcommand in ("run", "check", "install"):
        missing = schedule(subcommand, *(["--cron"] if subcommand == "install" else []))
        assert (missing.code, missing.err.count("\n")) == (ExitCode.USAGE, 1)
        assert "there is no file" in missing.err


@pytest.fixture
def odd_place(tmp_path: Path) -> tuple[Configuration, list[str]]:
    """A configuration and a program in a folder whose name has to be quoted; the program prints its arguments."""
    folder = tmp_path / "surat kabar 100% $HOME 'dan' \"lain\""
    folder.mkdir()
    program = folder / "kliping"
    program.write_text("#!/bin/sh\nprintf '%s\\n' \"$@\"\n")
    program.chmod(0o755)
    text = """
        [[job]]
        name = "segar"
        portals = ["tribunjabar", "detik"]
        every = "15m"
        query = "100% 'banjir'"
        time_limit = "10m"
        [[job]]
        name = "hari"
        portals = ["tribunjogja"]
        every = "1d"
        [[job]]
        name = "lain"
        portals = ["tempo"]
        cron = "5 * * * *"
        [[job]]
        name = "mati"
        all = true
        every = "45m"
        enabled = false
    """
    return parse_configuration(text, folder / "kliping.toml"), [str(program)]


def test_the_lines_of_a_crontab_run_the_jobs(odd_place):
    configuration, program = odd_place
    lines = crontab(configuration, program, environment={"KLIPING_PORTALS": "/srv/p"}).splitlines()
    assert lines[:2] == ["CRON_TZ=Asia/Jakarta", "KLIPING_PORTALS=/srv/p"]
    jobs = dict(zip((line[2:] for line in lines[2::2]), lines[3::2], strict=True))
    assert [" ".join(line.split()[:5]) for line in jobs.values()] == ["*/15 * * * *", "0 0 * * *", "5 * * * *"]
    # those of one owner wait for each other
    locks = {name: re.search(r"\.(\w+)\.lock", line)[1] for name, line in jobs.items()}
    assert locks == {"segar": "segar", "hari": "segar", "lain": "lain"}
    assert "timeout -s INT -k 10 600 " in jobs["segar"]
    configuration.database.parent.mkdir()
    command = jobs["segar"].split(maxsplit=5)[5]
    assert not re.search(r"(?<!\\)%", command)
    # as cron hands it to the shell
    subprocess.run(["/bin/sh", "-c", command.replace("\\%", "%")], check=True)
    log = configuration.database.with_name("news.db.segar.log")
    assert log.read_text().splitlines() == crawl_arguments(configuration.jobs[0], configuration)


@pytest.mark.parametrize(
    ("every", "cron"),
    [("1m", "*/1 * * * *"), ("60m", "0 */1 * * *"), ("12h", "0 */12 * * *"), ("1d", "0 0 * * *"), ("1w", "0 0 * * 0")],
)
def test_an_interval_as_cron_text(every, cron):
    read = parse_configuration(f'[[job]]\nname="a"\nportals=["detik"]\nevery="{every}"', Path("/srv/kliping.toml"))
    line = crontab(read, ["/bin/kliping"], environment={}).splitlines()[2]
    assert line.startswith(f"{cron} flock ")


@pytest.mark.parametrize("every", ["45m", "90s", "5h", "2d"])
def test_an_interval_that_cron_has_not_is_refused(every):
    read = parse_configuration(f'[[job]]\nname="a"\nportals=["detik"]\nevery="{every}"', Path("kliping.toml"))
    with pytest.raises(UsageError, match=r"\[\[job\]\] a: every: cron has no such interval; give cron text"):
        crontab(read, ["/bin/kliping"], environment={})


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not on this machine")
def test_systemd_takes_the_unit(odd_place, tmp_path):
    configuration, _ = odd_place
    unit = tmp_path / "kliping.service"
    # systemd takes no quotes in the name of a program
    plain = tmp_path / "surat kabar 100% $HOME"
    plain.write_text("#!/bin/sh\n")
    plain.chmod(0o755)
    environment = {"KLIPING_PORTALS": "/a b/100%"}
    unit.write_text(systemd_unit(configuration, [str(plain)], user="root", environment=environment))
    verified = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True, check=False)
    assert (verified.returncode, [line for line in verified.stderr.splitlines() if "kliping" in line]) == (0, [])
    unit.write_text(unit.read_text().replace("Restart=on-failure", "Restart=on-fail"))
    broken = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True, check=False)
    assert "kliping.service" in broken.stderr


def test_install_prints_this_installation(schedule, tmp_path):
    (tmp_path / "kliping.toml").write_text(COMMENTED)
    unit = schedule("install", "--systemd")
    settings = dict(line.split("=", 1) for line in unit.out.splitlines() if "=" in line)
    words = shlex.split(settings["ExecStart"].removeprefix(":"))
    assert words[-4:] == ["schedule", "run", "--config", str(tmp_path / "kliping.toml")]
    assert os.access(words[0], os.X_OK)
    assert settings["WorkingDirectory"] == settings["ReadWritePaths"] == str(tmp_path)
    assert (settings["Restart"], settings["RestartPreventExitStatus"]) == ("on-failure", str(int(ExitCode.USAGE)))
    assert (settings["ProtectSystem"], settings["NoNewPrivileges"]) == ("strict", "yes")
    assert "/etc/systemd/system/kliping.service" in unit.err
    cron = schedule("install", "--cron")
    assert cron.out.startswith("CRON_TZ=Asia/Jakarta\n# a\n*/15 * * * * flock ")
    assert "crontab -e" in cron.err
    assert schedule("install").code == ExitCode.USAGE


def test_the_container_file_copies_what_there_is_and_runs_the_service():
    text = (ROOT / "Containerfile").read_text().replace("\\\n", " ")
    steps = [line.split(maxsplit=1) for line in text.splitlines() if line and not line.startswith("#")]
    assert steps[0][0] == "FROM"
    assert {step for step, _ in steps} <= set("FROM ENV WORKDIR COPY RUN USER VOLUME STOPSIGNAL ENTRYPOINT CMD".split())
    last = dict(steps)
    assert json.loads(last["ENTRYPOINT"]) + json.loads(last["CMD"]) == ["kliping", "schedule", "run"]
    assert (last["USER"], last["VOLUME"], last["WORKDIR"]) == ("kliping", "/data", "/data")
    copied = {name for step, rest in steps if step == "COPY" for name in rest.split()[:-1]}
    let_in = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    assert copied == let_in
    assert all((ROOT / name).exists() for name in copied)
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)
    packages = {pattern.rstrip("*") for pattern in project["tool"]["setuptools"]["packages"]["find"]["include"]}
    assert packages | {project["project"]["readme"]} <= copied
