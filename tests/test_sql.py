from __future__ import annotations

import csv
import io
import json
import os
import pty
import re
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from crawler.database import open_archive
from crawler.errors import ExitCode
from tests.archives import FULL
from tests.news_site import COMMAND, Result, environment

ENDLESS = "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sql") / "news.db"
    flood = replace(
        FULL,
        url="https://contoh.example/berita/13/kebanjiran",
        article_id="13",
        title="=1+1 Warga Kebanjiran\x1b[31m",
        text="Rumah warga terendam.",
        section=None,
    )
    with open_archive(path, create=True) as archive:
        archive.save([FULL, flood])
    return path


@pytest.fixture
def sql(path: Path, quick: Callable[..., Result]) -> Callable[..., Result]:
    return lambda query, *options, **how: quick("sql", query, "--db", path, *options, **how)


def test_a_table_in_a_pipe_is_plain_and_never_cut(sql):
    done = sql("SELECT id, title, section, x'00ff' AS raw, replace(hex(zeroblob(150)), '0', 'a') AS long FROM articles")
    assert done.out.splitlines() == [
        "id  title                   section  raw        long",
        f"──  ──────────────────────  ───────  ─────────  {'─' * 80}",
        f" 1  Air Sungai Mulai Surut  Daerah   <2 bytes>  {'a' * 300}",
        f" 2  =1+1 Warga Kebanjiran            <2 bytes>  {'a' * 300}",
    ]


def on_a_terminal(path: Path, query: str) -> list[str]:
    """The lines, without colours, on a terminal of 40 columns."""
    parent, child = pty.openpty()
    env = {**environment(), "COLUMNS": "40", "TERM": "xterm"}
    subprocess.run([*COMMAND, "sql", query, "--db", str(path)], stdout=child, env=env, check=True, timeout=30)
    return [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in os.read(parent, 10_000).decode().splitlines()]


def test_a_table_on_a_terminal_is_cut_to_fit(path):
    lines = on_a_terminal(path, "SELECT id, title, text FROM articles")
    assert max(map(len, lines)) <= 40
    assert lines[-2].split() == ["2", "=1+1", "Warga", "Ke…", "Rumah", "warga", "t…"]


def test_more_columns_than_fit_on_a_terminal_stand_below_each_other(path):
    lines = on_a_terminal(path, "SELECT * FROM articles LIMIT 1")
    assert max(map(len, lines)) <= 40
    assert "title              Air Sungai Mulai Suru" in lines[6]


def test_json_keeps_types_and_tells_columns_of_one_name_apart(sql):
    query = "SELECT id, title, title, section, x'00ff' AS raw, 1.5 AS half, 9e999 AS endless FROM articles LIMIT 1"
    row = {"id": 1, "title": FULL.title, "title_2": FULL.title, "section": "Daerah"}
    row |= {"raw": "00ff", "half": 1.5, "endless": None}
    assert sql(query, "--json").json == [row]
    assert sql(query, "--format", "json").json == [row]
    assert [json.loads(line) for line in sql(query, "--format", "jsonl").out.splitlines()] == [row]


def test_json_holds_nothing_that_steers_a_terminal(sql):
    done = sql("SELECT char(155, 8238, 27) || 'é' AS text", "--json")
    assert done.json == [{"text": "\x9b\u202e\x1bé"}]
    assert not {"\x9b", "\u202e", "\x1b"} & set(done.out)
    assert "é" in done.out


def test_csv_runs_no_formula_unless_asked(sql):
    query = "SELECT title, -5 AS number, 'a\"b,c' AS text FROM articles WHERE id = 2"
    assert list(csv.reader(io.StringIO(sql(query, "--format", "csv").out))) == [
        ["title", "number", "text"],
        ["'=1+1 Warga Kebanjiran", "-5", 'a"b,c'],
    ]
    assert "=1+1 Warga Kebanjiran\x1b[31m" in sql(query, "--format", "csv", "--raw-cells").out


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv"])
def test_no_rows_are_no_error(sql, form):
    done = sql("SELECT id FROM articles WHERE false", "--format", form)
    assert done.code == ExitCode.OK
    assert done.out == {"table": "id\n──\n", "json": "[]\n", "jsonl": "", "csv": "id\n"}[form]


def test_the_query_may_come_from_standard_input(sql):
    assert sql("-", "--json", stdin=b"-- how many\nSELECT count(*) AS n FROM articles;\n").json == [{"n": 2}]


@pytest.mark.parametrize(
    ("given", "value"),
    [
        ("5", 5),
        ("-1.5", -1.5),
        ("0012", "0012"),
        ("1.50", 1.5),
        ("9" * 30, "9" * 30),
        ("detik", "detik"),
        ("a=b", "a=b"),
        ("a\udcff", "a?"),
        ("", ""),
    ],
)
def test_parameters(sql, given, value):
    assert sql("SELECT :value AS value", "--json", "--param", f"value={given}").json == [{"value": value}]


def test_words_are_searched_for_as_search_does(sql):
    query = (
        "SELECT articles.id AS id FROM articles_fts JOIN articles ON id = articles_fts.rowid "
        "WHERE articles_fts MATCH kliping_query(:words)"
    )
    assert sql(query, "--json", "--param", "words=banjir").json == [{"id": 2}]
    assert sql(query, "--json", "--param", 'words="').json == []


WRITES = [
    "DELETE FROM articles",
    "UPDATE articles SET title = ''",
    "INSERT INTO tags (name) VALUES ('x')",
    "DROP TABLE articles",
    "CREATE TEMP TABLE x (a)",
    "ATTACH '{folder}/other.db' AS other",
    "VACUUM INTO '{folder}/other.db'",
    "VACUUM",
    "BEGIN",
    "PRAGMA query_only = 0",
    "PRAGMA journal_mode = DELETE",
    "PRAGMA user_version = 99",
    "SELECT load_extension('x')",
    "INSERT INTO articles_fts (articles_fts) VALUES ('rebuild')",
    "ANALYZE",
    "REINDEX",
]


@pytest.mark.parametrize("query", WRITES)
def test_nothing_can_be_written(path, sql, tmp_path, query):
    before = path.read_bytes()
    done = sql(query.format(folder=tmp_path))
    assert done.code == ExitCode.USAGE
    assert done.err == "kliping: kliping sql only reads: SELECT, WITH, EXPLAIN, and PRAGMAs that change nothing\n"
    assert path.read_bytes() == before
    assert not (tmp_path / "other.db").exists()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT judul", "no such column: judul"),
        ("SELEKT 1", 'near "SELEKT": syntax error'),
        ("SELECT json('{')", "malformed JSON"),
        ("SELECT 1; SELECT 2", "give one statement at a time"),
        ("", "there is no statement; give one, for example: kliping sql 'SELECT * FROM coverage'"),
        ("/* nothing */", "there is no statement; give one, for example: kliping sql 'SELECT * FROM coverage'"),
        ("SELECT :portal", ":portal has no value; give it with --param portal=VALUE"),
        ("SELECT ?", "give parameters names, for example :portal, and values with --param portal=VALUE"),
        ("SELECT '\udcff' FROM x", "no such table: x"),
    ],
)
def test_what_is_wrong_with_a_query_is_one_line(sql, query, said):
    done = sql(query)
    assert (done.code, done.out, done.err) == (ExitCode.USAGE, "", f"kliping: {said}\n")


def test_an_error_half_way_is_one_line_too(sql):
    done = sql('SELECT json(value) AS a FROM json_each(\'["1", "2", "{"]\')', "--format", "jsonl")
    assert (done.code, done.out, done.err) == (ExitCode.USAGE, '{"a": "1"}\n', "kliping: malformed JSON\n")


@pytest.mark.parametrize("param", ["x", "=1", ""])
def test_a_parameter_without_a_name_or_value(sql, param):
    done = sql("SELECT 1", "--param", param)
    assert done.code == ExitCode.USAGE
    assert "give --param NAME=VALUE" in done.err


@pytest.mark.parametrize(
    "query", ["PRAGMA table_info(articles)", "EXPLAIN QUERY PLAN SELECT 1", "SELECT * FROM json_each('[1]')"]
)
def test_what_only_tells_is_allowed(sql, query):
    assert sql(query).code == ExitCode.OK


def test_ctrl_c_interrupts_a_query_at_work(path):
    process = subprocess.Popen(
        [*COMMAND, "sql", ENDLESS, "--db", path], env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    time.sleep(2)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=10)
    assert (process.returncode, out, err) == (130, b"", b"\nkliping: stopped\n")


def test_a_reader_that_goes_away_ends_it_quietly(path):
    query = "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n"
    for form in ("table", "csv"):
        line = f"{COMMAND[0]} -c '{COMMAND[2]}' sql '{query}' --format {form} --db {path} | head -3"
        done = subprocess.run(["bash", "-c", line], env=environment(), capture_output=True, timeout=30, check=True)
        assert len(done.stdout.splitlines()) == 3
        assert done.stderr == b""


def test_a_writer_at_work_is_no_hindrance(path, sql):
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("UPDATE articles SET title = 'x'")
    assert sql("SELECT title FROM articles WHERE id = 1", "--json").json == [{"title": FULL.title}]
    writer.execute("ROLLBACK")
    writer.close()
