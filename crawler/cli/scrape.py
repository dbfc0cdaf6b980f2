"""`kliping scrape`: the article at a URL, or in a saved page."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from crawler.cli._options import db_option, json_option, raw_option, timeout_option
from crawler.errors import ExitCode, KlipingError, UsageError
from crawler.saved import STDIN, is_url, read_bytes, saved_address

if TYPE_CHECKING:
    from crawler.article import Article
    from crawler.portal import Portal


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="URL|FILE|-…")
@click.option("--url", metavar="URL", help="Where the saved page came from.")
@click.option("--portal", "portal_name", metavar="NAME", help="Use this portal's rules; `generic` for none.")
@click.option("--save", is_flag=True, help="Store the article in the database too.")
@raw_option
@timeout_option
@json_option
@db_option
def command(
    *,
    inputs: tuple[str, ...],
    url: str | None,
    portal_name: str | None,
    save: bool,
    raw: bool,
    timeout: float,
    as_json: bool,
    db: Path,
) -> int:
    """Print the article at a URL, or in a saved HTML file (plain or .gz).

    - reads URLs from standard input, one a line; with --url it reads a page. With --json one input gives an object,
    more give a line each. An article in several parts is joined.
    """
    from crawler.portals import portal_named

    portal = portal_named(portal_name) if portal_name else None
    wanted = _wanted(inputs, url)
    desk = Desk(as_json=as_json, single=len(wanted) == 1 and STDIN not in inputs, db=db if save else None, raw=raw)
    for each in (each for each in wanted if not is_url(each)):
        desk.try_to(each, lambda name=each: desk.print(read_saved(name, url, portal), keep=True))  # type: ignore[misc]
    urls = [each for each in wanted if is_url(each)]
    if urls:
        from crawler.crawling import read_pages

        desk.code = read_pages(
            urls,
            portal=portal,
            on_article=desk.print,
            on_refusal=desk.refuse,
            db=desk.db,
            settings={"DOWNLOAD_TIMEOUT": timeout, "KLIPING_RAW": raw},
        )
    return desk.exit_code()


class Desk:
    """Prints articles as they come and remembers how many came and how many did not."""

    def __init__(self, *, as_json: bool, single: bool, db: Path | None, raw: bool) -> None:
        self.as_json, self.single, self.db, self.raw = as_json, single, db, raw
        self.code: int = ExitCode.OK
        self._printed = 0
        self._missed: list[ExitCode] = []

    def print(self, article: Article, *, keep: bool = False) -> None:
        """Print an article; with `keep` also store it, if there is a database (the spider stores its own)."""
        if keep and self.db:
            self._store(article, self.db)
        if self.as_json:
            click.echo(json.dumps(article.to_dict(), ensure_ascii=False, indent=2 if self.single else None))
        else:
            from crawler.cli._render import print_article

            if self._printed:
                click.echo()
            print_article(article)
        self._printed += 1

    def _store(self, article: Article, db: Path) -> None:
        from crawler.database.storing import ArticleStore

        with ArticleStore(db, raw=self.raw) as store:
            store.save([article])
        if store.problem:
            self.miss(article.url, store.problem, ExitCode.PARTIAL)

    def refuse(self, name: str, refusal: str, reason: str) -> None:
        """Say in one line why there is no article."""
        from crawler.spiders.reasons import in_words

        self.miss(name, in_words(reason), ExitCode.NO_ARTICLE if refusal == "rejected" else ExitCode.FAILED)

    def miss(self, name: str, why: str, code: ExitCode) -> None:
        from crawler.cli._render import one_line

        click.echo(f"kliping: {one_line(name)}: {one_line(why)}", err=True)
        self._missed.append(code)

    def try_to(self, name: str, act: Callable[[], None]) -> None:
        """Do it; an expected error is one line, and the next input has its turn."""
        try:
            act()
        except KlipingError as error:
            self.miss(name, str(error), error.code)

    def exit_code(self) -> int:
        if self.code != ExitCode.OK:
            return int(self.code)
        if not self._missed:
            return ExitCode.OK if self._printed else ExitCode.NO_ARTICLE
        return ExitCode.PARTIAL if self._printed else self._missed[0]


def read_saved(name: str, url: str | None, portal: Portal | None) -> Article:
    """The article in a saved page, or in the page on standard input if `name` is "-".

    KlipingError where the file cannot be read, where its address is not known, or where it holds no article.
    """
    from crawler.article import RawPage
    from crawler.extraction import article_from_html
    from crawler.spiders.reasons import in_words

    body, saved_at = read_bytes(name)
    url = saved_address(body, url)
    article = article_from_html(body, url, fetched_at=saved_at, portal=portal)
    if article.rejected:
        raise KlipingError(in_words(article.rejected), ExitCode.NO_ARTICLE)
    article.pages = (RawPage(url, url, saved_at, body),)
    return article


def _wanted(inputs: Iterable[str], url: str | None) -> list[str]:
    """The inputs with "-" replaced by the URLs on standard input, each once; with `url` it stays, for a page."""
    wanted: list[str] = []
    for each in inputs:
        if each == STDIN and url is None:
            wanted += [line.strip() for line in sys.stdin if line.strip() and not line.startswith("#")]
        else:
            wanted.append(each)
    wanted = list(dict.fromkeys(wanted))
    if url is not None and (len(wanted) != 1 or is_url(wanted[0])):
        raise UsageError("--url tells where one saved page came from; give one file with it")
    return wanted
