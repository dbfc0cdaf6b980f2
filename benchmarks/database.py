"""The database at the size of years: storing, searching and opening, with a million synthetic articles.

usage: python benchmarks/database.py [--articles N] [--folder FOLDER]

Stores N articles of about 2.7 kB through the pipeline step that a crawl uses, and the very same rows of the same
tables by plain sqlite3 `executemany` without full-text search, both in turn, chunk by chunk; then times searches and
whole commands. Prints a table; every limit is that of the issue, and the exit code is 1 where one is missed.
"""

from __future__ import annotations

import argparse
import itertools
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

from scrapy.settings import Settings
from scrapy.statscollectors import MemoryStatsCollector

from crawler.article import Article
from crawler.database import open_archive
from crawler.database.connection import ARCHIVE, WRITING
from crawler.database.reading import Filter, search
from pipelines.store import BATCH, StorePipeline

CHUNK = 50_000
FIRST_DAY = datetime(2022, 1, 1, tzinfo=UTC)
PORTALS = (
    "detik",
    "kompas",
    "tempo",
    "antaranews",
    "liputan6",
    "sindonews",
    "republika",
    "okezone",
    "viva",
    "tribunnews",
)
TABLES = ("portals", "sections", "articles", "people", "article_people", "tags", "article_tags", "urls")
QUERIES = ("banjir", "penyelidikan korupsi", '"gempa bumi"', "pemilu OR pilkada", "ekonomi NOT rupiah", "kebakar*")
COMMON_WORDS = (
    "yang dan di ke dari untuk dengan pada itu ini akan tidak juga dalam kepada oleh karena saat telah adalah bisa "
    "sudah atau para kata mereka sebagai tersebut mengatakan"
).split()
NEWS_WORDS = (
    "jakarta polisi presiden warga menteri ekonomi korupsi pemilu banjir rupiah gempa bumi penyelidikan pilkada "
    "kebanjiran menyelidiki kebakaran"
).split()


class Newsroom:
    """Writes synthetic articles: Zipf-like words over a vocabulary of roots and their derived forms."""

    def __init__(self, seed: int = 20261125) -> None:
        self._random = random.Random(seed)
        vocabulary = COMMON_WORDS + self._invented(60_000)
        for number, word in enumerate(NEWS_WORDS):
            # from words of one article in five to words of one in five hundred
            vocabulary.insert(int(60 * 1.33**number), word)
        weights = list(itertools.accumulate((rank + 20) ** -1.0 for rank in range(len(vocabulary))))
        self._sentences = [self._sentence(vocabulary, weights) for _ in range(150_000)]
        self._people = [f"{a} {b}".title() for a in self._invented(300) for b in self._invented(5)]
        self._tags = self._invented(5_000)

    def _invented(self, count: int) -> list[str]:
        syllables = [c + v for c in "bdghjklmnprstw" for v in "aiueo"]
        forms = ("{}",) * 14 + ("me{}kan", "di{}", "ke{}an", "pe{}an", "ber{}", "{}nya")
        return [
            self._random.choice(forms).format(
                "".join(self._random.choices(syllables, k=self._random.choice((2, 3, 3, 4))))
            )
            for number in range(count)
        ]

    def _sentence(self, vocabulary: list[str], weights: list[float]) -> str:
        """Ten words of the vocabulary and eight that are in every text, as it is in Indonesian news."""
        words = self._random.choices(vocabulary, cum_weights=weights, k=10) + self._random.choices(COMMON_WORDS, k=8)
        self._random.shuffle(words)
        return " ".join(words).capitalize() + "."

    def articles(self, first: int, count: int) -> list[Article]:
        """Articles of these numbers; published over four years, in no order within a month."""
        return [self._article(number) for number in range(first, first + count)]

    def _article(self, number: int) -> Article:
        pick = self._random
        sentences = pick.choices(self._sentences, k=21)
        published = FIRST_DAY + timedelta(minutes=2 * number + pick.randrange(40_000))
        portal = pick.choice(PORTALS)
        url = f"https://www.{portal}.example/berita/{pick.getrandbits(40)}/{number}"
        return Article(
            url=url,
            requested_url=url,
            portal=portal,
            fetched_at=published + timedelta(hours=1),
            article_id=str(number),
            title=" ".join(sentences[0].split()[:9]),
            text="\n\n".join(" ".join(sentences[n : n + 2]) for n in range(0, 21, 2)),
            authors=pick.sample(self._people, 1),
            editors=pick.sample(self._people, 1),
            published_at=published,
            published_raw=f"{published:%d/%m/%Y %H:%M} WIB",
            section=pick.choice(("nasional", "ekonomi", "olahraga", "daerah", "dunia")),
            tags=pick.sample(self._tags, 4),
            language="id",
            sources={"title": "css:0", "text": "css:0", "published_at": "jsonld"},
        )


class Storing:
    """The pipeline step of a crawl, without the crawl around it."""

    def __init__(self, path: Path) -> None:
        spider = SimpleNamespace(archive=None)
        settings = Settings({"KLIPING_DB": str(path), "KLIPING_RAW": False})
        crawler = SimpleNamespace(settings=settings, spider=spider, engine=None, get_extension=lambda _: None)
        crawler.stats = MemoryStatsCollector(SimpleNamespace(settings=Settings()))
        self._step = StorePipeline(crawler)  # type: ignore[arg-type]
        self._step.begin()

    def store(self, articles: list[Article]) -> float:
        """Store them all; the seconds that it took, until the last batch that was handed over is written."""
        started = time.perf_counter()
        for article in articles:
            self._step.process_item(article)
        self._step.settle()
        return time.perf_counter() - started

    def end(self) -> float:
        started = time.perf_counter()
        self._step.end()
        return time.perf_counter() - started


class Plain:
    """The same rows by plain sqlite3, into tables of the same columns, keys and indexes, without full-text search."""

    def __init__(self, path: Path, model: Path) -> None:
        self._from = sqlite3.connect(model)
        self._into = sqlite3.connect(path, isolation_level=None)
        self._into.execute("PRAGMA page_size = 16384")
        made = self._from.execute(
            "SELECT sql, tbl_name FROM sqlite_master WHERE type IN ('table', 'index') AND sql <> ''"
        )
        for sql, table in made:
            if table in TABLES:
                self._into.execute(sql)
        for pragma in ("journal_mode = WAL", *WRITING, f"cache_size = {-ARCHIVE.cache_kib}"):
            self._into.execute(f"PRAGMA {pragma}")
        self._after = dict.fromkeys(("articles", "people", "tags"), 0)

    def store(self, batch: int) -> float:
        """Store what the other database has more, `batch` articles in a transaction; the seconds that it took."""
        self._seconds, first, last = 0.0, self._after["articles"], self._last("articles")
        for after in range(first, last, batch):
            self._store_batch(after, min(after + batch, last))
        return self._seconds

    def _store_batch(self, after: int, last: int) -> None:
        span = f"BETWEEN {after + 1} AND {last}"
        wanted = {
            "portals": "SELECT * FROM portals" if not after else "",
            "sections": "SELECT * FROM sections" if not after else "",
            "articles": f"SELECT * FROM articles WHERE id {span}",
            "people": self._new("people", f"SELECT person FROM article_people WHERE article {span}"),
            "article_people": f"SELECT * FROM article_people WHERE article {span}",
            "tags": self._new("tags", f"SELECT tag FROM article_tags WHERE article {span}"),
            "article_tags": f"SELECT * FROM article_tags WHERE article {span}",
            "urls": f"SELECT * FROM urls WHERE article_url IN (SELECT url FROM articles WHERE id {span})",
        }
        rows = {table: self._from.execute(sql).fetchall() for table, sql in wanted.items() if sql}
        started = time.perf_counter()
        self._into.execute("BEGIN IMMEDIATE")
        for table, found in rows.items():
            if found:
                self._into.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(found[0]))})", found)
        self._into.execute("COMMIT")
        self._seconds += time.perf_counter() - started
        self._after["articles"] = last

    def _new(self, table: str, used: str) -> str:
        (newest,) = self._from.execute(f"SELECT coalesce(max(id), 0) FROM {table} WHERE id IN ({used})").fetchone()
        first, self._after[table] = self._after[table], max(newest, self._after[table])
        return f"SELECT * FROM {table} WHERE id > {first} AND id <= {self._after[table]}"

    def _last(self, table: str) -> int:
        (last,) = self._from.execute(f"SELECT max(id) FROM {table}").fetchone()
        return int(last)


Figure = tuple[str, float, float | None]
"""What was measured, the value, and the limit: at least that for a ratio, at most that for seconds; None for none."""


def storing_figures(folder: Path, articles: int) -> Iterator[Figure]:
    newsroom, storing, ours, theirs = Newsroom(), Storing(folder / "news.db"), 0.0, 0.0
    plain: Plain | None = None
    for first in range(0, articles, CHUNK):
        last = min(first + CHUNK, articles)
        ours += storing.store(newsroom.articles(first, last - first))
        plain = plain or Plain(folder / "plain.db", folder / "news.db")
        theirs += plain.store(BATCH)
        print(f"{last:,} stored: {last / ours:,.0f}/s, plain {last / theirs:,.0f}/s", file=sys.stderr)
    ours += storing.end()
    yield "storing through the pipeline step, articles/s", articles / ours, None
    yield "plain executemany of the same rows, articles/s", articles / theirs, None
    yield "ratio", theirs / ours, 0.5
    for name in ("news.db", "plain.db"):
        yield f"size of {name}, bytes/article", (folder / name).stat().st_size / articles, None


def searching_figures(path: Path) -> Iterator[Figure]:
    with open_archive(path, create=False, readonly=True) as archive:
        (row,) = archive.rows("SELECT min(published_utc) AS first, max(published_utc) AS last FROM articles", {})
        first, last = datetime.fromisoformat(row["first"]), datetime.fromisoformat(row["last"])
        middle = first + (last - first) / 2
        filters = (
            Filter(portals=("kompas",)),
            Filter(section="ekonomi", since=middle),
            Filter(portals=("detik", "tempo"), since=middle, until=middle + timedelta(days=30)),
        )
        newest = [(query, wanted, True) for query in (*QUERIES, "") for wanted in filters]
        best = [(query, wanted, False) for query in QUERIES for wanted in (Filter(), *filters)]
        for what, searches, limit in (("filtered, newest 20", newest, 0.05), ("bm25, best 20", best, 0.3)):
            times = [_timed(lambda each=each: search(archive, each[0], each[1], newest=each[2])) for each in searches]
            yield f"search, {what}, median s", statistics.median(times), limit
            slowest = searches[times.index(max(times))]
            yield f"search, {what}, slowest s ({slowest[0]}; {', '.join(slowest[1].conditions()[1])})", max(times), None


def command_figures(path: Path) -> Iterator[Figure]:
    for what, arguments, limit in (
        ("kliping --help, s", ["--help"], 0.35),
        ("kliping search, s", ["search", "banjir", "--portal", "kompas", "--db", str(path)], 0.6),
    ):
        command = [str(Path(sys.executable).with_name("kliping")), *arguments]
        times = [
            _timed(lambda command=command: subprocess.run(command, check=True, stdout=subprocess.DEVNULL))
            for _ in range(7)
        ]
        yield what, statistics.median(times), limit


def _timed(act: Callable[[], object], runs: int = 3) -> float:
    """The median of some runs, in seconds, after one that is not counted."""
    act()
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        act()
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument(
        "--folder", type=Path, help="make the databases here and keep them; what is there is used again"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        path, missed = folder / "news.db", 0
        parts: list[Iterator[Figure]] = [searching_figures(path), command_figures(path)]
        if not path.exists():
            parts.insert(0, storing_figures(folder, options.articles))
        for what, value, limit in itertools.chain.from_iterable(parts):
            bad = limit is not None and (value < limit if what == "ratio" else value > limit)
            missed += bad
            wanted = "" if limit is None else f"{'>=' if what == 'ratio' else '<='} {limit}"
            print(f"{what:75} {value:12,.3f} {wanted:8} {'MISSED' if bad else ''}".rstrip())
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
