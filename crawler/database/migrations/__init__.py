"""The schema, as numbered migrations: one module each, applied in the order of their names.

A module `mNNN_words` holds `upgrade(db)`. A released migration is never edited; a change is a new one.

Times in columns that end in `_utc`, and those of `urls`, `runs`, `walks` and `sources`, are UTC
(`2022-03-04T01:45:00Z`, sorts as text). `published_at` and `modified_at` are as the portal printed them, with its
offset. Lists are JSON arrays.
"""

from __future__ import annotations

import importlib
import pkgutil

from sqlite_utils import Migrations

from crawler.database.migrations.m001_articles_urls_runs import APPLICATION_ID

__all__ = ["APPLICATION_ID", "VERSION", "migrations"]

migrations = Migrations("kliping")
_NAMES = sorted(module.name for module in pkgutil.iter_modules(__path__))

VERSION = len(_NAMES)
"""How many migrations there are; the file says in `PRAGMA user_version` how many it has seen."""

for _name in _NAMES:
    migrations(name=_name)(importlib.import_module(f"{__name__}.{_name}").upgrade)
