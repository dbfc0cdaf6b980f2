"""Datasette, set up for an archive."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from textwrap import dedent
from typing import Any

from datasette.app import Datasette
from datasette.database import Database
from datasette.plugins import pm

from crawler.browsing import plugin
from crawler.browsing.plugin import DATABASE
from crawler.database.connection import connect

_HERE = Path(__file__).parent
_BUSY_SECONDS = 10.0
_HIDDEN = ("walks", "sources", "_sqlite_migrations", "_sqlite_utils_migrations", "article_people", "article_tags")
_SETTINGS = {
    "allow_download": False,
    "default_facet_size": 12,
    "default_page_size": 20,
    "facet_time_limit_ms": 500,
    "sql_time_limit_ms": 5_000,
    "suggest_facets": False,
    "truncate_cells_html": 160,
}
_QUERIES = {
    "search": {
        "title": "Search, the best first",
        "description": 'Words in any form, "a phrase", OR, NOT, brackets, banj*: as kliping search takes them',
        "sql": """
            SELECT articles.id, articles.title, portal, published_at, section, url
            FROM articles_fts CROSS JOIN articles ON articles.id = articles_fts.rowid
            WHERE articles_fts MATCH kliping_query(:words)
            ORDER BY rank LIMIT 200""",
    },
    "newest": {"title": "The newest articles", "sql": "SELECT * FROM latest LIMIT 200"},
    "days": {
        "title": "Articles a day of each portal",
        "sql": "SELECT day, portal, articles FROM daily_counts ORDER BY day DESC, articles DESC LIMIT 1000",
    },
    "reporters": {
        "title": "Who wrote most",
        "sql": "SELECT * FROM bylines WHERE role = 'author' ORDER BY articles DESC LIMIT 200",
    },
    "portals-covered": {
        "title": "What is covered of each portal",
        "sql": "SELECT * FROM coverage ORDER BY articles DESC",
    },
    "edited": {
        "title": "Articles that were edited",
        "sql": """
            SELECT articles.id, articles.title, portal, count(*) AS former_versions, max(replaced_utc) AS last_edit_utc
            FROM revisions JOIN articles ON articles.id = article WHERE cause = 'edited'
            GROUP BY articles.id ORDER BY last_edit_utc DESC LIMIT 200""",
    },
}
_METADATA: dict[str, Any] = {
    "title": "Kliping",
    "description": "An archive of Indonesian news. It is only read here: nothing can be changed.",
    "databases": {
        DATABASE: {
            "title": "The archive as tables",
            "queries": {name: {**query, "sql": dedent(query["sql"]).strip()} for name, query in _QUERIES.items()},
            "tables": {
                "articles": {
                    "title": "Articles",
                    "facets": ["portal", "section", "kind", "language", {"array": "tags"}],
                    "fts_pk": "id",
                    "fts_table": "articles_fts",
                    "label_column": "title",
                    "sort_desc": "published_utc",
                },
                "portals": {"label_column": "title"},
                **{name: {"hidden": True} for name in _HIDDEN},
            },
        }
    },
}


def site_of(path: Path) -> Datasette:
    """A Datasette that shows the archive at `path`, while others write to it too.

    DatabaseError, in one line, for every way in which the file cannot serve.
    """
    connect(path, create=False, readonly=True, busy_seconds=_BUSY_SECONDS).close()
    # where rich is installed, Datasette prints every page not found with all its local variables
    pm.get_plugin("datasette.handle_exception").rich = None
    if not pm.is_registered(plugin):
        pm.register(plugin, "kliping")
    site = Datasette(
        [],
        metadata=_METADATA,
        template_dir=str(_HERE / "templates"),
        static_mounts=[("kliping", str(_HERE / "static"))],
        settings=_SETTINGS,
    )
    site.remove_database("_memory")
    site.add_database(_ReadOnly(site, str(path)), name=DATABASE)
    return site


class _ReadOnly(Database):  # type: ignore[misc]
    """A file of which every connection can only read, and waits for no writer."""

    def connect(self, write: bool = False) -> sqlite3.Connection:
        assert not write, "the archive is only read"
        connection = connect(Path(self.path), create=False, readonly=True, busy_seconds=_BUSY_SECONDS)
        self._all_file_connections.append(connection)
        return connection
