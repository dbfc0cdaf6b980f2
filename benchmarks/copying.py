"""Copies made of real articles as portals make them, and what looks like a copy and is none. For duplicates.py."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field

Story = list[str]
"""The paragraphs of an article."""
Edit = Callable[[Story], Story]

_SENTENCE_END = re.compile(r"(?<=[.!?”\"]) +(?=[A-Z“\"])")


@dataclass
class CopyDesk:
    """Real articles, and the chance by which copies of them are made."""

    stories: list[Story]
    titles: list[str]
    chance: random.Random
    words: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self.words = [word for story in self.stories for paragraph in story for word in paragraph.split()]

    def copies(self) -> dict[str, Edit]:
        """What is still a copy; all of these leave at least 60 % of the text, the cut to 50 % apart."""
        return {
            "the same": list,
            "another dateline, byline, credits": self.redated,
            "2 % of words misspelt": self.misspelt(0.02),
            "5 % of words replaced": self.reworded(0.05),
            "10 % of words replaced": self.reworded(0.1),
            "20 % of words replaced": self.reworded(0.2),
            "cut to 75 %": self.cut(0.75),
            "cut to 60 %": self.cut(0.6),
            "cut to 50 %": self.cut(0.5),
            "paragraphs in another order": self.reordered,
            "another intro": self.reheaded,
            "links between paragraphs": self.with_links,
            "a second source in the middle": self.with_second_source,
            "cut, reworded, another intro, links": self.rewritten,
        }

    def redated(self, story: Story) -> Story:
        """Another dateline and byline, and credits below."""
        first = f"BANDUNG, PORTALKITA.ID - {story[0].split(' - ', 1)[-1].split(' -- ', 1)[-1]}"
        return ["Laporan Wartawan PortalKita, Sinta Ayu", first, *story[1:], "Pewarta: Ani Wijaya", "Sumber: Antara"]

    def misspelt(self, share: float) -> Edit:
        """A share of the words has two letters, or digits, in the other order."""

        def misspell(word: str) -> str:
            at = self.chance.randrange(max(len(word) - 1, 1))
            return word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :]

        return lambda story: self._each_word(story, share, misspell)

    def reworded(self, share: float) -> Edit:
        """A share of the words, figures too, is another word of the corpus."""
        return lambda story: self._each_word(story, share, lambda _: self.chance.choice(self.words))

    def cut(self, share: float) -> Edit:
        """The first sentences, up to a share of the words."""

        def cut(story: Story) -> Story:
            sentences = [sentence for paragraph in story for sentence in _SENTENCE_END.split(paragraph)]
            left, kept = share * _length(sentences), []
            for sentence in sentences:
                if left > 0:
                    kept.append(sentence)
                left -= len(sentence.split())
            return kept

        return cut

    def reordered(self, story: Story) -> Story:
        return [story[0], *self.chance.sample(story[1:], len(story) - 1)]

    def reheaded(self, story: Story) -> Story:
        """The first paragraph gives way to that of another story, no longer than a third of what follows."""
        rest = story[1:] or story
        return [_opening(self._another(story)[:1], _length(rest) // 3), *rest]

    def with_links(self, story: Story) -> Story:
        """A "Baca juga" line behind each second paragraph."""
        lines = [[paragraph, f"Baca juga: {self.chance.choice(self.titles)}"] for paragraph in story]
        return [line for number, pair in enumerate(lines) for line in pair[: 1 + number % 2]]

    def with_second_source(self, story: Story) -> Story:
        """All of the story, with half as much again of another one in the middle."""
        half = len(story) // 2
        return [*story[:half], _opening(self._another(story), _length(story) // 2), *story[half:]]

    def rewritten(self, story: Story) -> Story:
        """Cut to four fifths, every twentieth word replaced, an intro and links of its own."""
        return self.with_links(self.reheaded(self.reworded(0.05)(self.cut(0.8)(story))))

    def quoted(self, story: Story) -> Story:
        """No copy: a story of its own that repeats a third of this one, as a follow-up does."""
        own = self.reworded(0.7)(self._another(story))
        return [*own, _opening(story, _length(story) // 3)]

    def refigured(self, story: Story) -> Story:
        """No copy: the same words with other figures, as on the next day."""

        def change(found: re.Match[str]) -> str:
            return str(int(found[0]) + self.chance.randrange(1, 9)).zfill(len(found[0]))

        return [re.sub(r"\d+", change, paragraph) for paragraph in story]

    def _another(self, story: Story) -> Story:
        return self.chance.choice([other for other in self.stories if other is not story])

    def _each_word(self, story: Story, share: float, change: Callable[[str], str]) -> Story:
        return [
            " ".join(change(word) if self.chance.random() < share else word for word in paragraph.split())
            for paragraph in story
        ]


def _length(story: Story) -> int:
    return sum(len(paragraph.split()) for paragraph in story)


def _opening(story: Story, words: int) -> str:
    return " ".join(" ".join(story).split()[:words])


_NOTICES = {
    "earthquake": """
Gempa bumi dengan magnitudo {a},{b} mengguncang wilayah {city}, {day} pukul {c:02}.{d:02} WIB. Badan Meteorologi,
Klimatologi, dan Geofisika (BMKG) menyatakan gempa itu tidak berpotensi tsunami. Pusat gempa berada di {e},{f} Lintang
Selatan dan 1{c:02},{d:02} Bujur Timur, di laut pada jarak {g} kilometer arah barat daya {city}, dengan kedalaman 10
kilometer. Hingga berita ini ditulis belum ada laporan kerusakan maupun korban. BMKG mengimbau masyarakat tetap tenang
dan tidak terpengaruh isu yang tidak dapat dipertanggungjawabkan kebenarannya.""",
    "driving licences": """
Direktorat Lalu Lintas Polda Metro Jaya kembali membuka layanan SIM keliling di lima lokasi di Jakarta pada {day}.
Layanan ini hanya untuk perpanjangan SIM A dan SIM C yang masih berlaku. Jakarta Timur di Mall Grand Cakung, Jakarta
Utara di LTC Glodok, Jakarta Selatan di Kampus Trilogi, Jakarta Barat di Mall Citraland dan Jakarta Pusat di Lapangan
Banteng. Layanan dibuka mulai pukul 08.00 WIB sampai pukul 14.00 WIB. Biaya perpanjangan SIM A sebesar Rp 80.000 dan
SIM C sebesar Rp 75.000. Pemohon diminta membawa SIM asli serta fotokopi KTP.""",
    "prayer times": """
Berikut jadwal salat untuk wilayah {city} dan sekitarnya pada {day} yang dikutip dari laman Bimas Islam Kementerian
Agama. Imsak pukul 03.5{a} WIB, Subuh pukul 04.0{a} WIB, Terbit pukul 05.2{b} WIB, Duha pukul 05.5{b} WIB, Zuhur pukul
11.4{a} WIB, Asar pukul 15.0{b} WIB, Magrib pukul 17.5{a} WIB, Isya pukul 19.0{b} WIB. Umat Islam diimbau melaksanakan
salat tepat waktu dan berjemaah di masjid terdekat. Demikian jadwal salat hari ini, semoga bermanfaat bagi kita semua
di mana pun berada.""",
    "gold price": """
Harga emas batangan bersertifikat produksi PT Aneka Tambang Tbk (Antam) pada {day} berada di angka Rp 2.3{c:02}.000 per
gram, berubah Rp {g}.000 dari posisi hari sebelumnya. Sementara harga pembelian kembali emas Antam dipatok Rp
2.1{d:02}.000 per gram. Berikut daftar harga emas Antam di Butik Emas LM Pulogadung, Jakarta, belum termasuk pajak
penghasilan. Emas 0,5 gram Rp 1.2{c:02}.500. Emas 1 gram Rp 2.3{c:02}.000. Emas 5 gram Rp 11.4{d:02}.000. Emas 10 gram
Rp 22.9{c:02}.000. Emas 25 gram Rp 57.2{d:02}.000.""",
    "exchange rate": """
Nilai tukar rupiah terhadap dolar Amerika Serikat pada perdagangan {day} ditutup di level Rp 15.{g}{a} per dolar AS,
bergerak {c} poin atau 0,{d:02} persen dari penutupan sebelumnya. Kurs referensi Jakarta Interbank Spot Dollar Rate
(JISDOR) Bank Indonesia berada di level Rp 15.{g}{b} per dolar AS. Pengamat pasar uang menilai pergerakan rupiah masih
dipengaruhi sentimen suku bunga bank sentral Amerika Serikat serta harga minyak mentah dunia, sementara pelaku pasar
menunggu data inflasi dalam negeri.""",
}
_CITIES = ("Bandung", "Bogor", "Cianjur", "Surabaya", "Semarang", "Tasikmalaya")
_WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


def daily_notices(chance: random.Random) -> dict[str, list[Story]]:
    """Notices on invented patterns, ten days of each; the date is in figures or in words."""
    return {name: [_notice(pattern, day, chance) for day in range(2, 12)] for name, pattern in _NOTICES.items()}


def _notice(pattern: str, day: int, chance: random.Random) -> Story:
    weekday = _WEEKDAYS[day % 7]
    figures = {"a": chance.randrange(1, 10), "b": chance.randrange(10), "c": chance.randrange(24)}
    figures |= {"d": chance.randrange(60), "e": chance.randrange(1, 9), "f": chance.randrange(99)}
    date = chance.choice((f"{weekday} ({day}/11/2026)", f"{weekday}, {day} November 2026"))
    text = " ".join(pattern.split())
    return [text.format(**figures, g=chance.randrange(10, 99), city=chance.choice(_CITIES), day=date)]
