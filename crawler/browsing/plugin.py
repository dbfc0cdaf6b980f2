"""The hooks that Datasette calls."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from datasette import hookimpl
from datasette.utils import urlsafe_components
from jinja2 import Environment
from markupsafe import Markup

from crawler.browsing import pages
from crawler.browsing.protection import protected
from crawler.database import Archive
from crawler.database.asking import fts5_query, only_reading

DATABASE = "news"
"""What Datasette calls the archive, whatever its file's name: it stands in every address."""


@hookimpl(trylast=True)
def prepare_connection(conn: sqlite3.Connection, database: str) -> None:
    """Only reading; and what is searched for goes through our own reading of it, not Datasette's."""
    if database == DATABASE:
        only_reading(conn)
        conn.create_function("escape_fts", 1, fts5_query, deterministic=True)


@hookimpl
def asgi_wrapper() -> Callable[[Any], Any]:
    return protected


@hookimpl
def prepare_jinja2_environment(env: Environment) -> None:
    env.filters["when"] = pages.when
    env.filters["found_in"] = pages.found_in
    env.filters["portal_title"] = pages.portal_title
    env.filters["web_address"] = pages.web_address


@hookimpl
def extra_template_vars(
    database: str | None, table: str | None, view_name: str, request: Any, datasette: Any
) -> Callable[[], Awaitable[dict[str, Any]]] | None:
    """What stands on the front page, on an article's page and on that of a former version."""
    if view_name == "index":
        return _of_archive(datasette, pages.front_page)
    if view_name == "row" and database == DATABASE and table in ("articles", "revisions"):
        keys = [int(float(key)) for key in urlsafe_components(request.url_vars["pks"])]
        page = pages.article_page if table == "articles" else pages.version_page
        return _of_archive(datasette, lambda archive: page(archive, *keys))
    return None


@hookimpl
def render_cell(row: Any, value: Any, column: str) -> Markup | None:
    """The title of an article, wherever it stands beside the article's number, leads to its page."""
    if column != "title" or not value or "id" not in row.keys():  # noqa: SIM118 (a row is no dict)
        return None
    return Markup('<a href="/{}/articles/{}">{}</a>').format(DATABASE, row["id"], value)


def _of_archive(datasette: Any, page: Callable[[Archive], dict[str, Any]]) -> Callable[[], Awaitable[dict[str, Any]]]:
    database = datasette.get_database(DATABASE)

    async def found() -> dict[str, Any]:
        return dict(await database.execute_fn(lambda connection: page(Archive(Path(database.path), connection))))

    return found
