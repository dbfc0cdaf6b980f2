"""What a job runs, and how `kliping schedule` shows, changes and exports the jobs."""

from __future__ import annotations

import os
import re
import shlex
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from news_site import Result

from crawler.cli import main
from crawler.cli.crawl import command as crawl
from crawler.configuration import parse_configuration
from crawler.errors import ExitCode, UsageError
from crawler.scheduling.commands import crawl_arguments
from crawler.scheduling.editing import with_job, without_job


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
        "--adaptive=5m-6h",
    ]  # fmt: skip
    assert second == [
        "crawl",
        "--all",
        "--db",
        "/srv/arsip.db",
        "--adaptive=5m-6h",
        "--revisit=1h,6h,1d,3d,7d",
        "--no-raw",
    ]
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
