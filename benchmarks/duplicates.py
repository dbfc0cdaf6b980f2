"""Near-duplicates: precision and recall on copies made of real articles, and the time that grouping takes.

usage: python benchmarks/duplicates.py GOLD_DIR [--seed N] [--articles N]

GOLD_DIR holds JSON files with "title" and "body", a list of paragraphs. Of each article of 50 words or more one copy
is made of every kind below (edited, cut, re-headed, …), and things that are no copies (other figures in the same
words, quoted in another story, daily notices on one pattern). Each kind is stored in an archive of its own together
with all originals, in random order, and grouped as a crawl would; so every article is also compared with all the
other stories. Prints by kind how many copies were found and how many articles were called copies wrongly; the exit
code is 1 where precision is under 0.98 or recall under 0.95. With --articles: the time an article takes in an archive
that grows to N synthetic ones, a tenth of them copies.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from database import Newsroom

from crawler.article import PARAGRAPH_BREAK, Article
from crawler.database import open_archive
from crawler.duplicates import group_new

NOON = datetime(2026, 11, 2, 5, tzinfo=UTC)
SENTENCE = re.compile(r"(?<=[.!?”\"]) +(?=[A-Z“\"])")
CHUNK = 10_000
Story = list[str]


@dataclass(frozen=True)
class Corpus:
    """Real articles as paragraphs, and the chance by which copies of them are made."""

    stories: list[Story]
    titles: list[str]
    chance: random.Random

    def __post_init__(self) -> None:
        words = [word for story in self.stories for paragraph in story for word in paragraph.split()]
        object.__setattr__(self, "words", words)

    def another(self, story: Story) -> Story:
        return self.chance.choice([other for other in self.stories if other is not story])

    def _each_word(self, story: Story, share: float, change: Callable[[str], str]) -> Story:
        return [
            " ".join(change(word) if self.chance.random() < share else word for word in paragraph.split())
            for paragraph in story
        ]

    def misspelt(self, share: float) -> Callable[[Story], Story]:
        """A share of the words has two letters, or digits, in the other order."""

        def misspell(word: str) -> str:
            at = self.chance.randrange(max(len(word) - 1, 1))
            return word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :]

        return lambda story: self._each_word(story, share, misspell)

    def reworded(self, share: float) -> Callable[[Story], Story]:
        """A share of the words, figures too, is another word of the corpus."""
        return lambda story: self._each_word(story, share, lambda _: self.chance.choice(self.words))  # type: ignore[attr-defined]

    def cut(self, share: float) -> Callable[[Story], Story]:
        """The first sentences, up to a share of the words."""

        def cut(story: Story) -> Story:
            sentences = [sentence for paragraph in story for sentence in SENTENCE.split(paragraph)]
            left, kept = share * sum(len(sentence.split()) for sentence in sentences), []
            for sentence in sentences:
                if left > 0:
                    kept.append(sentence)
                left -= len(sentence.split())
            return kept

        return cut

    def redated(self, story: Story) -> Story:
        """Another dateline and byline, and credits below."""
        first = f"BANDUNG, PORTALKITA.ID - {story[0].split(' - ', 1)[-1].split(' -- ', 1)[-1]}"
        return ["Laporan Wartawan PortalKita, Sinta Ayu", first, *story[1:], "Pewarta: Ani Wijaya", "Sumber: Antara"]

    def reordered(self, story: Story) -> Story:
        return [story[0], *self.chance.sample(story[1:], len(story) - 1)]

    def reheaded(self, story: Story) -> Story:
        """The first paragraph gives way to that of another story, no longer than a third of what follows."""
        rest, intro = story[1:] or story, self.another(story)[0].split()
        return [" ".join(intro[: sum(len(paragraph.split()) for paragraph in rest) // 3]), *rest]

    def with_links(self, story: Story) -> Story:
        """A "Baca juga" line behind each second paragraph."""
        lines = [[paragraph, f"Baca juga: {self.chance.choice(self.titles)}"] for paragraph in story]
        return [line for number, pair in enumerate(lines) for line in pair[: 1 + number % 2]]

    def with_second_source(self, story: Story) -> Story:
        """All of the story with a third as much of another one in the middle."""
        half, most = len(story) // 2, sum(len(paragraph.split()) for paragraph in story) // 3
        return [*story[:half], *self._opening(self.another(story), most), *story[half:]]

    def rewritten(self, story: Story) -> Story:
        """Cut to four fifths, every twentieth word replaced, an intro and links of its own."""
        return self.with_links(self.reheaded(self.reworded(0.05)(self.cut(0.8)(story))))

    def quoted(self, story: Story) -> Story:
        """Another story that quotes this one: a quarter of its words."""
        other = self.another(story)
        return [*other, *self._opening(story, sum(len(paragraph.split()) for paragraph in other) // 3)]

    def refigured(self, story: Story) -> Story:
        """The same words with all figures changed, as on the next day."""

        def change(found: re.Match[str]) -> str:
            return str(int(found[0]) + self.chance.randrange(1, 9)).zfill(len(found[0]))

        return [re.sub(r"\d+", change, paragraph) for paragraph in story]

    def _opening(self, story: Story, words: int) -> Story:
        return [" ".join(" ".join(story).split()[:words])]


def copy_kinds(corpus: Corpus) -> dict[str, Callable[[Story], Story]]:
    return {
        "the same": list,
        "another dateline, byline, credits": corpus.redated,
        "2 % of words misspelt": corpus.misspelt(0.02),
        "5 % of words replaced": corpus.reworded(0.05),
        "10 % of words replaced": corpus.reworded(0.1),
        "20 % of words replaced": corpus.reworded(0.2),
        "cut to 75 %": corpus.cut(0.75),
        "cut to 60 %": corpus.cut(0.6),
        "cut to 50 %": corpus.cut(0.5),
        "paragraphs in another order": corpus.reordered,
        "another intro": corpus.reheaded,
        "links between paragraphs": corpus.with_links,
        "a second source in the middle": corpus.with_second_source,
        "cut, reworded, re-headed, links": corpus.rewritten,
    }


NOTICES = {
    "earthquake": """Gempa bumi dengan magnitudo {a},{b} mengguncang wilayah {city}, {day} pukul {c:02}.{d:02} WIB. Badan
Meteorologi, Klimatologi, dan Geofisika (BMKG) menyatakan gempa itu tidak berpotensi tsunami. Pusat gempa berada di
{e},{f} Lintang Selatan dan 1{c:02},{d:02} Bujur Timur, di laut pada jarak {g} kilometer arah barat daya {city}, dengan
kedalaman 10 kilometer. Hingga berita ini ditulis belum ada laporan kerusakan maupun korban. BMKG mengimbau masyarakat
tetap tenang dan tidak terpengaruh isu yang tidak dapat dipertanggungjawabkan kebenarannya.""",
    "driving licences": """Direktorat Lalu Lintas Polda Metro Jaya kembali membuka layanan SIM keliling di lima lokasi di
Jakarta pada {day}. Layanan ini hanya untuk perpanjangan SIM A dan SIM C yang masih berlaku. Jakarta Timur di Mall Grand
Cakung, Jakarta Utara di LTC Glodok, Jakarta Selatan di Kampus Trilogi, Jakarta Barat di Mall Citraland dan Jakarta
Pusat di Lapangan Banteng. Layanan dibuka mulai pukul 08.00 WIB sampai pukul 14.00 WIB. Biaya perpanjangan SIM A sebesar
Rp 80.000 dan SIM C sebesar Rp 75.000. Pemohon diminta membawa SIM asli serta fotokopi KTP.""",
    "prayer times": """Berikut jadwal salat untuk wilayah {city} dan sekitarnya pada {day} yang dikutip dari laman Bimas
Islam Kementerian Agama. Imsak pukul 03.5{a} WIB, Subuh pukul 04.0{a} WIB, Terbit pukul 05.2{b} WIB, Duha pukul 05.5{b}
WIB, Zuhur pukul 11.4{a} WIB, Asar pukul 15.0{b} WIB, Magrib pukul 17.5{a} WIB, Isya pukul 19.0{b} WIB. Umat Islam
diimbau melaksanakan salat tepat waktu dan berjemaah di masjid terdekat. Demikian jadwal salat hari ini, semoga
bermanfaat bagi kita semua di mana pun berada.""",
    "gold price": """Harga emas batangan bersertifikat produksi PT Aneka Tambang Tbk (Antam) pada {day} berada di angka Rp
2.3{c:02}.000 per gram, berubah Rp {g}.000 dari posisi hari sebelumnya. Sementara harga pembelian kembali emas Antam
dipatok Rp 2.1{d:02}.000 per gram. Berikut daftar harga emas Antam di Butik Emas LM Pulogadung, Jakarta, belum termasuk
pajak penghasilan. Emas 0,5 gram Rp 1.2{c:02}.500. Emas 1 gram Rp 2.3{c:02}.000. Emas 5 gram Rp 11.4{d:02}.000. Emas 10
gram Rp 22.9{c:02}.000. Emas 25 gram Rp 57.2{d:02}.000.""",
    "exchange rate": """Nilai tukar rupiah terhadap dolar Amerika Serikat pada perdagangan {day} ditutup di level Rp
15.{g}{a} per dolar AS, bergerak {c} poin atau 0,{d:02} persen dari penutupan sebelumnya. Kurs referensi Jakarta
Interbank Spot Dollar Rate (JISDOR) Bank Indonesia berada di level Rp 15.{g}{b} per dolar AS. Pengamat pasar uang
menilai pergerakan rupiah masih dipengaruhi sentimen suku bunga bank sentral Amerika Serikat serta harga minyak mentah
dunia, sementara pelaku pasar menunggu data inflasi dalam negeri.""",
}
CITIES = ("Bandung", "Bogor", "Cianjur", "Surabaya", "Semarang", "Tasikmalaya")
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


def notices(pattern: str, chance: random.Random) -> list[Story]:
    """Ten notices on one pattern, a day each; some portals print the date in figures, some in words."""
    made = []
    for number in range(2, 12):
        dates = f"{WEEKDAYS[number % 7]} ({number}/11/2026)", f"{WEEKDAYS[number % 7]}, {number} November 2026"
        figures = {"a": chance.randrange(1, 10), "b": chance.randrange(10), "c": chance.randrange(24)}
        figures |= {"d": chance.randrange(60), "e": chance.randrange(1, 9), "f": chance.randrange(99)}
        places = {"g": chance.randrange(10, 99), "city": chance.choice(CITIES), "day": chance.choice(dates)}
        made.append([" ".join(pattern.split()).format(**figures, **places)])
    return made


@dataclass
class Score:
    """Of `copies` that are there, `found` were grouped with their source; `wrong` articles were called copies."""

    copies: int = 0
    found: int = 0
    wrong: int = 0
    articles: int = 0
    seconds: float = 0.0

    def __iadd__(self, other: Score) -> Score:
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)
        return self

    def line(self, kind: str) -> str:
        recall = f"{self.found / self.copies:.3f}" if self.copies else "-"
        called = self.found + self.wrong
        precision = f"{self.found / called:.3f}" if called else "-"
        return f"{kind:44} {self.articles:6} {self.copies:6} {self.found:6} {recall:>7} {self.wrong:6} {precision:>9}"


def measured(families: list[list[Story]], *, copies: bool, chance: random.Random) -> Score:
    """Store the stories of all families, group them, and compare with what is so: a family is one story if `copies`."""
    articles, family_of = [], {}
    for family, stories in enumerate(families):
        published = NOON + timedelta(minutes=chance.randrange(60 * 48))
        for number, story in enumerate(stories):
            article = _article(f"{family}-{number}", story, published)
            articles.append(article)
            family_of[article.url] = family
            published += timedelta(minutes=chance.randrange(10, 60 * 24))
    chance.shuffle(articles)
    started = time.process_time()
    grouped = _grouped(articles)
    right = [family_of[copy] == family_of[first] and copies for copy, first in grouped]
    score = Score(found=sum(right), wrong=len(right) - sum(right), articles=len(articles))
    score.copies = len(articles) - len(families) if copies else 0
    score.seconds = time.process_time() - started
    return score


def _grouped(articles: list[Article]) -> list[tuple[str, str]]:
    """The URLs of the copies among the articles, each with that of its first."""
    with tempfile.TemporaryDirectory() as folder, open_archive(Path(folder) / "news.db", create=True) as archive:
        archive.save(articles)
        group_new(archive)
        return [(row["url"], row["first_url"]) for row in archive.rows("SELECT url, first_url FROM copies", {})]


def _article(name: str, story: Story, published: datetime) -> Article:
    url = f"https://contoh.example/{name}"
    text = PARAGRAPH_BREAK.join(story)
    return Article(
        url=url, requested_url=url, portal="contoh", fetched_at=NOON, title=name, text=text, published_at=published
    )


def quality(corpus: Corpus) -> Iterator[tuple[str, Score]]:
    """A score for each kind of copy and of what is none."""
    chance = corpus.chance
    for kind, make in copy_kinds(corpus).items():
        yield kind, measured([[story, make(story)] for story in corpus.stories], copies=True, chance=chance)
    dated = [story for story in corpus.stories if len(re.findall(r"\d+", " ".join(story))) > 3]
    for kind, stories, make in (
        ("no copy: other figures in the same words", dated, corpus.refigured),
        ("no copy: quoted in another story", corpus.stories, corpus.quoted),
    ):
        # what quotes a story is another one itself, which is stored too
        yield kind, measured([[story, make(story)] for story in stories], copies=False, chance=chance)
    for name, pattern in NOTICES.items():
        yield f"no copy: daily notice, {name}", measured([notices(pattern, chance)], copies=False, chance=chance)


def growing(articles: int) -> Iterator[tuple[int, float, float]]:
    """(articles stored, CPU milliseconds an article took since the line before, share of copies found)."""
    newsroom, chance, made = Newsroom(), random.Random(1), 0
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        with open_archive(Path(folder) / "news.db", create=True) as archive:
            for first in range(0, articles, CHUNK):
                fresh = newsroom.articles(first, CHUNK)
                for number in range(0, CHUNK, 10):
                    source = fresh[number + 1]
                    words = (word for word in source.text.split(" ") if chance.random() > 0.03)
                    later = (source.published_at or NOON) + timedelta(minutes=chance.randrange(1, 3000))
                    fresh[number] = replace(fresh[number], text=" ".join(words), published_at=later)
                    made += 1
                archive.save(fresh)
                started = time.process_time()
                group_new(archive)
                spent = (time.process_time() - started) * 1000 / CHUNK
                found = archive.rows("SELECT count(*) AS n FROM duplicates", {})[0]["n"]
                yield first + CHUNK, spent, found / made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--seed", type=int, default=20261125)
    parser.add_argument("--articles", type=int, default=0)
    options = parser.parse_args()
    pages = [json.loads(path.read_text()) for path in sorted(options.gold.glob("*.json"))]
    pages = [page for page in pages if len(" ".join(page["body"]).split()) >= 60]
    corpus = Corpus([page["body"] for page in pages], [page["title"] for page in pages], random.Random(options.seed))
    total = Score()
    print(f"{'kind':44} {'all':>6} {'copies':>6} {'found':>6} {'recall':>7} {'wrong':>6} {'precision':>9}")
    for kind, score in quality(corpus):
        print(score.line(kind))
        total += score
    print(total.line("in all"))
    print(f"{total.seconds * 1000 / total.articles:.2f} ms an article, storing included")
    for stored, spent, share in growing(options.articles):
        print(f"{stored:9,} articles: {spent:.2f} ms of CPU an article to sign and group, {share:.4f} of copies found")
    sys.exit(total.found / total.copies < 0.95 or total.found / (total.found + total.wrong) < 0.98)


if __name__ == "__main__":
    main()
