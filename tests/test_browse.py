from __future__ import annotations

import asyncio
import html
import re
import signal
import socket
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from lxml import etree

from crawler.article import Article
from crawler.browsing import site_of
from crawler.browsing.chart import chart_of
from crawler.database import open_archive
from crawler.errors import DatabaseError, ExitCode
from crawler.moments import WIB
from tests.archives import FULL
from tests.chromium import PROGRAM, chromium
from tests.news_site import COMMAND, Result, environment

HOSTILE = replace(
    FULL,
    url="https://jahat.example/<script>x",
    requested_url="https://jahat.example/x",
    portal="jahat.example",
    article_id=None,
    title="<script>alert(1)</script>",
    text='<img src="https://jahat.example/x.png" onerror=alert(1)>\n\n</article><iframe src=javascript:alert(1)>',
    lead="<b onclick=alert(1)>ringkas</b>",
    authors=['<a href="javascript:alert(1)">Ani</a>'],
    editors=["<i>Citra</i>"],
    section='"><script>alert(2)</script>',
    tags=["<u>tag</u>", "a,b&c"],
    image_url="javascript:alert(3)",
    image_caption="<img src=x>",
    published_at=FULL.published_at + timedelta(days=9),
)


def flood(number: int, **changes: Any) -> Article:
    url = f"https://news.detik.com/berita/d-{number}/banjir"
    said = {
        "portal": "detik",
        "article_id": str(number),
        "title": f"Warga Kebanjiran Lagi ({number})",
        "text": f"Hujan turun sejak malam ke-{number}.\n\nRumah warga kebanjiran sampai pagi.",
        "section": "Berita",
        "published_at": FULL.published_at + timedelta(days=number),
        "image_url": None,
    }
    return replace(FULL, url=url, requested_url=url, **{**said, **changes})


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """FULL in two versions, 25 articles of detik, and one that is out to do harm."""
    path = tmp_path_factory.mktemp("browse") / "arsip.db"
    with open_archive(path, create=True) as archive:
        archive.save([FULL, *(flood(n, tags=["banjir", f"rt{n % 2}"]) for n in range(1, 26)), HOSTILE])
        archive.save([replace(FULL, title="Air Sungai Sudah Surut", fetched_at=FULL.fetched_at + timedelta(days=1))])
    return path


@pytest.fixture(scope="module")
def site(path: Path) -> Any:
    return site_of(path)


@pytest.fixture
def get(site: Any):
    def get(address: str, **how: Any) -> Any:
        return asyncio.run(site.client.get(address, **how))

    return get


def plain(page: str) -> str:
    """The text of a page on one line."""
    text = re.sub(r"<(style|svg).*?</\1>", " ", page, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


ADDRESSES = [
    "/", "/news", "/news/articles", "/news/articles?_as=table", "/news/articles?_search=banjir", "/news/articles/1",
    "/news/articles/27", "/news/revisions/1,1", "/news/search?words=%22", "/news/newest", "/news/days",
    "/news/reporters", "/news/portals-covered", "/news/edited", "/news/latest", "/news/coverage", "/news/bylines",
    "/news/daily_counts", "/news/people", "/news/urls", "/news/revisions", "/news?sql=select+1",
]  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_is_there_and_asks_nothing_of_the_web(get, address):
    answer = get(address)
    assert answer.status_code == 200
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    for element in lxml.html.fromstring(answer.text).iter(etree.Element):
        assert element.tag not in ("script", "iframe", "object", "embed", "img")
        assert not [name for name in element.attrib if name.startswith("on")]
        assert not element.get("href", "").strip().lower().startswith(("javascript:", "data:"))
        assert element.tag != "link" or element.get("href").startswith(("/", "http://localhost/"))


def test_the_front_page(get):
    page = plain(get("/").text)
    assert "27 articles of 3 portals" in page
    assert page.index("Warga Kebanjiran Lagi (25)") < page.index("Warga Kebanjiran Lagi (24)")
    assert "Articles per day, at most 2" in page
    assert "detikcom 25" in page
    assert get("/").text.count("<rect") == 26


def test_an_article_reads_like_one(get):
    page = get("/news/articles/1").text
    assert plain(page).startswith("Air Sungai Sudah Surut Kliping Search Articles Tables contoh · Daerah")
    for said in ("Ani Wijaya , Budi · Editor: Citra Jumat, 4 Maret 2022 08.45 WIB", "Warga lega.", "Picture : Sungai"):
        assert said in plain(page)
    assert "<p>Air sungai mulai surut pada pagi hari.</p>\n<p>Warga kembali ke rumah.</p>" in page
    assert f'<a href="{FULL.url}" rel="noopener noreferrer">' in page
    assert 'href="/news/articles?tags__arraycontains=sungai"' in page
    assert 'href="/news/revisions/1,1"' in page


def test_a_former_version_shows_what_changed(get):
    page = get("/news/revisions/1,1").text
    assert "Air Sungai <del>Mulai </del><ins>Sudah </ins>Surut" in page
    assert "Edited by the portal into version 2" in plain(page)


def test_copies_lead_to_each_other(tmp_path):
    with open_archive(tmp_path / "news.db", create=True) as archive:
        archive.save([flood(1), flood(2, portal="kompas"), flood(3, portal="tempo"), FULL])
        with closing(sqlite3.connect(archive.path)) as connection, connection:
            connection.execute(
                "CREATE TABLE IF NOT EXISTS duplicates (article, first_article, similarity, lag_seconds)"
            )
            connection.execute(
                "INSERT INTO duplicates (article, first_article, similarity) VALUES (2, 1, 1), (3, 1, 1)"
            )
    client = site_of(tmp_path / "news.db").client
    for number, others in ((1, [2, 3]), (2, [1, 3]), (3, [1, 2]), (4, [])):
        page = asyncio.run(client.get(f"/news/articles/{number}")).text
        assert ("The same story elsewhere" in page) == bool(others)
        assert [int(found) for found in re.findall(r'href="/news/articles/(\d+)"', page)] == others


def test_hostile_text_is_only_text(get):
    page = get("/news/articles/27").text
    seen = lxml.html.fromstring(page).text_content()
    for text in (*HOSTILE.text.split("\n\n"), HOSTILE.title, HOSTILE.lead, HOSTILE.section, HOSTILE.image_caption):
        assert text in seen
    for text in (*HOSTILE.authors, *HOSTILE.editors, *HOSTILE.tags):
        assert text in seen
    assert ">Picture<" not in page


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("banjir", 25),
        ("kebanjiran", 25),
        ('"malam ke"', 25),
        ("sungai", 1),
        ("banjir NOT rumah", 0),
        ('"', 0),
        ("(", 0),
    ],
)
def test_search_takes_words_as_the_command_does(get, words, found):
    answer = get("/news/articles.json", params={"_search": words, "_shape": "array", "_size": "max"})
    assert len(answer.json()) == found
    assert len(get("/news/search.json", params={"words": words, "_shape": "array"}).json()) == found


def test_finds_are_marked_and_filters_kept(get):
    page = get("/news/articles?_search=banjir&tags__arraycontains=rt1").text
    assert "13 articles with “banjir”" in plain(page)
    assert "<mark>kebanjiran</mark>" in page
    assert 'href="/news/articles?_search=banjir" aria-label="Remove"' in page
    assert len(re.findall(r'class="headline"', get("/news/articles?_search=banjir").text)) == 20
    following = re.search(r'class="next"><a href="([^"]+)"', get("/news/articles?_search=banjir").text)[1]
    assert (
        len(re.findall(r'class="headline"', get(html.unescape(following).removeprefix("http://localhost")).text)) == 5
    )


WRITES = [
    "/news?sql=delete+from+articles",
    "/news?sql=select+load_extension('x')",
    "/news?sql=with+x+as+(select+1)+insert+into+tags+(name)+select+'x'",
    "/news?sql=explain+select+1%3B+drop+table+articles",
]


@pytest.mark.parametrize("address", WRITES)
def test_nothing_can_be_written(get, path, address):
    before = path.read_bytes()
    assert get(address).status_code in (200, 400)
    assert path.read_bytes() == before


def test_the_connection_itself_refuses_to_write(site):
    async def write() -> None:
        await site.get_database("news").execute_fn(lambda connection: connection.execute("DELETE FROM articles"))

    with pytest.raises(sqlite3.DatabaseError, match="not authorized"):
        asyncio.run(write())


@pytest.mark.parametrize("host", ["jahat.example", "jahat.example:8001", "127.0.0.1.jahat.example", ""])
def test_it_answers_to_names_of_this_machine_only(get, host):
    answer = get("/", headers={"Host": host})
    assert (answer.status_code, "Kliping" in answer.text) == (403, False)


@pytest.mark.parametrize(
    "address", ["/x", "/news/articles/999", "/news/articles/x", "/news/revisions/1,9", "/news/nothing"]
)
def test_what_is_not_there_is_said(get, capfd, address):
    answer = get(address)
    assert answer.status_code == 404
    assert "kliping.css" in answer.text
    assert capfd.readouterr().err == ""


def test_an_empty_archive_says_how_to_fill_it(tmp_path):
    with open_archive(tmp_path / "news.db", create=True):
        pass
    site = site_of(tmp_path / "news.db")
    assert "kliping crawl detik kompas tempo" in asyncio.run(site.client.get("/")).text
    assert asyncio.run(site.client.get("/news/articles")).status_code == 200


def test_it_reads_while_another_writes(tmp_path):
    with open_archive(tmp_path / "news.db", create=True) as archive:
        archive.save([FULL])
        site = site_of(tmp_path / "news.db")
        assert "1 article of 1 portal" in plain(asyncio.run(site.client.get("/")).text)
        with archive.writing():
            archive._connection.execute("UPDATE articles SET title = 'x'")
            assert FULL.title in asyncio.run(site.client.get("/news/articles/1")).text
        archive.save([flood(1)])
        assert "2 articles of 2 portals" in plain(asyncio.run(site.client.get("/")).text)


def test_a_missing_database_is_refused(tmp_path):
    with pytest.raises(DatabaseError, match="there is no database"):
        site_of(tmp_path / "news.db")


def test_bars_of_a_chart():
    edges = [datetime(2022, 3, day, tzinfo=WIB) for day in (1, 2, 3, 4, 5)]
    chart = chart_of("day", edges, [1000, 0, 500, 1])
    assert [bar.height for bar in chart.bars] == [100, 0, 50, 1.5]
    assert [bar.left for bar in chart.bars] == [0, 25, 50, 75]
    assert chart.bars[2].since == "2022-03-02T17:00:00Z"
    assert chart.bars[2].label == "3 March 2022"
    assert (chart.most, chart.marks[0]) == (1000, (0, "1 Mar 2022"))


@contextmanager
def browsing(path: Path, *options: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The command at work; its address and process."""
    process = subprocess.Popen(
        [*COMMAND, "browse", "--port", "0", "--db", path, *options],
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout
        yield re.search(r"http://127\.0\.0\.1:\d+/", process.stdout.readline())[0], process
    finally:
        process.kill()
        process.wait()


def test_it_listens_on_this_machine_only_and_stops_at_ctrl_c(path):
    with browsing(path) as (url, process):
        port = int(url.rstrip("/").rpartition(":")[2])
        socket.create_connection(("127.0.0.1", port)).close()
        # another address of this machine
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.2", port))
        process.send_signal(signal.SIGINT)
        assert process.communicate(timeout=10)[1] == "stopped\n"
        assert process.returncode == ExitCode.OK


def test_a_port_that_is_taken_is_one_line(path, quick):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done: Result = quick("browse", "--port", port, "--db", path)
    assert done.code == ExitCode.FAILED
    assert (
        done.err
        == f"kliping: port {port} of 127.0.0.1 cannot be used (Address already in use); choose another with --port\n"
    )


@pytest.mark.skipif(PROGRAM is None, reason="there is no chromium on this machine")
def test_a_reader_finds_an_article_in_the_browser(path, tmp_path):
    with browsing(path) as (url, _), chromium(tmp_path / "profile") as page:
        page.visit(url)
        assert page.texts("main h1") == ["Newest"]
        assert len(page.texts(".headline")) == 12

        page.fill("header input[name=_search]", "kebanjiran")
        page.click("header button")
        assert page.texts("h1") == ["25 articles with “kebanjiran”"]
        assert set(page.texts("mark")) <= {"kebanjiran", "Kebanjiran"}
        assert page.texts("#facet-portal li") == ["detikcom 25"]

        page.click("#facet-tags li:nth-child(2) a")
        assert page.texts("h1") == ["13 articles with “kebanjiran”"]
        assert page.texts(".chosen li") == ["tags has rt1 ✕"]

        page.click(".headline:first-child h2 a")
        assert page.texts("article h1") == ["Warga Kebanjiran Lagi (25)"]
        assert page.texts(".text p") == ["Hujan turun sejak malam ke-25.", "Rumah warga kebanjiran sampai pagi."]
        assert page.texts(".byline time") == ["Selasa, 29 Maret 2022 08.45 WIB"]

        page.visit(url)
        page.click(".chart a:last-of-type")
        assert page.texts(".headline h2") == ["Warga Kebanjiran Lagi (25)"]

        page.visit(f"{url}news/articles/27")
        assert page.texts("article h1") == [HOSTILE.title]

        page.resize(390, 844)
        for address in ("", "news/articles", "news/articles/1", "news/articles/27", "news", "news/search?words=banjir"):
            page.visit(url + address)
            assert page.run("document.documentElement.scrollWidth") <= 390, address
        assert page.complaints == []
        assert all(address.startswith(url) for address in page.requested)
