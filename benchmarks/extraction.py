"""Extraction and cleaning against trafilatura on the same pages, in one run.

usage: python benchmarks/extraction.py INDEX.json PAGES_DIR [--runs N]

Prints the median and the slowest page, in milliseconds of CPU time, for Kliping with portal rules, Kliping without
them and trafilatura's default mode, and the ratio of the medians. INDEX.json: a list of {"id", "url"} objects; a
page is ID.html or ID.html.gz.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from trafilatura import bare_extraction

from crawler import article_from_html
from crawler.cli.extract import read_index, read_page
from crawler.portals import GENERIC

SYSTEMS: dict[str, Callable[[bytes, str], object]] = {
    "kliping": article_from_html,
    "kliping, no portal rules": lambda body, url: article_from_html(body, url, portal=GENERIC),
    "trafilatura": lambda body, url: bare_extraction(body, url=url, with_metadata=True, include_comments=False),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("index", type=Path)
    parser.add_argument("pages", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    pages = [(row["url"], read_page(options.pages, row["id"])) for row in read_index(options.index)]
    medians = {}
    for name, system in SYSTEMS.items():
        times = [measure(system, body, url, options.runs) for url, body in pages]
        medians[name] = statistics.median(times)
        print(f"{name:26} median {medians[name]:7.2f} ms   slowest page {max(times):7.2f} ms   {len(pages)} pages")
    print(f"kliping / trafilatura: {medians['kliping'] / medians['trafilatura']:.3f}")


def measure(system: Callable[[bytes, str], object], body: bytes, url: str, runs: int) -> float:
    """The median CPU time of a page in milliseconds, after one run that is not counted."""
    system(body, url)
    times = []
    for _ in range(runs):
        started = time.process_time()
        system(body, url)
        times.append((time.process_time() - started) * 1000)
    return statistics.median(times)


if __name__ == "__main__":
    main()
