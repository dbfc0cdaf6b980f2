"""Near-duplicates: precision and recall on copies made of real articles, and the time that grouping takes.

usage: python benchmarks/duplicates.py GOLD_DIR [--seed N] [--articles N]

GOLD_DIR holds JSON files with "title" and "body", a list of paragraphs. Of each article of 60 words or more a copy is
made of every kind (edited, cut, another intro, …), and things that are no copies (other figures in the same words, a
follow-up that repeats a third, daily notices on one pattern). Each kind is stored in an archive of its own together
with all the originals, in random order, and grouped as after a crawl; so each article is compared with all the other
stories too. Prints by kind how many copies were found and how many articles were wrongly called copies; the exit code
is 1 where precision is under 0.98 or recall under 0.95. With --articles: the CPU time that an article takes while an
archive grows to N synthetic ones, a tenth of them copies.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import database
from copying import CopyDesk, Story, daily_notices

from crawler.article import PARAGRAPH_BREAK, Article
from crawler.database import Archive, open_archive
from crawler.duplicates import group_new

FEWEST_WORDS = 60
MONDAY = datetime(2026, 11, 2, 5, tzinfo=UTC)
CHUNK = 10_000


@dataclass
class Score:
    """Of the `copies` that are there, `found` were grouped with their source; `wrong` articles were called copies."""

    articles: int = 0
    copies: int = 0
    found: int = 0
    wrong: int = 0
    seconds: float = 0.0

    def __iadd__(self, other: Score) -> Score:
        for each in fields(self):
            setattr(self, each.name, getattr(self, each.name) + getattr(other, each.name))
        return self

    @property
    def recall(self) -> float:
        return self.found / self.copies if self.copies else 1.0

    @property
    def precision(self) -> float:
        return self.found / (self.found + self.wrong) if self.found + self.wrong else 1.0

    def line(self, kind: str) -> str:
        counts = f"{self.articles:8} {self.copies:7} {self.found:6} {self.wrong:6}"
        shares = f"{self.recall:7.3f} {self.precision:10.3f}" if self.copies else ""
        return f"{kind:42} {counts} {shares}".rstrip()


def quality(desk: CopyDesk) -> Iterator[tuple[str, Score]]:
    """A score for each kind of copy and of what is none."""
    chance = desk.chance
    for kind, edit in desk.copies().items():
        yield kind, measured([[story, edit(story)] for story in desk.stories], chance, are_copies=True)
    with_figures = [story for story in desk.stories if len(re.findall(r"\d+", " ".join(story))) > 3]
    others = [[story, desk.refigured(story)] for story in with_figures]
    yield "no copy: other figures in the same words", measured(others, chance, are_copies=False)
    others = [[story, desk.quoted(story)] for story in desk.stories]
    yield "no copy: follow-up that repeats a third", measured(others, chance, are_copies=False)
    for name, days in daily_notices(chance).items():
        yield f"no copy: daily notice, {name}", measured([days], chance, are_copies=False)


def measured(families: list[list[Story]], chance: random.Random, *, are_copies: bool) -> Score:
    """Store the stories of all families, group them, and count. If `are_copies` a family is one story."""
    articles, family_of = [], {}
    for family, stories in enumerate(families):
        published = MONDAY + timedelta(minutes=chance.randrange(60 * 48))
        for number, story in enumerate(stories):
            articles.append(_article(f"{family}-{number}", story, published))
            family_of[articles[-1].url] = family
            published += timedelta(minutes=chance.randrange(10, 60 * 24))
    chance.shuffle(articles)
    with tempfile.TemporaryDirectory() as folder, open_archive(Path(folder) / "news.db", create=True) as archive:
        archive.save(articles)
        seconds = _seconds_of_grouping(archive)
        called = archive.rows("SELECT url, first_url FROM copies", {})
    right = sum(family_of[row["url"]] == family_of[row["first_url"]] for row in called) if are_copies else 0
    copies = len(articles) - len(families) if are_copies else 0
    return Score(len(articles), copies, found=right, wrong=len(called) - right, seconds=seconds)


def _article(name: str, story: Story, published: datetime) -> Article:
    url, text = f"https://contoh.example/{name}", PARAGRAPH_BREAK.join(story)
    return Article(
        url=url, requested_url=url, portal="contoh", fetched_at=MONDAY, title=name, text=text, published_at=published
    )


def _seconds_of_grouping(archive: Archive) -> float:
    started = time.process_time()
    group_new(archive)
    return time.process_time() - started


def growing(articles: int) -> Iterator[tuple[int, float, float]]:
    """(articles stored, CPU milliseconds an article since the last time, share of the copies found), chunk by chunk."""
    newsroom, chance, made = database.Newsroom(), random.Random(1), 0
    with (
        tempfile.TemporaryDirectory(dir=Path.cwd()) as folder,
        open_archive(Path(folder) / "news.db", create=True) as archive,
    ):
        for first in range(0, articles, CHUNK):
            fresh = newsroom.articles(first, CHUNK)
            for number in range(0, CHUNK, 10):
                fresh[number] = _edited(fresh[number], fresh[number + 1], chance)
                made += 1
            archive.save(fresh)
            spent = _seconds_of_grouping(archive) * 1000 / CHUNK
            found = archive.rows("SELECT count(*) AS found FROM duplicates", {})[0]["found"]
            yield first + CHUNK, spent, found / made


def _edited(article: Article, source: Article, chance: random.Random) -> Article:
    """The article with the source's text, every thirtieth word left out, within two days of it."""
    text = " ".join(word for word in source.text.split(" ") if chance.random() > 1 / 30)
    assert source.published_at
    return replace(article, text=text, published_at=source.published_at + timedelta(minutes=chance.randrange(3000)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--seed", type=int, default=20261125)
    parser.add_argument("--articles", type=int, default=0)
    options = parser.parse_args()
    pages = [json.loads(path.read_text()) for path in sorted(options.gold.glob("*.json"))]
    pages = [page for page in pages if len(" ".join(page["body"]).split()) >= FEWEST_WORDS]
    chance = random.Random(options.seed)
    desk = CopyDesk([page["body"] for page in pages], [page["title"] for page in pages], chance)
    total = Score()
    print(f"{'kind':42} articles  copies  found  wrong  recall  precision")
    for kind, score in quality(desk):
        print(score.line(kind))
        total += score
    print(total.line("in all"))
    print(f"{total.seconds * 1000 / total.articles:.2f} ms of CPU an article")
    for stored, spent, share in growing(options.articles):
        print(f"{stored:9,} articles: {spent:.2f} ms of CPU an article, {share:.1%} of the copies found")
    sys.exit(total.recall < 0.95 or total.precision < 0.98)


if __name__ == "__main__":
    main()
