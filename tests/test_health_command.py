"""`kliping health`: thirty days in a real database, a real crawl whose layout changes, and alerts that arrive."""

from __future__ import annotations

import json
import socketserver
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from news_site import COMMAND, Result, Site, article_page, environment, kliping, serving, story, until, write_portal
from synthetic_portals import DAY, HOUR, KINDS, START, field_goes_blank, history

from crawler.database import Archive, open_archive
from crawler.database.histories import histories
from crawler.database.rows import utc_text
from crawler.database.runs import PortalRun, begin_run, end_run
from crawler.errors import ExitCode
from crawler.health.alerting import CALM, Told, news_of
from crawler.health.findings import Finding
from crawler.health.history import History
from crawler.spiders.tally import COUNTS, Cause

FAULT = START + 22 * DAY
END = START + 30 * DAY


def store(archive: Archive, past: History) -> None:
    """Write a history as its runs would have done."""
    for visit in past.visits:
        counts = {**dict.fromkeys(COUNTS, 0), "new": visit.new, "asked": visit.asked}
        counts |= {"sources_asked": visit.sources_asked, "sources": visit.sources}
        bins = {("length", n): count for n, count in visit.lengths.items()}
        bins |= {("lag", n): count for n, count in visit.lags.items()}
        done = PortalRun(
            portal=past.portal,
            state="ok",
            counts=counts,
            causes={key: Cause(count) for key, count in visit.reasons.items()},
            fields={(name, source): n for name, sources in visit.fields.items() for source, n in sources.items()},
            histograms=bins,
        )
        run = begin_run(archive, [past.portal], since=None, until=None)
        end_run(archive, run, [done], {}, ExitCode.OK)
        set_time(archive, run, visit.started)


def set_time(archive: Archive, run: int, started: datetime) -> None:
    times = {"run": run, "started": utc_text(started)}
    archive.write("UPDATE runs SET started = :started, ended = :started, heartbeat = :started WHERE id = :run", [times])


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of 30 days: `ramai` is well, the authors of `kantor` are blank for the last eight."""
    path = tmp_path_factory.mktemp("month") / "news.db"
    with open_archive(path, create=True) as archive:
        archive._connection.execute("PRAGMA synchronous = OFF")
        store(archive, history(KINDS[0], 1))
        store(archive, history(KINDS[2], 1, since=FAULT, fault=field_goes_blank("authors")))
    return path


def health(db: Path, *args: object, at: datetime = END) -> Result:
    return kliping("health", *args, "--at", at.isoformat(), "--db", db)


def test_what_runs_note_is_read_back_as_it_was(month):
    with open_archive(month, create=False, readonly=True) as archive:
        [read] = histories(archive, ["ramai"], START, END)
    written = history(KINDS[0], 1).visits
    assert len(read.visits) == len(written) > 600
    for was, now in zip(written[-50:], read.visits[-50:], strict=True):
        assert abs(was.started - now.started) <= timedelta(seconds=1)
        assert (now.new, dict(now.fields), now.lengths, now.lags) == (was.new, was.fields, was.lengths, was.lags)
        assert (now.sources, now.reasons) == (was.sources, was.reasons)


def test_ordinary_days_exit_0_and_a_fault_exits_7(month):
    assert health(month, at=FAULT).code == ExitCode.OK
    found = health(month)
    assert found.code == ExitCode.UNHEALTHY
    assert "kantor: missing authors (warning, since 2026-03-2" in found.out
    assert "usual: 94% of articles have authors" in found.out
    assert found.out.endswith("2 portals: 1 well, 1 unwell\n")
    assert health(month, "ramai").code == ExitCode.OK


def test_json_says_the_same_for_programs(month):
    report = health(month, "--json").json
    assert [(portal["portal"], portal["state"]) for portal in report["portals"]] == [
        ("kantor", "unwell"),
        ("ramai", "well"),
    ]
    [finding] = report["findings"]
    assert (finding["check"], finding["subject"], finding["severity"]) == ("missing", "authors", "warning")


def test_portals_that_cannot_be_judged_are_told_apart(month):
    assert "2 portals: 2 too little known to judge" in health(month, at=START + 9 * DAY).out
    idle = health(month, at=END + 5 * DAY)
    assert "2 portals: 2 not crawled lately" in idle.out
    assert "*: stopped" in idle.out
    assert idle.code == ExitCode.UNHEALTHY
    unknown = health(month, "tempo")
    assert (unknown.code, "kliping crawl tempo" in unknown.err) == (ExitCode.NOT_FOUND, True)


def test_backfills_searches_and_running_crawls_are_not_judged(month, tmp_path):
    with open_archive(tmp_path / "a.db", create=True) as archive:
        empty = PortalRun(portal="uji", state="ok", counts=dict.fromkeys(COUNTS, 0), causes={})
        for since, until, query in ((START - 90 * DAY, None, ""), (None, END, ""), (None, None, "banjir")):
            end_run(archive, begin_run(archive, ["uji"], since=since, until=until, query=query), [empty], {}, 0)
        begin_run(archive, ["uji"], since=None, until=None)
        [read] = histories(archive, ["uji"], START, datetime.now(UTC) + HOUR)
        assert read.visits == ()
    assert kliping("health", "--db", tmp_path / "a.db").out.startswith("nothing to judge")


def test_a_real_site_whose_layout_changes_is_found_with_an_example(tmp_path):
    with serving() as site:
        portals, db = write_portal(tmp_path / "p", site, feeds='(BASE + "/rss",)'), tmp_path / "a.db"
        author = '<meta name="author" content="Sari Wulandari">'
        for number, days in enumerate((13, 2)):
            publish(site, range(number * 25, number * 25 + 25), author)
            assert kliping("crawl", "uji", "--db", db, portals=portals).code == ExitCode.OK
            with open_archive(db, create=False) as archive:
                set_time(archive, number + 1, datetime.now(UTC) - days * DAY)
        well = kliping("health", "--db", db, portals=portals)
        assert (well.code, well.out) == (ExitCode.OK, "1 portal: 1 well\n")
        publish(site, range(100, 115), "", new_layout=True)
        kliping("crawl", "uji", "--db", db, portals=portals)
    unwell = kliping("health", "--json", "--db", db, portals=portals)
    assert unwell.code == ExitCode.UNHEALTHY
    found = {finding["check"] + ":" + finding["subject"]: finding for finding in unwell.json["findings"]}
    assert set(found) == {"missing:authors", "fallback:text"}
    for finding in found.values():
        number = int(finding["example"].split("/")[4])
        assert number >= 100
        assert finding["advice"] == f"kliping inspect {finding['example']}"
    assert found["fallback:text"]["source"] == "generic"


def publish(site: Site, numbers: range, extra: str, new_layout: bool = False) -> None:
    links = []
    now = datetime.now(UTC) - HOUR
    for number in numbers:
        page = article_page(f"Warga Kampung {number} Panen Jagung", story(number, 6), now, extra)
        path = f"/berita/{number}/warga"
        site.add(path, page.replace('class="isi"', 'class="baru"') if new_layout else page)
        links.append((site.url(path), None))
    site.add_feed("/rss", links)


@dataclass
class Inbox:
    """What arrived on a webhook or by mail, and the address for kliping.toml. While `closed` it refuses."""

    url: str = ""
    messages: list[Any] = field(default_factory=list)
    closed: bool = False


@contextmanager
def webhook() -> Iterator[Inbox]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if not inbox.closed:
                inbox.messages.append(json.loads(body))
            self.send_response(503 if inbox.closed else 200)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            return

    inbox = Inbox()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    inbox.url = f"json://pengguna:rahasia@127.0.0.1:{server.server_address[1]}/kait"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield inbox
    server.shutdown()
    server.server_close()


@contextmanager
def mail_server() -> Iterator[Inbox]:
    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"220 uji\r\n")
            while line := self.rfile.readline():
                command = line.split()[0].upper() if line.split() else b""
                if command == b"DATA":
                    self.wfile.write(b"354 .\r\n")
                    lines = iter(self.rfile.readline, b".\r\n")
                    inbox.messages.append(b"".join(lines).decode())
                self.wfile.write({b"QUIT": b"221 .\r\n"}.get(command, b"250 ok\r\n"))

    inbox = Inbox()
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    port = server.server_address[1]
    inbox.url = f"mailto://127.0.0.1:{port}?from=kliping@contoh.example&to=redaksi@contoh.example&mode=insecure"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield inbox
    server.shutdown()
    server.server_close()


def settings(folder: Path, db: Path, *urls: str, on: str = "") -> Path:
    path = folder / "kliping.toml"
    path.write_text(f"database = {json.dumps(str(db))}\n[alerts]\nurls = {json.dumps(urls)}\n{on}")
    return path


def alert(config: Path, at: datetime = END) -> Result:
    return kliping("health", "--alert", "--config", config, "--at", at.isoformat())


@pytest.fixture
def copied(month: Path, tmp_path: Path) -> Path:
    with open_archive(month, create=False) as archive:
        archive._connection.execute("VACUUM INTO ?", (str(tmp_path / "news.db"),))
    return tmp_path / "news.db"


def test_an_alert_arrives_by_webhook_and_mail_once_and_again_when_it_is_over(copied, tmp_path):
    with webhook() as hook, mail_server() as mail:
        config = settings(tmp_path, copied, hook.url, mail.url)
        first = alert(config)
        assert first.code == ExitCode.UNHEALTHY
        assert "alert sent: 1 new, 0 over" in first.err
        assert alert(config, END + HOUR).err == ""
        [message] = hook.messages
        assert message["title"] == "Kliping: kantor unwell"
        assert "usual: 94% of articles have authors" in message["message"]
        [letter] = mail.messages
        assert "Subject: Kliping: kantor unwell" in letter
        assert "To: redaksi@contoh.example" in letter
        with open_archive(copied, create=False) as archive:
            archive.write("DELETE FROM run_fields WHERE portal = :portal AND field = 'authors'", [{"portal": "kantor"}])
        assert alert(config, END + HOUR).err == ""
        over = alert(config, END + CALM + HOUR)
        assert (over.code, "0 new, 1 over" in over.err) == (ExitCode.OK, True)
        assert hook.messages[-1]["message"].startswith("as usual again: kantor missing:authors (since 2026-03-2")
        assert len(hook.messages) == len(mail.messages) == 2


def test_an_alert_that_does_not_arrive_is_told_and_sent_again(copied, tmp_path):
    with webhook() as hook:
        config = settings(tmp_path, copied, hook.url)
        hook.closed = True
        failed = alert(config)
        assert failed.code == ExitCode.UNDELIVERED
        assert [line for line in failed.err.splitlines() if line.startswith("kliping:")] == failed.err.splitlines()
        assert "rahasia" not in failed.err
        hook.closed = False
        assert alert(config, END + HOUR).code == ExitCode.UNHEALTHY
        assert len(hook.messages) == 1


def test_an_address_that_is_dead_is_told_and_the_others_hear_it_once(copied, tmp_path):
    with webhook() as hook:
        config = settings(tmp_path, copied, hook.url, "json://127.0.0.1:9/mati")
        failed = alert(config)
        assert failed.code == ExitCode.UNDELIVERED
        assert "127.0.0.1:9" in failed.err
        assert alert(config, END + HOUR).code == ExitCode.UNHEALTHY
        assert len(hook.messages) == 1


def test_the_service_sends_alerts_too(copied, tmp_path):
    later = f"+{int((datetime.now(UTC) - END).total_seconds())} seconds"
    with open_archive(copied, create=False) as archive:
        moved = ", ".join(f"{name} = strftime('%Y-%m-%dT%H:%M:%SZ', {name}, :later)" for name in ("started", "ended"))
        archive.write(f"UPDATE runs SET {moved}", [{"later": later}])
    with webhook() as hook:
        config = settings(tmp_path, copied, hook.url, on='every = "1s"')
        config.write_text(config.read_text() + '\n[[job]]\nname = "tahunan"\nportals = ["detik"]\ncron = "0 0 1 1 *"\n')
        service = subprocess.Popen(
            [*COMMAND, "schedule", "run", "--config", str(config)], env=environment(), stderr=subprocess.PIPE
        )
        until(lambda: hook.messages)
        time.sleep(3)
        service.terminate()
        log = service.communicate(timeout=10)[1].decode()
    assert [message["title"] for message in hook.messages] == ["Kliping: kantor unwell"], log
    assert "health: alert sent: 1 new, 0 over" in log


def test_only_the_wanted_checks_are_sent(copied, tmp_path):
    with webhook() as hook:
        assert alert(settings(tmp_path, copied, hook.url, on='on = ["silent"]')).code == ExitCode.UNHEALTHY
        assert hook.messages == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "has no addresses"),
        ('[alerts]\nurls = ["kabar://x"]', "apprise does not know the address number 1"),
        ('[alerts]\nurls = ["json://127.0.0.1"]\non = ["sunyi"]', "there is no check 'sunyi'"),
        ('[health]\nleast_history = "50d"', "least_history"),
        ("[health]\nscore = -1", "score"),
    ],
)
def test_settings_that_make_no_sense_are_one_clear_line(month, tmp_path, text, said):
    (tmp_path / "kliping.toml").write_text(f"database = {json.dumps(str(month))}\n{text}")
    result = alert(tmp_path / "kliping.toml")
    assert result.code == ExitCode.USAGE
    assert said in result.err
    assert len(result.err.splitlines()) == 1


def finding(portal: str = "uji", check: str = "silent") -> Finding:
    return Finding(portal=portal, check=check, severity="critical", expected="", seen="", since=START, advice="")


def test_what_comes_and_goes_is_told_once():
    told = {("uji", "silent"): Told(START, END)}
    news = news_of([finding()], told, {"uji"}, END + 30 * HOUR)
    assert (news.fresh, len(news.lasting), news.over) == ((), 1, {})
    assert not news_of([], told, {"uji"}, END + CALM - HOUR)
    assert news_of([], told, {"uji"}, END + CALM).over == told
    # a portal that was not judged is not well
    assert not news_of([], told, {"lain"}, END + 30 * HOUR)


def test_only_wanted_checks_are_news_and_what_is_not_wanted_any_more_is_not_over():
    news = news_of([finding(), finding(check="sources")], {}, {"uji"}, END, wanted=("silent",))
    assert [each.check for each in news.fresh] == ["silent"]
    assert not news_of([finding()], {("uji", "silent"): Told(START, START)}, {"uji"}, END, wanted=("sources",))
