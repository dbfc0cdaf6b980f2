from __future__ import annotations

import csv
import gzip
import io
import json
import os
import pty
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow.parquet
import pytest

from crawler.article import Article
from crawler.cli._destination import writing_to
from crawler.database import open_archive
from crawler.database.exporting import FIELDS
from crawler.errors import ExitCode, KlipingError, UsageError
from tests.archives import FULL, stored
from tests.news_site import COMMAND, Result, environment

NASTY = replace(
    FULL,
    url="https://lain.example/a",
    requested_url="https://lain.example/a",
    portal="lain.example",
    article_id=None,
    kind="photo",
    title='=HYPERLINK("x")',
    text='-2+3 "kutip", koma\nbaris\n\n\tTab \x1b[31mmerah\x1b[0m\n\n' + "Kata penutup.",
    lead="@SUM(A1)",
    dateline=None,
    authors=["+Ani, S.H.", "Budi; Citra"],
    editors=[],
    published_at=FULL.published_at + timedelta(days=40),
    modified_at=None,
    section=None,
    tags=[],
    sources={},
)
UNDATED = replace(NASTY, url="https://lain.example/b", requested_url="https://lain.example/b", published_at=None)
NEWEST_FIRST = [NASTY.url, FULL.url, UNDATED.url]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "news.db"
    with open_archive(path, create=True) as archive:
        archive.save([FULL, UNDATED, NASTY])
    return path


@pytest.fixture
def export(path: Path, quick: Callable[..., Result]) -> Callable[..., Result]:
    return lambda *arguments: quick("export", *arguments, "--db", path)


@pytest.fixture
def articles(path: Path) -> list[Article]:
    with open_archive(path, create=False) as archive:
        return [stored(archive, url) for url in NEWEST_FIRST]


def text_of(name: Path) -> str:
    return (gzip.decompress(name.read_bytes()) if name.suffix == ".gz" else name.read_bytes()).decode()


@pytest.mark.parametrize("ending", ["json", "jsonl", "ndjson", "json.gz", "jsonl.gz"])
def test_json_comes_back_as_it_was_stored(export, articles, tmp_path, ending):
    file = tmp_path / f"out.{ending}"
    done = export(file)
    assert (done.code, done.out) == (ExitCode.OK, "")
    assert done.err.startswith(f"exported 3 articles to {file} (in ")
    text = text_of(file)
    records = (
        json.loads(text) if ending.startswith("json.") or ending == "json" else list(map(json.loads, text.splitlines()))
    )
    assert [Article.from_dict(record) for record in records] == articles
    assert list(records[0]) == list(FIELDS)
    assert (records[1]["id"], records[1]["published_utc"]) == (1, "2022-03-04T01:45:00Z")
    assert records[1]["paywalled"] is False


@pytest.mark.parametrize("ending", ["csv", "csv.gz"])
def test_raw_csv_comes_back_as_it_was_stored(export, articles, tmp_path, ending):
    file = tmp_path / f"out.{ending}"
    assert export(file, "--raw-cells").code == ExitCode.OK
    rows = list(csv.DictReader(io.StringIO(text_of(file), newline="")))
    assert list(rows[0]) == list(FIELDS)
    for row, article in zip(rows, articles, strict=True):
        said = article.to_dict()
        assert json.loads(row["authors"]) == article.authors
        assert json.loads(row["sources"]) == article.sources
        assert row["paywalled"] == "false"
        assert {name: row[name] for name in ("title", "text", "lead", "published_at", "fetched_at", "dateline")} == {
            name: said[name] or "" for name in ("title", "text", "lead", "published_at", "fetched_at", "dateline")
        }


def test_csv_is_harmless(export, tmp_path):
    file = tmp_path / "out.csv"
    export(file, "--fields", "title,lead,text,authors,id")
    row = list(csv.reader(io.StringIO(file.read_text(), newline="")))[1]
    assert row[:2] == ['\'=HYPERLINK("x")', "'@SUM(A1)"]
    assert row[2] == '\'-2+3 "kutip", koma\nbaris\n\n Tab merah\n\nKata penutup.'
    assert row[3:] == ['["+Ani, S.H.", "Budi; Citra"]', "3"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "\x1b[1m=", "\x00="])
def test_no_cell_begins_as_a_formula_does(start):
    from crawler.cli._formats import write_csv

    out = io.BytesIO()
    write_csv(["a"], [[start + "1+1"]], out)
    (cell,) = list(csv.reader(io.StringIO(out.getvalue().decode(), newline="")))[1]
    assert cell.startswith("'")
    assert cell.endswith("1+1")


def test_excel_gets_its_mark_and_no_more_than_a_cell_holds(export, path, tmp_path):
    with open_archive(path, create=False) as archive:
        archive.save([replace(FULL, text="kata " * 10_000)])
    export(tmp_path / "out.csv", "sungai", "--excel", "--fields", "title,text")
    raw = (tmp_path / "out.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbftitle,text\n")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert len(rows[1][1]) == 32_767


def test_parquet_comes_back_as_it_was_stored(export, articles, tmp_path):
    file = tmp_path / "out.parquet"
    assert export(file).code == ExitCode.OK
    table = pyarrow.parquet.read_table(file)
    assert table.column_names == list(FIELDS)
    rows = table.to_pylist()
    restored = [Article.from_dict({**row, "sources": dict(row["sources"])}) for row in rows]
    assert restored == articles
    assert rows[1]["published_utc"] == datetime(2022, 3, 4, 1, 45, tzinfo=UTC)
    assert rows[2]["published_utc"] is None
    assert rows[0]["authors"] == ["+Ani, S.H.", "Budi; Citra"]


def test_parquet_without_pyarrow_says_how_to_get_it(export, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    done = export(tmp_path / "out.parquet")
    assert done.code == ExitCode.USAGE
    assert "pip install 'kliping[parquet]'" in done.err
    assert list(tmp_path.glob("*out*")) == []


@pytest.mark.parametrize(
    ("chosen", "urls"),
    [
        ([], NEWEST_FIRST),
        (["sungai"], [FULL.url, UNDATED.url, NASTY.url][:1]),
        (["kata", "penutup"], [NASTY.url, UNDATED.url]),
        (["--portal", "contoh"], [FULL.url]),
        (["--portal", "contoh", "--portal", "lain.example"], NEWEST_FIRST),
        (["--section", "daerah"], [FULL.url]),
        (["--author", "budi"], [FULL.url]),
        (["--tag", "Banjir"], [FULL.url]),
        (["--kind", "photo"], [NASTY.url, UNDATED.url]),
        (["--since", "2022-03-05"], [NASTY.url]),
        (["--until", "2022-03-04"], [FULL.url]),
        (["--limit", 2], NEWEST_FIRST[:2]),
    ],
)
def test_filters(export, chosen, urls):
    done = export("-", *chosen, "--fields", "url")
    assert [json.loads(line)["url"] for line in done.out.splitlines()] == urls


def test_standard_output_takes_any_text_format(export):
    assert json.loads(export("-", "--format", "json", "--fields", "id,tags").out)[1] == {
        "id": 1,
        "tags": ["banjir", "sungai"],
    }
    assert export("-", "--format", "csv", "--fields", "id").out == "id\n3\n1\n2\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["out.xlsx"], "the ending of 'out.xlsx' names no format; give --format csv, json, jsonl or parquet"),
        (["out"], "the ending of 'out' names no format"),
        (["-", "--format", "parquet"], "Parquet is written to a file"),
        (["out.parquet.gz"], "Parquet is written to a file"),
        (["out.json", "--excel"], "--excel and --raw-cells are for CSV"),
        (["out.csv", "--fields", "id,titel"], "unknown field 'titel'; did you mean title?"),
        (["out.csv", "--fields", "zzz"], "unknown field 'zzz'; there are: id, url, "),
        (["out.csv", "--portal", "detikk"], "unknown portal 'detikk'; did you mean detik?"),
        (["out.csv", "--since", "2022-03-05", "--until", "2022-03-03"], "--since must be before --until"),
        (["news.db", "--format", "csv"], "news.db is a database; choose another name"),
    ],
)
def test_what_cannot_be_is_said_in_one_line(export, tmp_path, monkeypatch, path, arguments, said):
    monkeypatch.chdir(tmp_path)
    before = path.read_bytes()
    done = export(*arguments)
    assert done.code == ExitCode.USAGE
    assert said in done.err
    assert done.err.count("\n") == 1
    assert not [name for name in tmp_path.iterdir() if "out" in name.name]
    assert path.read_bytes() == before


def test_nothing_found_leaves_the_file_as_it_was(export, tmp_path):
    file = tmp_path / "out.json"
    file.write_text("old")
    done = export(file, "gunung")
    assert done.code == ExitCode.NOT_FOUND
    assert file.read_text() == "old"
    assert export("-", "gunung", "--format", "json").out == "[]\n"


def test_a_failure_half_way_leaves_the_file_as_it_was(tmp_path):
    file = tmp_path / "out.csv"
    file.write_text("old")
    file.chmod(0o640)
    with pytest.raises(ZeroDivisionError), writing_to(str(file)) as out:
        out.write(b"half")
        raise ZeroDivisionError
    assert file.read_text() == "old"
    with writing_to(str(file)) as out:
        out.write(b"new")
        assert file.read_text() == "old"
    assert file.read_text() == "new"
    assert file.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [file]


def test_a_link_stays_a_link_and_a_pipe_a_pipe(tmp_path):
    link, file = tmp_path / "link.csv", tmp_path / "file.csv"
    file.write_text("old")
    link.symlink_to(file)
    with writing_to(str(link)) as out:
        out.write(b"new")
    assert (link.is_symlink(), file.read_text()) == (True, "new")
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE)
    with writing_to(str(pipe)) as out:
        out.write(b"through")
    assert reader.communicate(timeout=10)[0] == b"through"
    assert pipe.is_fifo()


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="no /dev/fd, which a shell writes for >(command)")
def test_a_pipe_may_be_named_by_its_number():
    there, here = os.pipe()
    with writing_to(f"/dev/fd/{here}") as out:
        out.write(b"through")
    assert os.read(there, 100) == b"through"
    os.close(there)
    os.close(here)


def test_where_nothing_can_be_written(tmp_path):
    with pytest.raises(KlipingError, match=r"missing/out.csv cannot be written: No such file or directory"):
        writing_to(str(tmp_path / "missing" / "out.csv")).__enter__()
    with pytest.raises(KlipingError, match="cannot be written: Is a directory"):
        writing_to(str(tmp_path)).__enter__()
    (tmp_path / "other.db").write_bytes(b"SQLite format 3\0...")
    with pytest.raises(UsageError, match=r"other.db is a database"):
        writing_to(str(tmp_path / "other.db")).__enter__()


def many(path: Path, articles: int) -> Path:
    """An archive with so many articles of 2.7 kB."""
    with open_archive(path, create=True) as archive:
        archive.save([FULL])
    with sqlite3.connect(path) as connection:
        columns = [name for (_, name, *_) in connection.execute("PRAGMA table_info(articles)")]
        values = ["id + n", "url || n"] + [
            "text || n || hex(zeroblob(1300))" if c == "text" else c for c in columns[2:]
        ]
        connection.execute(
            f"WITH RECURSIVE more (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM more WHERE n < ?) "
            f"INSERT INTO articles SELECT {', '.join(values)} FROM articles, more",
            (articles - 1,),
        )
    connection.close()
    return path


def peak_of(path: Path, file: Path, *arguments: object) -> int:
    """The most memory, in MB, that an export took."""
    process = subprocess.Popen(
        [*COMMAND, "export", file, "--db", path, *map(str, arguments)], env=environment(), stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == ExitCode.OK
    return usage.ru_maxrss // 1024


def test_more_articles_take_no_more_memory(tmp_path):
    path = many(tmp_path / "news.db", 10_000)
    few = peak_of(path, tmp_path / "few.jsonl", "--limit", 1_000)
    every = peak_of(path, tmp_path / "every.jsonl")
    assert (tmp_path / "every.jsonl").stat().st_size > 30_000_000
    assert every - few < 8


def test_progress_on_a_terminal(path, tmp_path):
    parent, child = pty.openpty()
    command = [*COMMAND, "export", tmp_path / "out.jsonl", "--db", path, "--limit", "2"]
    subprocess.run(command, env={**environment(), "TERM": "xterm"}, stderr=child, check=True, timeout=30)
    shown = re.sub(r"\x1b\[[0-9;]*m", "", os.read(parent, 10_000).decode())
    assert "2/2 articles" in shown
    assert "exported 2 articles to" in shown


@pytest.mark.soak
@pytest.mark.parametrize("ending", ["csv", "csv.gz", "json", "parquet"])
def test_no_format_takes_more_memory_for_more_articles(tmp_path, ending):
    path = many(tmp_path / "news.db", 60_000)
    few = peak_of(path, tmp_path / f"few.{ending}", "--limit", 6_000)
    assert peak_of(path, tmp_path / f"every.{ending}") - few < 16
