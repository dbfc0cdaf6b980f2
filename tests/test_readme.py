"""Every command of the README runs, in order, as a reader would type it, against the replay of the corpus."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
REPLAY = SHARED / "replay" / "replay.py"
CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)
COMMANDS = [
    line.removeprefix("$ ")
    for block in CONSOLE.findall((ROOT / "README.md").read_text())
    for line in block.splitlines()
    if line.startswith("$ ")
]
# What sets the machine up is run by a person and by CI itself, not from inside the tests.
RUNNABLE = [command for command in COMMANDS if not command.startswith("make ")]

pytestmark = pytest.mark.skipif(not REPLAY.exists(), reason="the replay proxy is not on this machine")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the files that the README speaks of, and the scripts of this environment on the path."""
    folder = tmp_path_factory.mktemp("reader")
    (folder / "benchmarks").symlink_to(ROOT / "benchmarks")
    page = ROOT / "tests" / "portals" / "detik" / "2026.html"
    shutil.copy(page, folder / "saved.html")
    (folder / "pages").mkdir()
    shutil.copy(page, folder / "pages" / "a.html")
    (folder / "pages" / "index.json").write_text('[{"id": "a", "url": "https://news.detik.com/berita/d-1234567/a"}]')
    return folder


@pytest.fixture(scope="module")
def environment(folder: Path) -> Iterator[dict[str, str]]:
    """The environment variables of a shell behind the replay proxy."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    certificate = folder / "ca.pem"
    command = [sys.executable, str(REPLAY), str(SHARED / "corpus"), "--port", str(port), "--ca", str(certificate)]
    proxy = subprocess.Popen(command, stderr=subprocess.PIPE)
    assert proxy.stderr and b"replaying" in proxy.stderr.readline()
    address = f"http://127.0.0.1:{port}"
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    kept = {k: v for k, v in os.environ.items() if not k.lower().endswith("_proxy")}
    yield {**kept, "http_proxy": address, "https_proxy": address, "SSL_CERT_FILE": str(certificate), "PATH": path}
    proxy.kill()
    proxy.wait()


def test_the_readme_has_commands() -> None:
    assert len(RUNNABLE) > 8
    assert {"make crawl", "make test"} <= set(COMMANDS)


def test_every_command_of_the_readme_runs(folder: Path, environment: dict[str, str]) -> None:
    for command in RUNNABLE:
        line = ["bash", "-o", "pipefail", "-c", command]
        done = subprocess.run(line, cwd=folder, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"$ {command}\n{done.stderr}"
        assert done.stdout.strip() or ">" in command, f"$ {command} printed nothing"
