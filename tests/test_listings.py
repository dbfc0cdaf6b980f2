"""No listing, front page or feed of the corpus is taken for an article, with portal rules or without."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from crawler import article_from_html
from crawler.portals import GENERIC

SITE = Path(__file__).parents[2] / "shared" / "corpus" / "site"
ROWS: list[dict[str, Any]] = json.loads((SITE / "index.json").read_text()) if SITE.exists() else []
LISTINGS = [row for row in ROWS if row["kind"] in ("listing", "feed") and row["url"] and "-amp-" not in row["file"]]


@pytest.mark.skipif(not ROWS, reason="the corpus is not on this machine")
@pytest.mark.parametrize("row", LISTINGS or [{}], ids=lambda row: row.get("file", "none"))
def test_listing_is_rejected(row: dict[str, Any]) -> None:
    body = gzip.decompress((SITE / row["file"]).read_bytes())
    assert article_from_html(body, row["url"]).rejected
    assert article_from_html(body, row["url"], portal=GENERIC).rejected
