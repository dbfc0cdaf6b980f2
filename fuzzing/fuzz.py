"""Coverage-guided fuzzing of what reads the open web; needs atheris (pip install atheris).

usage: python fuzzing/fuzz.py extraction|dates|cleaning|feeds|sitemaps|urls|query [--seconds N] [--corpus FOLDER]

Begins with the fixtures in tests/portals. An input that raises, that takes over a second of CPU time, or for which
twice is not once is written to ./crash-… and ends the run with a traceback.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[1]
URL = "https://news.detik.com/berita/d-1234567/judul"
SECONDS = 1.0

try:
    import atheris
except ImportError:
    sys.exit("fuzz.py: atheris is not here (it has no wheel for every platform); install it with: pip install atheris")

with atheris.instrument_imports(include=["crawler", "pipelines"]):
    from crawler import article_from_html
    from crawler.canonical import canonical_url
    from crawler.database.query import parse_query
    from crawler.dates import parse_date
    from crawler.discovery.feeds import feed_links
    from crawler.discovery.sitemaps import sitemap_links
    from crawler.portals import all_portals, portal_of
    from pipelines import clean, clean_text


def extraction(data: bytes) -> None:
    started = time.process_time()
    article_from_html(data, URL)
    assert time.process_time() - started < SECONDS, "takes too long"


def dates(data: bytes) -> None:
    portal = all_portals()["detik"]
    found = parse_date(data.decode("utf-8", "replace"), zone=portal.zone, now=datetime.now(UTC))
    assert found is None or found.tzinfo


def cleaning(data: bytes) -> None:
    once = clean_text(data.decode("utf-8", "replace"))
    assert clean(once).blocks == once.blocks


def feeds(data: bytes) -> None:
    assert all(link.url.startswith(("http://", "https://")) for link in feed_links(data, URL))


def sitemaps(data: bytes) -> None:
    found = sitemap_links(data, URL)
    addresses = [link.url for link in found.articles] + [address for address, _ in found.children]
    assert all(address.startswith(("http://", "https://")) for address in addresses)


def urls(data: bytes) -> None:
    url = data.decode("utf-8", "replace")
    once = canonical_url(url, portal_of(url))
    assert canonical_url(once, portal_of(once)) == once


def query(data: bytes) -> None:
    parse_query(data.decode("utf-8", "replace"))


TARGETS: dict[str, Callable[[bytes], None]] = {
    each.__name__: each for each in (extraction, dates, cleaning, feeds, sitemaps, urls, query)
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--corpus", type=Path, help="where inputs that reach new code are kept for the next run")
    options = parser.parse_args()
    folder = options.corpus or Path(tempfile.mkdtemp())
    folder.mkdir(parents=True, exist_ok=True)
    seeds = str(ROOT / "tests" / "portals" / "detik")
    limits = [f"-max_total_time={options.seconds}", "-max_len=200000", "-rss_limit_mb=2048"]
    atheris.Setup([sys.argv[0], str(folder), seeds, *limits], TARGETS[options.target])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
