"""The whole crawl against a bare Scrapy spider that only counts: the same pages, hosts and concurrency, in one run.

usage: python benchmarks/crawl.py [--pages N] [--hosts N] [--rounds N] [--rss] [-- SETTING=VALUE …]

Both fetch N pages of 110 kB (5,000 by default) from 20 loopback hosts, one request at a time from each, delays off.
The whole job finds them in sitemaps, obeys robots.txt, extracts, cleans and stores into a new database, raw pages
included; the grouping of copies that follows it is timed apart. Printed are
pages a second, CPU milliseconds a page and peak memory of each round (those of the crawl's own process + those of
its workers), and the median of the rounds' ratios.
With --rss only the whole job runs, and its memory is printed as it goes on (best with --pages 50000). A setting of
Scrapy or Kliping for the whole job may follow, as in -- KLIPING_WORKERS=0.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from news_hosts import NEWEST, NewsHosts, serving

MARKS = (1_000, 2_000, 5_000, 10_000, 20_000, 30_000, 40_000, 50_000)
_MEGABYTE = 1024**2


@dataclass(frozen=True)
class Measured:
    """One crawl: CPU in seconds and peak memory in bytes, of the crawl's own process and of its workers.

    `seconds` are until everything is stored, `afterwards` those until the end; `cpu` has both.
    """

    pages: int
    seconds: float
    afterwards: float
    cpu: float
    workers_cpu: float
    peak: int
    workers_peak: int

    def __str__(self) -> str:
        cpu, workers_cpu = (1000 * seconds / self.pages for seconds in (self.cpu, self.workers_cpu))
        peak, workers_peak = (size / _MEGABYTE for size in (self.peak, self.workers_peak))
        return (
            f"{self.pages / self.seconds:6.0f} pages/s, CPU {cpu:.2f} + {workers_cpu:.2f} ms a page,"
            f" peak {peak:.0f} + {workers_peak:.0f} MB, copies {self.afterwards:.1f} s"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=5_000)
    parser.add_argument("--hosts", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--rss", action="store_true", help="print memory at so many pages; no bare spider")
    parser.add_argument("settings", nargs="*", metavar="SETTING=VALUE")
    options = parser.parse_args()
    settings = dict(setting.split("=", 1) for setting in options.settings)
    with serving(options.hosts, options.pages // options.hosts) as hosts:
        if options.rss:
            print(run("whole", hosts, settings, marks=True))
            return
        ratios = []
        for _ in range(options.rounds):
            bare, whole = run("bare", hosts, {}), run("whole", hosts, settings)
            ratios.append(whole.pages / whole.seconds / (bare.pages / bare.seconds))
            print(f"bare  {bare}\nwhole {whole}   ratio {ratios[-1]:.3f}", flush=True)
        print(f"median of {options.rounds} rounds: {statistics.median(ratios):.3f}")


def run(what: str, hosts: NewsHosts, settings: dict[str, str], *, marks: bool = False) -> Measured:
    """Crawl in a process of its own, since Twisted runs once in a process."""
    with tempfile.TemporaryDirectory() as folder:
        hosts.write_portals(Path(folder) / "portals")
        asked = {"what": what, "hosts": asdict(hosts), "settings": settings, "marks": marks, "folder": folder}
        env = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
        env |= {
            "KLIPING_PORTALS": f"{folder}/portals",
            "KLIPING_LOOPBACK_DELAY": "0",
            "KLIPING_ALLOW_LOOPBACK": "1",
            "CRAWL_BENCHMARK": json.dumps(asked),
        }
        done = subprocess.run([sys.executable, __file__], env=env, check=True, stdout=subprocess.PIPE)
    return Measured(**json.loads(done.stdout))


def crawl_once(what: str, hosts: dict[str, Any], settings: dict[str, str], *, marks: bool, folder: str) -> Measured:
    """What the child process does. `pages` are those that arrived (bare) or were stored as new (whole)."""
    targets = NewsHosts(**hosts)
    job = _bare(targets) if what == "bare" else _whole(targets, Path(folder), settings, marks)
    started = time.monotonic()
    pages, stored = job()
    seconds, afterwards = stored - started, time.monotonic() - stored
    own, workers = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu, workers_cpu = (usage.ru_utime + usage.ru_stime for usage in (own, workers))
    return Measured(pages, seconds, afterwards, cpu, workers_cpu, own.ru_maxrss * 1024, workers.ru_maxrss * 1024)


def _bare(hosts: NewsHosts) -> Any:
    import scrapy
    from scrapy.crawler import AsyncCrawlerProcess

    class Counting(scrapy.Spider):
        name = "bare"
        count = 0

        async def start(self):
            for url in hosts.urls():
                yield scrapy.Request(url)

        def parse(self, response):
            Counting.count += 1

    def job() -> tuple[int, float]:
        settings = {"CONCURRENT_REQUESTS": 256, "CONCURRENT_REQUESTS_PER_DOMAIN": 1, "DOWNLOAD_DELAY": 0}
        process = AsyncCrawlerProcess({**settings, "LOG_ENABLED": False, "TELNETCONSOLE_ENABLED": False})
        process.crawl(Counting)
        process.start()
        return Counting.count, time.monotonic()

    return job


def _whole(hosts: NewsHosts, folder: Path, settings: dict[str, str], marks: bool) -> Any:
    from scrapy import signals

    from crawler.crawling import crawl
    from crawler.portals import portal_named

    stored: list[float] = []

    def watch(crawler: Any) -> None:
        crawler.signals.connect(lambda: stored.append(time.monotonic()), signals.engine_stopped, weak=False)
        if marks:
            _show_memory(crawler)

    def job() -> tuple[int, float]:
        portals = [portal_named(host) for host in hosts.hosts]
        crawled = crawl(
            portals,
            db=folder / "news.db",
            since=NEWEST - timedelta(days=3650),
            settings=settings,
            watch=watch,
        )
        return sum(counts["new"] for counts in crawled.counts.values()), stored[0]

    return job


def _show_memory(crawler: Any) -> None:
    """Prints the memory of a crawl, and of its largest worker, at so many articles."""
    from scrapy import signals

    scraped = 0

    def count() -> None:
        nonlocal scraped
        scraped += 1
        if scraped in MARKS:
            own, *workers = map(_resident, [os.getpid(), *_children(os.getpid())])
            print(f"{scraped:6} pages {own:6.1f} MB, workers {workers}", file=sys.stderr, flush=True)

    crawler.signals.connect(count, signals.item_scraped, weak=False)


def _children(pid: int) -> list[int]:
    return [
        int(child) for task in Path(f"/proc/{pid}/task").iterdir() for child in (task / "children").read_text().split()
    ]


def _resident(pid: int) -> float:
    """Resident memory of a process in megabytes."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * resource.getpagesize() / _MEGABYTE


if __name__ == "__main__":
    if asked := os.environ.pop("CRAWL_BENCHMARK", ""):
        print(json.dumps(asdict(crawl_once(**json.loads(asked)))))
    else:
        main()
