"""Opening the SQLite file, and every way that can fail put into one line."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database, Migrations

from crawler.database.migrations import APPLICATION_ID, VERSION, migrations
from crawler.errors import DatabaseError

PAGE_SIZE = 16384

WRITING = (
    "foreign_keys = ON",
    "temp_store = MEMORY",
    # a page that many batches change is copied back once
    f"wal_autocheckpoint = {64 * 1024 * 1024 // PAGE_SIZE}",
    f"journal_size_limit = {64 * 1024 * 1024}",
)
_UNWRITABLE = ("SQLITE_CANTOPEN", "SQLITE_READONLY")

_LOCKED = "is locked by another program; wait until that is done, or choose another file with --db"
_ADVICE = {
    "SQLITE_BUSY": _LOCKED,
    "SQLITE_LOCKED": _LOCKED,
    "SQLITE_NOTADB": "is not a SQLite database; choose another file with --db",
    "SQLITE_CORRUPT": "is damaged; restore a copy, or save what can be read with: sqlite3 FILE .recover",
    "SQLITE_FULL": "cannot grow, the disk is full; free some space and run again (what is stored is safe)",
    "SQLITE_READONLY": "cannot be written; check the permissions of the file and its folder",
    "SQLITE_CANTOPEN": "cannot be opened; check the permissions of the file and its folder",
    "SQLITE_PERM": "cannot be opened; check the permissions of the file and its folder",
    "SQLITE_IOERR": "cannot be read or written; check the disk and its free space",
}


@dataclass(frozen=True, slots=True)
class Schema:
    """What a file of ours holds: `application_id` stands in its header, `version` counts the migrations.

    `cache_kib` bounds the memory that each connection keeps pages of the file in.
    """

    application_id: int
    version: int
    migrations: Migrations
    page_size: int
    cache_kib: int


# random URLs touch pages all over the indexes
ARCHIVE = Schema(APPLICATION_ID, VERSION, migrations, PAGE_SIZE, cache_kib=16 * 1024)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turns a sqlite3 error inside the block into a DatabaseError of one line that says what to do.

    A broken constraint is a mistake of the program, not of the file, and passes through.
    """
    try:
        yield
    except sqlite3.IntegrityError:
        raise
    except sqlite3.Error as error:
        advice = advice_on(error)
        raise DatabaseError(f"{path} {advice}" if advice else f"{path}: {error}") from error


def advice_on(error: Exception) -> str | None:
    """What is the matter with the file and what to do, to be said behind its name; None for any other error."""
    name = getattr(error, "sqlite_errorname", None) or ""
    return next((text for known, text in _ADVICE.items() if name.startswith(known)), None)


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing. The write lock is taken at once, since taking it later can fail half-way."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def connect(
    path: Path,
    *,
    create: bool,
    readonly: bool,
    busy_seconds: float,
    any_thread: bool = False,
    schema: Schema = ARCHIVE,
) -> sqlite3.Connection:
    """A connection to the archive (or the file of another `schema`) at `path`, its schema up to date.

    With `create` a missing or empty file becomes a new archive. DatabaseError: the file is missing,
    not SQLite, another program's, damaged, from a newer kliping, locked past `busy_seconds`, or unwritable.
    """
    try:
        _check_file(path, create)
    except OSError as error:
        raise DatabaseError(f"{path} cannot be opened ({error.strerror}); choose another with --db") from error
    with explained(path):
        connection = (
            _open_readonly(path, busy_seconds, any_thread)
            if readonly
            else _open(path, _mode(create), busy_seconds, any_thread)
        )
        try:
            if _is_outdated(connection, path, create, schema):
                _migrate(path, busy_seconds, schema)
            if not readonly:
                _use_wal(connection, busy_seconds)
                for pragma in (*WRITING, f"cache_size = {-schema.cache_kib}"):
                    connection.execute(f"PRAGMA {pragma}")
        except BaseException:
            connection.close()
            raise
    return connection


def _check_file(path: Path, create: bool) -> None:
    if path.is_dir():
        raise DatabaseError(f"{path} is a directory; give a file, for example --db {path / 'news.db'}")
    if path.exists() and not path.is_file():
        raise DatabaseError(f"{path} is not an ordinary file; choose another with --db")
    if not path.exists() and not create:
        raise DatabaseError(f"there is no database at {path}; make one with: kliping crawl --db {path}")
    if create:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DatabaseError(f"{path.parent} cannot be made ({error.strerror}); choose another --db") from error


def _mode(create: bool) -> str:
    return "rwc" if create else "rw"


def _open(path: Path, mode: str, busy_seconds: float, any_thread: bool = False) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    connection = sqlite3.connect(
        uri, uri=True, timeout=busy_seconds, isolation_level=None, check_same_thread=not any_thread
    )
    connection.row_factory = sqlite3.Row
    return connection


def _open_readonly(path: Path, busy_seconds: float, any_thread: bool) -> sqlite3.Connection:
    connection = _open(path, "ro", busy_seconds, any_thread)
    try:
        connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    except sqlite3.OperationalError as error:
        connection.close()
        if not error.sqlite_errorname.startswith(_UNWRITABLE) or path.with_name(f"{path.name}-wal").exists():
            raise
        # a WAL database in a folder that cannot be written opens only as unchanging
        return _open(path, "ro&immutable=1", busy_seconds, any_thread)
    return connection


def _is_outdated(connection: sqlite3.Connection, path: Path, create: bool, schema: Schema) -> bool:
    """Whether migrations are pending. DatabaseError if the file is not ours to touch."""
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not tables:
        if not create:
            raise DatabaseError(f"{path} is an empty database; fill it with: kliping crawl --db {path}")
        return True
    (application_id,) = connection.execute("PRAGMA application_id").fetchone()
    if application_id != schema.application_id:
        raise DatabaseError(f"{path} is another program's database; choose another file with --db")
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > schema.version:
        raise DatabaseError(f"{path} was made by a newer kliping; upgrade this one: pip install -U kliping")
    return bool(version < schema.version)


def _use_wal(connection: sqlite3.Connection, busy_seconds: float) -> None:
    """Let readers and the writer not wait for each other. SQLite's own patience does not cover this switch."""
    until = time.monotonic() + busy_seconds
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if not error.sqlite_errorname.startswith("SQLITE_BUSY") or time.monotonic() >= until:
                raise
        time.sleep(0.02)


def _migrate(path: Path, busy_seconds: float, schema: Schema) -> None:
    """Bring the schema up to date, after a copy of what there was."""
    with closing(_open(path, "rw", busy_seconds)) as connection:
        connection.execute(f"PRAGMA page_size = {schema.page_size}")
        with transaction(connection):
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            if version == schema.version:
                # another program was quicker
                return
            if version:
                _back_up(path, backup_path(path, version))
            schema.migrations.apply(Database(connection, execute_plugins=False))
            connection.execute(f"PRAGMA user_version = {schema.version}")


def backup_path(path: Path, version: int) -> Path:
    """Where the copy of an archive of an older schema is kept: `news-before-upgrade-2.db`."""
    return path.with_name(f"{path.stem}-before-upgrade-{version}{path.suffix}")


def _back_up(path: Path, copy: Path) -> None:
    """Copy an archive as it was last committed. DatabaseError where there is no room for it."""
    unfinished = copy.with_name(f"{copy.name}.unfinished")
    try:
        with closing(_open(path, "ro", 0)) as source, closing(sqlite3.connect(unfinished)) as target:
            source.backup(target)
        unfinished.replace(copy)
    except (sqlite3.Error, OSError) as error:
        unfinished.unlink(missing_ok=True)
        raise DatabaseError(
            f"{path} is of an older kliping and could not be copied to {copy} before its upgrade ({error}); "
            "make room there and run again"
        ) from error
