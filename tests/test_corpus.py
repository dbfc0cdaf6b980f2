"""The quality gate: scores over the corpus of real pages may only rise. Raise a floor when the score has risen."""

from __future__ import annotations

import gzip
import importlib.util
import json
import sys
import time
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from crawler import article_from_html
from crawler.portals import portal_named

SHARED = Path(__file__).parents[2] / "shared"
CORPUS = SHARED / "corpus"
FLOORS: dict[str, dict[str, float]] = json.loads((Path(__file__).parent / "floors.json").read_text())

pytestmark = pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not on this machine")


def scorer() -> ModuleType:
    sys.path.insert(0, str(SHARED / "evaluation"))
    spec = importlib.util.spec_from_file_location("score", SHARED / "evaluation" / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def golds() -> dict[str, dict[str, Any]]:
    return {path.stem: json.loads(path.read_text()) for path in sorted((CORPUS / "gold").glob("*.json"))}


def predictions(portal: str | None) -> dict[str, dict[str, Any]]:
    rules = portal_named(portal) if portal else None
    found = {}
    for row in json.loads((CORPUS / "index.json").read_text()):
        body = gzip.decompress((CORPUS / "pages" / f"{row['id']}.html.gz").read_bytes())
        started = time.perf_counter()
        article = article_from_html(body, row["url"], portal=rules)
        ms = (time.perf_counter() - started) * 1000
        found[row["id"]] = {**article.to_dict(), "ms": ms, "rejected": article.rejected}
    return found


@pytest.mark.parametrize("mode", ["rules", "generic"])
def test_no_score_falls_below_its_floor(mode: str) -> None:
    found = predictions("generic" if mode == "generic" else None)
    _, row = scorer().score(golds(), found)
    below = {
        name: (round(row[name], 3), floor)
        for name, floor in FLOORS[mode].items()
        if (row[name] > floor if name == "leaky" else row[name] < floor)
    }
    assert not below, f"score, floor: {below}"
    assert not {page: article["rejected"] for page, article in found.items() if article["rejected"]}
