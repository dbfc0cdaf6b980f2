"""All cleaning steps together, and over the corpus."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import Any

import pytest
from drafts import DIKSI, FIRST, LAST, LINES, POINTERS, SECOND, draft, link, texts

from crawler.article import Block
from pipelines import STEPS, clean, clean_text
from pipelines.whitespace import normalise

PLAIN = f"""Warga Perbaiki Jembatan Sendiri

Laporan: Sari Wulandari
Jumat, 04 Maret 2022 | 08:45 WIB
Jembatan bambu di Sumberjati/net
Jembatan bambu di Sumberjati/net

SinPo.id - {FIRST}

{SECOND}

{LAST}

BERITALAINNYA
BERITATERKINI
"""


@pytest.mark.parametrize(
    "text", [PLAIN, PLAIN.replace("\n\nBERITALAINNYA\n", "BERITALAINNYA"), PLAIN.replace("\n", "\r\n")]
)
def test_plain_text(text: str) -> None:
    cleaned = clean_text(text)
    article = cleaned.article
    assert article.title == "Warga Perbaiki Jembatan Sendiri"
    assert article.text == "\n\n".join([FIRST, SECOND, LAST])
    assert (article.dateline, article.authors) == ("SinPo.id -", ["Sari Wulandari"])
    assert article.published_raw == "Jumat, 04 Maret 2022 | 08:45 WIB"


def test_plain_text_without_a_head_keeps_its_first_line() -> None:
    assert clean_text(f"{FIRST}\n{SECOND}").article.paragraphs == [FIRST, SECOND]
    assert clean_text("").article.text == ""


FULL = draft(
    link("INTRO"),
    "Jembatan bambu. (ANTARA/Bagus)",
    "Jakarta -\xa0" + FIRST,
    "ADVERTISEMENT",
    "SCROLL TO CONTINUE WITH CONTENT",
    Block("Baca juga: Jembatan Hanyut", linked=0.8),
    SECOND,
    "2 dari 2 halaman",
    LAST + " (fyk/ash)",
    "Simak Video 'Jembatan Hanyut'",
    "[Gambas:Video 20detik]",
    "Editor: Bagus Pranoto",
    link("banjir jembatan"),
    authors=["Sari Wulandari - detikNews"],
)


def test_all_steps_together() -> None:
    cleaned = clean(FULL)
    assert texts(cleaned) == [FIRST, SECOND, LAST]
    article = cleaned.article
    assert (article.dateline, article.authors, article.editors) == ("Jakarta -", ["Sari Wulandari"], ["Bagus Pranoto"])


@pytest.mark.parametrize("step", STEPS)
def test_a_step_changes_nothing_the_second_time_nor_its_input(step: Any) -> None:
    before = json.dumps(FULL.article.to_dict())
    once = step(FULL)
    assert step(once) == once
    assert json.dumps(FULL.article.to_dict()) == before


@pytest.mark.parametrize("line", [*POINTERS, *LINES, "Editor: Bagus Pranoto", "(fyk/ash)", "SARI WULANDARI"])
@pytest.mark.parametrize("position", [0, 1, 2, 3])
def test_clean_twice_is_clean_once(line: str, position: int) -> None:
    blocks = [FIRST, SECOND, LAST]
    once = clean(draft(*blocks[:position], line, *blocks[position:], portal=DIKSI))
    assert clean(once) == once
    assert texts(once)[-1] == LAST


def test_an_article_of_nothing_comes_out_empty() -> None:
    assert texts(clean(draft())) == []
    assert texts(clean(draft("ADVERTISEMENT"))) == []


def test_cleaning_is_fast() -> None:
    article = draft("Jakarta - " + FIRST, *(f"{SECOND} {n}" for n in range(28)), LAST + " (fyk/ash)")
    clean(article)
    times = []
    for _ in range(20):
        start = time.perf_counter()
        clean(article)
        times.append(time.perf_counter() - start)
    assert min(times) < 0.003


GOLD = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "gold"


@pytest.mark.skipif(not GOLD.is_dir(), reason="the corpus is not there: ../shared/corpus/gold")
def test_gold_bodies_lose_nothing() -> None:
    kept = words = 0
    for path in sorted(GOLD.glob("*.json")):
        gold = json.loads(path.read_text())
        cleaned = clean(draft(*gold["body"], kind=gold["kind"]))
        assert clean(cleaned) == cleaned, path.stem
        left = "\n".join([cleaned.article.dateline or "", *texts(cleaned)])
        lost = [p for p in gold["body"] if normalise(p)[-60:] not in left and p != gold.get("dateline")]
        assert not lost, path.stem
        kept += len(re.findall(r"\w+", left))
        words += len(re.findall(r"\w+", "\n".join(gold["body"])))
    assert words and kept >= 0.995 * words
