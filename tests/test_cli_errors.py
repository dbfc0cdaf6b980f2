"""Mishaps around a command: each is one clear line and a non-zero exit, and costs nothing that is stored."""

from __future__ import annotations

import gzip
import json
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from archives import FULL
from news_site import COMMAND, environment, kliping, serving, write_portal

from crawler.database import open_archive
from crawler.errors import ExitCode


def one_line(error: str) -> bool:
    return error.startswith("kliping: ") and error.count("\n") == 1


@pytest.mark.parametrize(
    ("rows", "page"),
    [
        ([{"id": "a", "url": 5}], b"<p>"),
        ([{"id": "a\0b", "url": ""}], b"<p>"),
        ([{"url": "https://a.example/"}], b"<p>"),
        ([{"id": "a", "url": ""}], gzip.compress(b"x" * 5000, mtime=0)[:20]),
        ([{"id": "a", "url": ""}], b"\x1f\x8b" + bytes(50)),
        ("text", b""),
    ],
)
def test_extract_says_what_is_wrong_with_its_files(tmp_path: Path, rows: object, page: bytes) -> None:
    (tmp_path / "index.json").write_text(json.dumps(rows))
    (tmp_path / "a.html.gz").write_bytes(page)
    result = kliping("extract", "--index", tmp_path / "index.json", "--pages", tmp_path)
    assert result.code == ExitCode.USAGE
    assert one_line(result.err)


@pytest.mark.parametrize(
    "words",
    [
        ("scrape", "a" * 300 + ".html"),
        ("scrape", "detik.com"),
        ("scrape", ""),
        ("scrape", "pyproject.toml", "--url", "bukan-alamat"),
        ("search", "x", "--limit", "99999999999999999999"),
        ("search", "x", "--since", "2022-13-01"),
        ("crawl", "detikk"),
        ("sercah",),
        ("crawl", "detik", "--sincee", "2d"),
    ],
)
def test_misspelt_words_are_one_line(words: tuple[str, ...]) -> None:
    result = kliping(*words)
    assert result.code in (ExitCode.USAGE, ExitCode.FAILED)
    assert one_line(result.err)


def test_the_log_of_a_crawl_is_never_the_database(tmp_path: Path) -> None:
    with serving() as site:
        site.add_feed("/rss", [(site.add_article(1), None)])
        portals = write_portal(tmp_path / "p", site, feeds='(BASE + "/rss",)')
        db = tmp_path / "news.log"
        assert kliping("crawl", "uji", "--db", db, portals=portals).code == ExitCode.OK
        assert kliping("search", "--db", db, "--json", portals=portals).json[0]["portal"] == "uji"
        assert (tmp_path / "news.log.log").exists()


def test_a_reader_that_goes_away_and_a_full_disk(tmp_path: Path) -> None:
    command = " ".join([COMMAND[0], COMMAND[1], f'"{COMMAND[2]}"', "portals", "--json"])
    endings = (("| true; exit ${PIPESTATUS[0]}", 141), ("> /dev/full", ExitCode.FAILED), (">&-", ExitCode.OK))
    for redirect, code in endings:
        line = ["bash", "-c", f"{command} {redirect}"]
        done = subprocess.run(line, env=environment(), capture_output=True, text=True, check=False)
        assert done.returncode == code
        assert "Traceback" not in done.stderr


def test_what_the_output_has_no_letters_for_is_written_as_their_numbers(tmp_path: Path) -> None:
    with open_archive(tmp_path / "news.db", create=True) as archive:
        archive.save([replace(FULL, title="Harga \u201cberas\u201d naik")])
    command = [*COMMAND, "show", "1", "--db", str(tmp_path / "news.db")]
    latin = environment() | {"PYTHONIOENCODING": "latin-1"}
    done = subprocess.run(command, env=latin, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (ExitCode.OK, b"")
    assert b"Harga \\u201cberas\\u201d naik" in done.stdout
