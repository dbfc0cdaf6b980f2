"""kliping.toml: what it may say, and the one line for everything that it may not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crawler.configuration import Configuration, load_configuration, parse_configuration
from crawler.errors import UsageError
from crawler.moments import WIB, parse_moment, parse_span, span_text
from crawler.polling import Pace

FILE = Path("/srv/berita/kliping.toml")
JOB = '[[job]]\nname = "segar"\nportals = ["detik"]\n'

WHOLE = """
database = "arsip/berita.db"
timezone = "Asia/Makassar"

[groups]
nasional = ["detik", "kompas.com", "detik"]

[[job]]
name = "segar"
portals = ["nasional", "kompas", "tempo"]
every = "15m"
since = "2d"
limit = 50
query = "banjir jakarta"
time_limit = "10m"
raw = false

[[job]]
name = "semua"
all = true
cron = "5 3 * * *"
revisit = true
enabled = false

[alerts]
urls = ["json://127.0.0.1/tanda"]

[revisits]
ladder = ["2h", "1d"]

[polling]
shortest = "1m"
"""


def test_everything_that_the_file_may_say():
    read = parse_configuration(WHOLE, FILE)
    segar, semua = read.jobs
    assert read.database == Path("/srv/berita/arsip/berita.db")
    assert read.timezone.key == "Asia/Makassar"
    assert (segar.every, segar.time_limit, segar.limit, segar.raw) == (
        timedelta(minutes=15),
        timedelta(minutes=10),
        50,
        False,
    )
    assert [portal.name for portal in read.portals_of(segar)] == ["detik", "kompas", "tempo"]
    assert (semua.cron, semua.revisit, semua.enabled) == ("5 3 * * *", True, False)
    assert len(read.portals_of(semua)) > 150
    assert read.alerts.urls == ("json://127.0.0.1/tanda",)
    assert read.revisits.ladder == (timedelta(hours=2), timedelta(days=1))
    assert read.polling == Pace(shortest=timedelta(minutes=1), longest=timedelta(hours=6))


def test_without_a_file_there_are_the_defaults(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert load_configuration() == Configuration()
    Path("kliping.toml").write_text('database = "/abs/news.db"')
    assert load_configuration().database == Path("/abs/news.db")
    assert load_configuration().timezone is WIB


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("databse = 'x'", "there is no key 'databse'; did you mean database?"),
        ("database = 5", "database: 5 is no text; give one line in quotes"),
        ("database = '~tiada-orang/a.db'", "database: '~tiada-orang/a.db' begins with the home of a user that"),
        ("timezone = 'Asia/Jakrta'", "timezone: 'Asia/Jakrta' is no time zone; give for example Asia/Jakarta or UTC"),
        ("timezone = '/etc/passwd'", "timezone: '/etc/passwd' is no time zone; give for example Asia/Jakarta or UTC"),
        (f"{JOB}evry = '1h'", "[[job]] segar: there is no key 'evry'; did you mean every?"),
        (f"{JOB}every = '1x'", "[[job]] segar: every: '1x' is no span of time; give for example 15m, 6h or 2d"),
        (f"{JOB}every = '0m'", "[[job]] segar: every: '0m' is no span of time"),
        (f"{JOB}every = '999999w'", "[[job]] segar: every: '999999w' is longer than a hundred years"),
        (f"{JOB}every = 15", "[[job]] segar: every: '15' is no span of time; give for example 15m, 6h or 2d"),
        (f"{JOB}", "[[job]] segar: every: say when: either every = \"15m\" or cron = \"15 * * * *\""),
        (f"{JOB}every='1h'\ncron='1 * * * *'", "either every = \"15m\" or cron = \"15 * * * *\""),
        (f"{JOB}every='1h'\nall=true", "[[job]] segar: portals: name portals or groups, as in"),
        (f"{JOB}every='1h'\nlimit=0", "[[job]] segar: limit: 0 is too small; give 1 or more"),
        (f"{JOB}every='1h'\nlimit=true", "[[job]] segar: limit: True is no whole number"),
        (f"{JOB}every='1h'\nraw='no'", "[[job]] segar: raw: 'no' is neither true nor false"),
        (f"{JOB}every='1h'\nsince='1 minggu'", "[[job]] segar: since: '1 minggu' is no date; give 2022-03-04"),
        (f"{JOB}every='1h'\n{JOB}every='1h'", "[[job]] segar: name: there are two jobs of this name"),
        ("[[job]]\nevery='1h'\nportals=['detik']", "[[job]] 1: name: '' is no name for a job"),
        ("[[job]]\nname='a\tb'", "[[job]] 1: name: 'a\\tb' is no text"),
        ("[job]\nname='a'", "job: begin each job with a line [[job]]"),
        ("groups = 1", "groups: it must be a table"),
        ("[groups]\nnasional = 'detik'", "[groups] nasional: 'detik' is no list; give for example"),
        ("[groups]\n'a\\b' = ['detik']", "[groups]: 'a\\\\b' is no name for a group"),
        ("[health]\nhening = 1", "[health]: there is no key 'hening'; "),
        ("[revisits]\nladder = ['6h', '1h']", "[revisits]: ladder: each step must be longer than the one before it"),
        ("[polling]\nshortest = '7h'", "[polling]: shortest: it must not be longer than longest"),
        ("database = ", "is no TOML: Invalid value"),
    ],
)  # fmt: skip
def test_what_it_may_not_say_is_one_line_that_names_the_place(text, told):
    with pytest.raises(UsageError) as caught:
        parse_configuration(text, FILE)
    assert str(caught.value).startswith(str(FILE))
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("portal", "told"),
    [
        ("detikk", "[[job]] segar: portals: unknown portal 'detikk'; did you mean detik?"),
        ("nasionl", "[[job]] segar: portals: there is no portal or group 'nasionl'; did you mean nasional?"),
        ("generic", "[[job]] segar: portals: generic has no site to crawl"),
    ],
)
def test_an_unknown_portal_is_named_with_its_job(portal, told):
    text = f"[groups]\nnasional = ['detik']\n{JOB}every = '1h'".replace('"detik"', f'"{portal}"')
    read = parse_configuration(text, FILE)
    with pytest.raises(UsageError) as caught:
        read.portals_of(read.jobs[0])
    assert str(caught.value) == f"{FILE}: {told}"


def test_a_file_that_cannot_be_read_is_one_line(tmp_path):
    odd = tmp_path / "odd.toml"
    odd.write_bytes(b"\xff\xfe")
    for path, told in {
        tmp_path / "tidak-ada.toml": "there is no file",
        tmp_path: "cannot be read: Is a directory",
        odd: "is not UTF-8 text",
    }.items():
        with pytest.raises(UsageError, match=told):
            load_configuration(path)


@pytest.mark.parametrize("text", ["90s", "15m", "6h", "2d", "1w"])
def test_a_span_is_written_as_it_is_read(text):
    assert parse_span(span_text(parse_span(text))) == parse_span(text)


def test_moments_as_people_write_them():
    assert parse_moment("2022-03-04") == datetime(2022, 3, 4, tzinfo=WIB)
    assert parse_moment("2022-03-04", end_of_day=True) == datetime(2022, 3, 5, tzinfo=WIB)
    assert parse_moment("2022-03-04T08:45Z") == datetime(2022, 3, 4, 8, 45, tzinfo=UTC)
    assert abs(datetime.now(UTC) - timedelta(weeks=1) - parse_moment("1w")) < timedelta(seconds=5)
    for odd in ("5m", "besok", "999999d", "9999-12-31T", "0001-01-01", "9999-12-30T00:00Z", ""):
        with pytest.raises(ValueError, match="is no date"):
            parse_moment(odd)
