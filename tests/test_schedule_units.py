"""The jobs for other clocks: crontab lines, a systemd unit, a container."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
from news_site import ROOT

from crawler.configuration import Configuration, parse_configuration
from crawler.errors import UsageError
from crawler.scheduling.commands import crawl_arguments
from crawler.scheduling.units import crontab, systemd_unit


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
