"""`kliping reextract`: after a rule is mended, stored pages are read anew; nothing is fetched, nothing is lost."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from news_site import NOON, Result, article_page, kliping, story, write_portal

from crawler.article import Article, RawPage
from crawler.database import open_archive
from crawler.database.pages import Packer, open_pages
from crawler.database.storing import ArticleStore
from crawler.errors import ExitCode
from crawler.extraction.captures import articles_of

URL = "https://kabar.example/berita/{}/warga-panen"
BY, SECTION = "Siti Rahma", "Daerah"


def raw(number: int, at: datetime = NOON, *, title: str = "Warga Panen", extra: str = "", url: str = "") -> RawPage:
    body = article_page(f"{title} {number}", story(number), NOON, extra=extra)
    body = body.replace("<h1>", f'<b class="rubrik">{SECTION}</b><i class="nm">{BY}</i><h1>')
    url = url or URL.format(number)
    return RawPage(url, url, at, body.encode(), 200, "text/html; charset=utf-8")


def rules(folder: Path, select: str = "", **facts: str) -> Path:
    """A folder with a portal for kabar.example; `select` and the values of `facts` are Python source."""
    folder.mkdir(exist_ok=True)
    given = {"article_url": r'(r"/berita/(?P<id>\d+)",)', "feeds": '("https://kabar.example/rss",)', **facts}
    lines = "".join(f"    {name}={value},\n" for name, value in given.items())
    (folder / "kabar.py").write_text(
        "from crawler.portal import Portal, Selectors\n\n"
        f'PORTAL = Portal(\n    name="kabar", title="Kabar", domains=("kabar.example",),\n'
        f"    select=Selectors({select}),\n{lines})\n"
    )
    return folder


MENDED = 'section=("b.rubrik",), authors=("i.nm",)'


def store(folder: Path, pages: Iterable[RawPage], *, keep: bool = True, **values: Any) -> list[Article]:
    """Store the articles of pages as a crawl of a site without rules would; `values` go over what they hold."""
    articles = [article for page in pages for article in articles_of([page])]
    for article in articles:
        for name, value in values.items():
            setattr(article, name, value)
    with ArticleStore(folder / "a.db", raw=keep) as store:
        store.save(articles)
    return articles


def run(folder: Path, *args: object) -> Result:
    return kliping("reextract", *args, "--db", folder / "a.db", portals=folder / "p")


def select(folder: Path, sql: str) -> list[tuple[Any, ...]]:
    with sqlite3.connect(folder / "a.db") as connection:
        return connection.execute(sql).fetchall()


ARTICLES = "SELECT portal, section, authors, url, fetched_utc, revision FROM articles ORDER BY id"
URLS = "SELECT * FROM urls ORDER BY url"


def test_mended_rules_are_shown_then_applied_and_then_nothing_is_different(tmp_path):
    store(tmp_path, [raw(number) for number in range(45)])
    rules(tmp_path / "p", MENDED)
    before, urls = select(tmp_path, ARTICLES), select(tmp_path, URLS)
    assert before[0][:3] == ("kabar.example", None, "[]")
    shown = run(tmp_path, "--dry-run")
    assert shown.code == ExitCode.OK
    assert "45 articles: 45 would be updated, 0 the same" in shown.err
    assert [line.split() for line in shown.out.splitlines() if line.startswith("  section")] == [
        ["section", "0", "45", "0"]
    ]
    assert "  nothing -> Daerah" in shown.out
    assert (select(tmp_path, ARTICLES), select(tmp_path, "SELECT * FROM revisions")) == (before, [])
    done = run(tmp_path)
    assert (done.code, "45 updated" in done.err, "nothing -> " in done.out) == (ExitCode.OK, True, False)
    after = select(tmp_path, ARTICLES)
    assert after == [("kabar", SECTION, f'["{BY}"]', url, fetched, 2) for _, _, _, url, fetched, _ in before]
    assert select(tmp_path, "SELECT DISTINCT cause, section, authors FROM revisions") == [("reextracted", None, "[]")]
    assert select(tmp_path, URLS) == urls
    again = run(tmp_path, "--json")
    assert {name: again.json[name] for name in ("articles", "different", "same")} == {
        "articles": 45, "different": 0, "same": 45,
    }  # fmt: skip
    assert select(tmp_path, ARTICLES) == after


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root, to become a user without write permission")
def test_a_dry_run_needs_no_permission_to_write(request):
    folder = tempfile.TemporaryDirectory()
    request.addfinalizer(folder.cleanup)
    path = Path(folder.name)
    store(path, [raw(1)])
    path.chmod(0o755)
    # what is imported may not be readable for that user
    script = (
        "import os, sys; from crawler.cli import main, reextract; from crawler.portals import all_portals\n"
        "all_portals(); os.setuid(65534); main()"
    )
    command = [sys.executable, "-c", script, "reextract", "--dry-run", "--db", str(path / "a.db")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (ExitCode.OK, "nothing is different\n"), done.stderr


def test_only_what_was_asked_for_is_read(tmp_path):
    store(tmp_path, [raw(1)])
    store(tmp_path, [raw(2, url="https://lain.example/berita/2")])
    rules(tmp_path / "p", MENDED)
    assert run(tmp_path, "kabar.example", "--json").json["articles"] == 1
    assert run(tmp_path, "--since", "2026-03-05", "--json").code == ExitCode.NOT_FOUND
    assert select(tmp_path, "SELECT url, section FROM articles ORDER BY id") == [
        (URL.format(1), SECTION),
        ("https://lain.example/berita/2", None),
    ]


def test_an_article_keeps_its_address_and_is_known_by_the_new_one(tmp_path):
    pages = [raw(1, url=URL.format(1) + "?id=1"), raw(2, url=URL.format(2) + "?id=2")]
    store(tmp_path, pages)
    rules(tmp_path / "p", MENDED)
    urls = [(page.url, SECTION) for page in pages]
    for _ in range(2):
        assert run(tmp_path).code == ExitCode.OK
        assert select(tmp_path, "SELECT url, section FROM articles ORDER BY id") == urls
    with open_archive(tmp_path / "a.db", create=False) as archive:
        new = [URL.format(1), URL.format(2)]
        assert archive.known(new) == set(new)
        [moved] = articles_of([raw(1, NOON + timedelta(days=1), title="Warga Panen Raya")])
        assert moved.url == URL.format(1)
        assert archive.save([moved]) == ["changed"]
    assert select(tmp_path, "SELECT url, title FROM articles ORDER BY id") == [
        (pages[0].url, "Warga Panen Raya 1"),
        (pages[1].url, "Warga Panen 2"),
    ]


def test_what_cannot_be_read_anew_stays_as_it_is(tmp_path):
    store(tmp_path, [raw(1)])
    store(tmp_path, [raw(2)], keep=False)
    store(tmp_path, [raw(3)])
    store(tmp_path, [raw(3, NOON + timedelta(days=1), title="Warga Panen Raya")], keep=False)
    empty = RawPage(URL.format(4), URL.format(4), NOON, b"<html><body><p>Halaman ini pindah.</p></body></html>")
    store(tmp_path, [raw(4)], keep=False)
    with open_pages(tmp_path / "a-pages.db", create=False) as kept:
        kept.keep([Packer(kept.dictionaries).pack(empty, URL.format(4), 1)])
    rules(tmp_path / "p", MENDED)
    result = run(tmp_path, "--json")
    counts = {name: result.json[name] for name in ("different", "same", "no page", "page too old", "no article")}
    assert counts == {"different": 1, "same": 0, "no page": 1, "page too old": 1, "no article": 1}
    titles = select(tmp_path, "SELECT title, section FROM articles ORDER BY id")
    assert titles == [
        ("Warga Panen 1", SECTION),
        ("Warga Panen 2", None),
        ("Warga Panen Raya 3", None),
        ("Warga Panen 4", None),
    ]


def test_a_page_that_came_again_as_it_was_is_not_too_old(tmp_path):
    for days in range(3):
        store(tmp_path, [raw(1, NOON + timedelta(days=days))])
    rules(tmp_path / "p", MENDED)
    assert run(tmp_path, "--json").json["different"] == 1
    assert select(tmp_path, "SELECT fetched_utc FROM articles") == [("2026-03-06T05:00:00Z",)]


def test_a_title_or_text_is_never_emptied_but_a_wrong_author_is(tmp_path):
    store(tmp_path, [raw(1)], authors=["Reporter Keliru"], lead="Ringkasan keliru.")
    rules(tmp_path / "p", 'title=("b.tiada",), body=("div.isi",), authors=("b.tiada",)', distrust='("title:jsonld",)')
    assert run(tmp_path).code == ExitCode.OK
    assert select(tmp_path, "SELECT title, authors, lead, length(text) > 200 FROM articles") == [
        ("Warga Panen 1", "[]", None, 1)
    ]


def test_damaged_pages_are_told_and_the_rest_is_done(tmp_path):
    store(tmp_path, [raw(number) for number in (1, 2, 3)])
    with sqlite3.connect(tmp_path / "a-pages.db") as connection:
        connection.execute("UPDATE pages SET sha256 = zeroblob(32) WHERE url LIKE '%/2/%'")
    rules(tmp_path / "p", MENDED)
    result = run(tmp_path)
    assert result.code == ExitCode.PARTIAL
    [line] = [line for line in result.err.splitlines() if line.startswith("kliping: ")]
    assert "is damaged" in line
    assert select(tmp_path, "SELECT count(*) FROM articles WHERE section = 'Daerah'") == [(2,)]


def test_escape_codes_of_a_page_do_not_reach_the_terminal(tmp_path):
    store(tmp_path, [raw(1)], title="Judul \x1b[31mLama")
    rules(tmp_path / "p")
    result = run(tmp_path, "--verbose")
    assert "Judul Lama -> Warga Panen 1" in result.out
    assert "\x1b" not in result.out + result.err


@pytest.mark.parametrize(
    ("args", "said", "code"),
    [
        (("kabarr",), "unknown portal", ExitCode.USAGE),
        (("--since", "kapan"), "no date", ExitCode.USAGE),
        ((), "there are no raw pages", ExitCode.NOT_FOUND),
    ],
)
def test_what_makes_no_sense_is_one_clear_line(tmp_path, args, said, code):
    store(tmp_path, [raw(1)], keep=False)
    rules(tmp_path / "p")
    result = run(tmp_path, *args)
    assert (result.code, result.out, len(result.err.splitlines())) == (code, "", 1)
    assert said in result.err


def test_what_a_crawl_stored_is_what_its_pages_give_without_a_request(site, tmp_path):
    for part in (1, 2, 3):
        more = f'<a class="lanjut" href="/berita/1/x/{part + 1}">Lanjut</a></body>' if part < 3 else "</body>"
        page = article_page("Cerita Panjang", story(part), None).replace("<div", "<time>2 jam lalu</time><div")
        site.add(f"/berita/1/x/{part}" if part > 1 else "/berita/1/x", page.replace("</body>", more))
    whole = article_page("Cerita Utuh", story(4))
    site.add("/berita/2/x", whole)
    site.add("/berita/2/x?page=all", whole.replace("</body>", '<a class="lanjut" href="/berita/2/x/2">2</a></body>'))
    site.add("/berita/2/x/2", article_page("Cerita Utuh", story(4)))
    site.add("/robots.txt", "User-agent: *\nDisallow: /berita/1/x?\n")
    site.add_feed("/rss", [(site.url(f"/berita/{number}/x"), NOON) for number in (1, 2)])
    portals = write_portal(tmp_path / "p", site, feeds='(BASE + "/rss",)', whole_article='{"page": "all"}')
    assert kliping("crawl", "uji", "--db", tmp_path / "a.db", portals=portals).code == ExitCode.OK
    facts = select(tmp_path, "SELECT article_id, page_count, complete FROM articles ORDER BY article_id")
    assert facts == [("1", 3, 1), ("2", 1, 1)]
    everything, asked = select(tmp_path, "SELECT * FROM articles"), len(site.asked)
    result = run(tmp_path, "--json")
    assert (result.json["same"], result.json["different"]) == (2, 0), json.dumps(result.json["fields"])
    assert (select(tmp_path, "SELECT * FROM articles"), len(site.asked)) == (everything, asked)
    assert datetime.fromisoformat(select(tmp_path, "SELECT fetched_utc FROM articles")[0][0]) <= datetime.now(UTC)
