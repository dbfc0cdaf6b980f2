"""Running the engine from a program: crawl portals, or read given pages. Once in a process, as Twisted has it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from scrapy import Spider, signals
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.http import Response
from scrapy.settings import Settings

from crawler.article import Article
from crawler.database import Archive, open_archive
from crawler.database.runs import begin_run, end_run
from crawler.discovery import Link
from crawler.duplicates import group_new
from crawler.errors import DatabaseError, ExitCode, KlipingError
from crawler.garbage import rare_collections
from crawler.polling import Pace
from crawler.portal import Portal
from crawler.recording import RunRecorder
from crawler.spiders.articles import Refusal
from crawler.spiders.links import LinkSpider
from crawler.spiders.news import NewsSpider
from crawler.spiders.pages import PageSpider
from crawler.spiders.probe import ProbeSpider
from crawler.spiders.tally import Tally, exit_code

logger = logging.getLogger(__name__)

INTERRUPTED = 130
LARGEST_LOG = 10_000_000
GROUPING_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Crawled:
    """How a crawl ended. `counts` by portal is `NewsSpider.counts()`; `code` is an ExitCode, or 130 after Ctrl-C.

    `problem` says in one line what went wrong though the articles are stored: their pages could not be kept. `run` is
    the crawl's number among the runs of the database, None where nothing is stored.
    """

    counts: dict[str, dict[str, Any]]
    code: int
    problem: str | None = None
    run: int | None = None


def crawl(
    portals: Sequence[Portal],
    *,
    db: Path,
    since: datetime | None = None,
    until: datetime | None = None,
    query: str = "",
    again: bool = False,
    limit: int | None = None,
    pace: Pace | None = None,
    ladder: Sequence[timedelta] = (),
    settings: Mapping[str, Any] | None = None,
    watch: Callable[[Crawler], None] | None = None,
) -> Crawled:
    """Crawl portals into the archive at `db`, which is made if it is missing.

    `since <= published < until`, aware; `limit` articles of each portal at most. With a `query` only search pages are
    asked. Days that are done are left out unless `again`. With a `pace` sources that bring little are left alone for a
    while; at the ages of `ladder` articles are visited again. `settings` go over crawler.settings. `watch` is given the
    Scrapy crawler before it starts. At the end what is new is compared with what is stored, to find copies.
    DatabaseError if the archive cannot be written.
    """
    with open_archive(db, create=True) as archive:
        run = begin_run(archive, [portal.name for portal in portals], since=since, until=until, query=query)
    chosen = {"LOG_FILE": str(_log_beside(db)), "KLIPING_DB": str(db), "KLIPING_RUN": run}
    crawler = _run(
        NewsSpider,
        {**chosen, **(settings or {})},
        watch,
        name="kliping",
        portals=portals,
        since=since,
        until=until,
        query=query,
        again=again,
        limit=limit,
        pace=pace,
        ladder=ladder,
    )
    spider = crawler.spider
    assert isinstance(spider, NewsSpider)
    counts = spider.counts()
    _raise_store_error(crawler)
    problem = crawler.stats.get_value("store/pages_problem")
    code = INTERRUPTED if _interrupted(crawler) else exit_code(spider.tally.values())
    if problem and code == ExitCode.OK:
        code = ExitCode.PARTIAL
    with open_archive(db, create=False) as archive:
        recorder = crawler.get_extension(RunRecorder)
        assert recorder is not None
        end_run(archive, run, recorder.portals(), recorder.robots(), code)
        if code != INTERRUPTED and any(row["new"] or row["changed"] for row in counts.values()):
            _group_copies(archive)
    return Crawled(counts, code, problem, run)


def _group_copies(archive: Archive) -> None:
    """Find the copies among what is new, for GROUPING_SECONDS at most. What goes wrong here fails no crawl."""
    try:
        group_new(archive, seconds=GROUPING_SECONDS)
    except Exception:
        logger.exception("the new articles were not compared; the next crawl takes them up")


def _log_beside(db: Path) -> Path:
    """The log of a database's crawls. One that has grown large is put aside first, in place of the one before it."""
    log = db.with_name(f"{db.name}.log")
    with suppress(OSError):
        if log.stat().st_size > LARGEST_LOG:
            log.replace(log.with_name(f"{log.name}.1"))
    return log


def discover(
    portals: Sequence[Portal],
    *,
    on_link: Callable[[Portal, Link], None],
    since: datetime | None = None,
    until: datetime | None = None,
    query: str = "",
    settings: Mapping[str, Any] | None = None,
) -> Crawled:
    """Find the links to articles that may be in range; `on_link(portal, link)` hears of each. Nothing is stored."""
    chosen: dict[str, Any] = {"LOG_ENABLED": False, "ITEM_PIPELINES": {}}
    crawler = _run(
        LinkSpider,
        {**chosen, **(settings or {})},
        None,
        on_link=on_link,
        portals=portals,
        since=since,
        until=until,
        query=query,
    )
    spider = crawler.spider
    assert isinstance(spider, LinkSpider)
    counts = {name: tally.to_dict() for name, tally in spider.tally.items()}
    empty = [name for name, tally in spider.tally.items() if not (tally.found or tally.skipped)]
    if _interrupted(crawler):
        return Crawled(counts, INTERRUPTED)
    if not empty:
        return Crawled(counts, ExitCode.OK)
    return Crawled(counts, ExitCode.FAILED if len(empty) == len(counts) else ExitCode.PARTIAL)


def probe(url: str, *, settings: Mapping[str, Any] | None = None) -> ProbeSpider:
    """Look at the page at `url` and ask for the feeds and sitemaps of its site; the spider holds what answered."""
    chosen: dict[str, Any] = {"LOG_ENABLED": False, "ITEM_PIPELINES": {}, "KLIPING_GIVE_UP_AFTER": 0}
    spider = _run(ProbeSpider, {**chosen, **(settings or {})}, None, url=url).spider
    assert isinstance(spider, ProbeSpider)
    return spider


def check(portals: Sequence[Portal], *, settings: Mapping[str, Any] | None = None) -> tuple[list[dict[str, Any]], int]:
    """Whether portals work now: their sources are asked and one article of each is fetched. Nothing is stored.

    A dict each: portal, ok, problem (None where ok), article (its JSON form, or None) and the counts of sources and
    links; and 0, or 130 after Ctrl-C.
    """
    articles: dict[str, Article] = {}

    def keep(article: Article) -> None:
        articles.setdefault(article.portal, article)

    chosen: dict[str, Any] = {"LOG_ENABLED": False, "ITEM_PIPELINES": {}}
    crawler = _run(NewsSpider, {**chosen, **(settings or {})}, _telling(keep), name="check", portals=portals, limit=1)
    spider = crawler.spider
    assert isinstance(spider, NewsSpider)
    rows = [_checked(name, tally, articles.get(name)) for name, tally in spider.tally.items()]
    return rows, INTERRUPTED if _interrupted(crawler) else ExitCode.OK


def _checked(name: str, tally: Tally, article: Article | None) -> dict[str, Any]:
    met = ", ".join(f"{count} × {reason}" for reason, count in tally.reasons.items())
    problem: str | None = met or "no source gave a link to an article"
    if article:
        missing = [field for field in ("title", "text", "published_at") if not getattr(article, field)]
        problem = f"the article at {article.url} has no {' and no '.join(missing)}" if missing else None
    return {
        "portal": name,
        "ok": problem is None,
        "problem": problem,
        "sources_asked": tally.sources_asked,
        "sources": tally.sources,
        "found": tally.found,
        "article": article.to_dict() if article else None,
    }


def read_pages(
    urls: Sequence[str],
    *,
    portal: Portal | None,
    on_article: Callable[[Article], None],
    on_refusal: Callable[[str, Refusal, str], None],
    on_page: Callable[[Response, Portal], None] | None = None,
    db: Path | None = None,
    settings: Mapping[str, Any] | None = None,
) -> int:
    """Fetch the articles at `urls`, by the rules of `portal` or of each URL's own, and store them if there is a `db`.

    `on_article(article)` and `on_refusal(url, refusal, reason)` hear of each page when it is read, `on_page(response,
    portal)` sees each that answered. ExitCode.OK, or 130 after Ctrl-C. KlipingError, after all of that, where articles
    were stored without their raw pages.
    """
    # each URL was asked for by name, so none is left out for what became of the others
    chosen: dict[str, Any] = {"LOG_ENABLED": False, "KLIPING_GIVE_UP_AFTER": 0}
    if db is None:
        chosen["ITEM_PIPELINES"] = {}
    else:
        open_archive(db, create=True).close()
        chosen["KLIPING_DB"] = str(db)

    crawler = _run(
        PageSpider,
        {**chosen, **(settings or {})},
        _telling(on_article),
        urls=urls,
        portal=portal,
        on_refusal=on_refusal,
        on_page=on_page,
    )
    _raise_store_error(crawler)
    if problem := crawler.stats.get_value("store/pages_problem"):
        raise KlipingError(problem, ExitCode.PARTIAL)
    return INTERRUPTED if _interrupted(crawler) else ExitCode.OK


def _telling(on_article: Callable[[Article], None]) -> Callable[[Crawler], None]:
    """A watch that hands each article of a crawler on."""

    def hear(item: Article) -> None:
        on_article(item)

    def watch(crawler: Crawler) -> None:
        crawler.signals.connect(hear, signals.item_scraped)
        # the signal holds its receivers weakly
        crawler.listener = hear  # type: ignore[attr-defined]

    return watch


def _run(
    spider: type[Spider],
    overrides: Mapping[str, Any],
    watch: Callable[[Crawler], None] | None,
    **arguments: Any,
) -> Crawler:
    settings = Settings()
    settings.setmodule("crawler.settings")
    settings.setdict(dict(overrides), priority="cmdline")
    process = AsyncCrawlerProcess(settings)
    crawler = process.create_crawler(spider)
    if watch:
        watch(crawler)
    process.crawl(crawler, **arguments)
    with rare_collections():
        process.start()
    return crawler


def _interrupted(crawler: Crawler) -> bool:
    # after a second signal the engine is not even closed, and there is no reason
    return crawler.stats.get_value("finish_reason") in (None, "shutdown")


def _raise_store_error(crawler: Crawler) -> None:
    unsaved = crawler.stats.get_value("store/unsaved", 0)
    if crawler.stats.get_value("finish_reason") == "database" or unsaved:
        raise DatabaseError(str(crawler.stats.get_value("store/error")))
