from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from crawler.article import Article
from crawler.cli import cli, main
from crawler.cli._options import Moment
from crawler.cli._render import harmless, one_line
from crawler.database import UrlNote, open_archive
from crawler.database.reading import Filter, find_article, search
from crawler.database.snippets import MARK_END, MARK_START
from crawler.errors import ExitCode, KlipingError
from crawler.moments import WIB

FLOOD = Article(
    url="https://news.detik.com/berita/d-12/banjir-surut",
    requested_url="https://m.detik.com/news/berita/d-12/banjir-surut?utm_source=x",
    portal="detik",
    fetched_at=datetime(2026, 1, 2, tzinfo=UTC),
    article_id="5512",
    title="Banjir Surut di Kota Contoh",
    text="Banjir mulai surut pada pagi hari.\n\nWarga kembali ke rumah masing-masing.",
    authors=["Ani Wijaya"],
    editors=["Citra"],
    published_at=datetime(2022, 3, 4, 23, 45, tzinfo=timezone(timedelta(hours=7))),
)
RICE = Article(
    url="https://contoh.example/ekonomi/harga-beras",
    requested_url="https://contoh.example/ekonomi/harga-beras",
    portal="contoh.example",
    fetched_at=datetime(2026, 1, 2, tzinfo=UTC),
    title="Harga Beras Naik",
    text="Harga beras naik setelah banjir merendam sawah. Café di pasar ikut sepi.",
    published_at=datetime(2022, 3, 6, 9, 0, tzinfo=timezone(timedelta(hours=8))),
)
UNDATED = replace(RICE, url="https://contoh.example/tanpa-tanggal", title="Banjir", published_at=None)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "news.db"
    with open_archive(path, create=True) as archive:
        archive.save([FLOOD, RICE])
        archive.note_urls([UrlNote(url="https://contoh.example/x", portal="contoh.example", status="failed")])
    return path


@pytest.fixture
def archive(path: Path):
    with open_archive(path, create=False) as opened:
        yield opened


def kliping(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def titles(result: Result) -> list[str]:
    return [hit["title"] for hit in json.loads(result.stdout)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("banjir", 2),
        ("BANJIR surut", 1),
        ('"mulai surut"', 1),
        ('"surut mulai"', 0),
        ("cafe", 1),
        ("banjir NOT surut", 1),
        ("masing-masing", 1),
        ("🌊 banjir", 2),
        ("banjir ~ !", 2),
    ],
)
def test_search_asks_for_every_word(archive, words, found):
    assert len(search(archive, words)) == found


ODD = [
    '"',
    '""',
    '"banjir',
    "a\"b'c",
    "banjir*",
    "title:banjir",
    "(",
    "NEAR(a b)",
    "AND",
    "-banjir",
    "^banjir",
    "🌊",
]
ODD += [
    "{",
    "a OR",
    "\0",
    "\udcff",
    "x" * 10_000,
    "a " * 5_000,
    '"' * 10_000,
    '"a' * 5_000,
    "%",
    "'; DROP TABLE a",
    "",
]


@pytest.mark.parametrize("words", ODD, ids=lambda words: ascii(words[:15]))
def test_odd_search_words_are_never_an_error(archive, words):
    assert isinstance(search(archive, words), list)


def test_a_title_counts_more_than_a_mention(archive):
    assert [hit.title for hit in search(archive, "banjir")] == [FLOOD.title, RICE.title]


def test_the_snippet_marks_what_was_found(archive):
    (hit,) = search(archive, "sawah")
    assert f"merendam {MARK_START}sawah{MARK_END}." in hit.snippet


@pytest.mark.parametrize(("field", "gone"), [("title", "contoh"), ("text", "pagi")])
def test_an_edited_article_is_found_by_its_new_words_only(archive, field, gone):
    assert len(search(archive, gone)) == 1
    archive.save([replace(FLOOD, **{field: "Kering"})])
    assert not search(archive, gone)
    assert len(search(archive, "kering")) == 1


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ([], [FLOOD.title, RICE.title]),
        (["--portal", "contoh.example"], [RICE.title]),
        (["--portal", "detik.com"], [FLOOD.title]),
        (["--limit", 1], [FLOOD.title]),
        (["--until", "2022-03-04"], [FLOOD.title]),
        (["--until", "2022-03-03"], []),
        (["--since", "2022-03-05"], [RICE.title]),
        (["--since", "2022-03-04", "--until", "2022-03-06"], [FLOOD.title, RICE.title]),
        (["--since", "2d"], []),
    ],
)
def test_search_filters(path, options, found):
    assert titles(kliping("search", "banjir", "--db", path, "--json", *options)) == found


def test_an_undated_article_is_left_out_of_a_date_range(archive, path):
    archive.save([UNDATED])
    assert UNDATED.title in titles(kliping("search", "banjir", "--db", path, "--json"))
    assert UNDATED.title not in titles(kliping("search", "banjir", "--db", path, "--json", "--since", "2000-01-01"))


def test_search_prints_plainly_when_piped(path):
    result = kliping("search", "sawah", "--db", path)
    assert result.stdout == (
        "Harga Beras Naik  [2]\n"
        "contoh.example · Minggu, 6 Maret 2022 08.00 WIB\n"
        "https://contoh.example/ekonomi/harga-beras\n"
        "Harga beras naik setelah banjir merendam sawah. Café di pasar ikut sepi.\n\n"
    )


def test_search_highlights_on_a_terminal(path):
    parent, child = pty.openpty()
    command = [sys.executable, "-m", "crawler.cli", "search", "sawah", "--db", str(path)]
    command[1:3] = ["-c", "from crawler.cli import main; main()"]
    subprocess.run(command, stdout=child, check=True, env={**os.environ, "TERM": "xterm", "NO_COLOR": ""}, timeout=20)
    assert b"\x1b[1;33msawah\x1b[0m" in os.read(parent, 10_000)


def test_nothing_found_has_its_own_exit_code_and_empty_json(path, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["kliping", "search", "gunung", "--json", "--db", str(path)])
    with pytest.raises(SystemExit) as ended:
        main()
    out, err = capsys.readouterr()
    assert ended.value.code == ExitCode.NOT_FOUND
    assert json.loads(out) == []
    assert err.startswith("kliping: nothing stored has 'gunung'")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "wanted",
    [
        "1",
        "5512",
        FLOOD.url,
        FLOOD.requested_url,
        "news.detik.com/berita/d-12/banjir-surut",
        "http://news.detik.com/berita/d-12/banjir-surut/?utm_medium=y#komentar",
        " https://NEWS.detik.com//berita/d-12/banjir-surut/amp ",
    ],
)
def test_an_article_is_found_by_any_form_of_its_address(archive, wanted):
    assert find_article(archive, wanted) == FLOOD


@pytest.mark.parametrize("wanted", ["", "99", "9" * 40, "²", "\udcff", "https://[", "https://x.example/", "x" * 10_000])
def test_what_is_not_stored_is_not_found(archive, wanted):
    assert find_article(archive, wanted) is None


def test_show(path):
    assert kliping("show", "5512", "--db", path).stdout == (
        "Banjir Surut di Kota Contoh\n"
        "detikcom · Ani Wijaya · Editor: Citra · Jumat, 4 Maret 2022 23.45 WIB\n\n"
        "Banjir mulai surut pada pagi hari.\n\n"
        "Warga kembali ke rumah masing-masing.\n\n"
        "https://news.detik.com/berita/d-12/banjir-surut\n"
    )


def test_show_json_is_the_article(path):
    assert json.loads(kliping("show", FLOOD.url, "--json", "--db", path).stdout) == FLOOD.to_dict()


def test_show_does_not_let_stored_text_steer_the_terminal(archive, path):
    hostile = "Judul\x1b[2J \x1b]0;judul jendela\x07[bold]tebal[/bold]\r\x9b31m \u202eterbalik"
    archive.save([replace(FLOOD, title=hostile, authors=[hostile], text=hostile)])
    shown = kliping("show", "1", "--db", path).stdout
    assert "Judul [bold]tebal[/bold] terbalik" in shown
    assert not set(shown) & set("\x1b\x07\r\x9b\u202e")


def test_show_of_what_is_not_stored(path):
    result = kliping("show", "404", "--db", path)
    assert isinstance(result.exception, KlipingError)
    assert result.exception.code == ExitCode.NOT_FOUND


def test_stats(path):
    shown = [line.split() for line in kliping("stats", "--db", path).stdout.splitlines()]
    assert ["detik", "1", "2022-03-04", "23:45", "2022-03-04", "23:45", "0"] in shown
    assert ["total", "2", "2022-03-04", "23:45", "2022-03-06", "08:00", "1"] in shown


def test_stats_json(path):
    counted = json.loads(kliping("stats", "--json", "--db", path).stdout)
    assert [(row["portal"], row["articles"], row["failed"]) for row in counted["portals"]] == [
        ("contoh.example", 1, 1),
        ("detik", 1, 0),
    ]
    assert counted["total"]["first"] == "2022-03-04T23:45:00+07:00"


def test_portals():
    rows = json.loads(kliping("portals", "--json").stdout)
    (detik,) = [row for row in rows if row["name"] == "detik"]
    assert detik["title"] == "detikcom"
    assert "detik.com" in detik["domains"]
    assert {"feed", "news sitemap"} <= set(detik["discovery"])
    assert (detik["language"], detik["timezone"]) == ("id", "Asia/Jakarta")
    assert (detik["evidence"], detik["layouts"]) == ("page", ["2026", "2026-page-1", "2018", "2015"])
    assert detik["newest_evidence"] >= "2026-10-03"
    assert len(rows) >= 100
    assert kliping("portals").stdout.rstrip().endswith(f"\n{len(rows)} portals")


@pytest.mark.parametrize("command", [["search", "x"], ["show", "1"], ["stats"]])
def test_a_missing_database_is_one_line_for_every_reader(tmp_path, command):
    result = kliping(*command, "--db", tmp_path / "tidak-ada.db")
    assert isinstance(result.exception, KlipingError)
    assert result.exception.code == ExitCode.DATABASE
    assert not (tmp_path / "tidak-ada.db").exists()


def test_the_database_may_come_from_the_environment(path, monkeypatch):
    monkeypatch.setenv("KLIPING_DB", str(path))
    assert kliping("stats").exit_code == 0


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("2022-03-04", "2022-03-04T00:00:00+07:00", "2022-03-05T00:00:00+07:00"),
        ("2022-12-31", "2022-12-31T00:00:00+07:00", "2023-01-01T00:00:00+07:00"),
        ("2022-03-04T08:45", "2022-03-04T08:45:00+07:00", "2022-03-04T08:45:00+07:00"),
        ("2022-03-04T08:45+09:00", "2022-03-04T08:45:00+09:00", "2022-03-04T08:45:00+09:00"),
    ],
)
def test_moments(text, since, until):
    assert Moment().convert(text, None, None).isoformat() == since
    assert Moment(end_of_day=True).convert(text, None, None).isoformat() == until


@pytest.mark.parametrize(("text", "back"), [("2d", timedelta(days=2)), ("12h", timedelta(hours=12))])
def test_spans_count_back_from_now(text, back):
    moment = Moment().convert(text, None, None)
    assert moment.tzinfo is WIB
    assert abs(datetime.now(UTC) - back - moment) < timedelta(seconds=5)


@pytest.mark.parametrize(
    "text",
    [
        *("", "2022-13-01", "2022-02-30", "kemarin", "2", "d", "999999d", "9999-12-31x", "-2d"),
        *("0001-01-01", "700000d", "9999-12-31T23:59-12:00"),
    ],
)
def test_a_bad_date_is_a_usage_error(text):
    with pytest.raises(click.BadParameter, match="is no date; give 2022-03-04"):
        Moment().convert(text, None, None)
    assert kliping("search", "x", "--since", text).exit_code == ExitCode.USAGE


def test_without_words_the_newest_come_first(tmp_path):
    with open_archive(tmp_path / "news.db", create=True) as archive:
        archive.save([FLOOD, RICE, replace(RICE, url="https://contoh.example/undated", published_at=None)])
        assert [hit.title for hit in search(archive, "", limit=2)] == [RICE.title, FLOOD.title]
        assert [hit.title for hit in search(archive, "", Filter(until=RICE.published_at))] == [FLOOD.title]
        assert search(archive, "?!") == []


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a\x1b[31;1mb\x1b[0m", "ab"),
        ("a\x1b]8;;https://x.example\x1b\\b", "ab"),
        ("a\x00\x08\x7f\x85b", "ab"),
        ("a\x1bcb", "acb"),
        ("a\tb\nc", "a b\nc"),
        ("“Café” – 🌊👩\u200d🌾 ۝", "“Café” – 🌊👩\u200d🌾 ۝"),
    ],
)
def test_harmless(text, left):
    assert harmless(text) == left
    assert one_line(text) == " ".join(left.split())
