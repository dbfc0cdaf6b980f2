"""The files that an import reads, and where in them pages are."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from crawler.article import RawPage
from crawler.errors import KlipingError, UsageError
from crawler.saved import is_url, read_bytes, stated_address
from crawler.warc import Unusable, page_at, page_records

WARC_SUFFIXES = (".warc", ".warc.gz", ".arc", ".arc.gz")
HTML_SUFFIXES = tuple(kind + packing for kind in (".html", ".htm", ".xhtml") for packing in ("", ".gz"))

Tell = Callable[[Path, str], None]
"""Hears in one line what is wrong with a file."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a saved page is: a file, and in a WARC file the byte at which its record begins. `url` is its address."""

    path: Path
    url: str
    offset: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """What is searched through for the parts of an article: a WARC file, or the saved pages of a folder."""

    path: Path
    pages: tuple[Path, ...] | None = None


def sources_in(path: Path) -> list[Source]:
    """The sources in a file or, at any depth, in a folder. UsageError where it is neither, or of no known kind."""
    if path.is_dir():
        files = sorted(each for each in path.rglob("*") if each.is_file())
        pages = tuple(each for each in files if each.name.lower().endswith(HTML_SUFFIXES))
        archives = [Source(each) for each in files if each.name.lower().endswith(WARC_SUFFIXES)]
        if not pages and not archives:
            raise UsageError(f"{path} holds no WARC file and no saved HTML")
        return archives + ([Source(path, pages)] if pages else [])
    if not path.exists():
        raise UsageError(f"there is no {path}; give WARC files, saved HTML, or folders of them")
    if path.name.lower().endswith(HTML_SUFFIXES):
        return [Source(path, (path,))]
    if path.name.lower().endswith(WARC_SUFFIXES):
        return [Source(path)]
    raise UsageError(f"{path} is neither a WARC file ({', '.join(WARC_SUFFIXES)}) nor saved HTML (.html, .html.gz)")


def places_in(source: Source, tell: Tell) -> Iterator[Place]:
    """Where the web pages of a source are, in order. A file that cannot be read, or not to its end, is told of."""
    if source.pages is None:
        yield from _in_warc(source.path, tell)
    else:
        urls = _indexed(source.path) if source.path.is_dir() else {}
        for path in source.pages:
            # the nearest index.json first: folders may use the same ids
            named = (urls.get((folder, _name(path))) for folder in path.parents)
            try:
                url = next(filter(None, named), None) or stated_address(read_bytes(str(path))[0])
            except KlipingError as error:
                tell(path, str(error))
            else:
                yield Place(path, url)


def load(place: Place) -> RawPage | Unusable:
    """The page at a place, or why it is of no use. KlipingError where it cannot be read."""
    if place.offset is not None:
        return page_at(place.path, place.offset)
    body, saved_at = read_bytes(str(place.path))
    return RawPage(place.url, place.url, saved_at, body)


def _in_warc(path: Path, tell: Tell) -> Iterator[Place]:
    try:
        with path.open("rb") as stream:
            for record in page_records(stream):
                yield Place(path, record.url, record.offset)
    except KlipingError as error:
        tell(path, str(error))
    except OSError as error:
        tell(path, f"cannot be read: {error.strerror or error}")


def _indexed(folder: Path) -> dict[tuple[Path, str], str]:
    """The addresses in every index.json of the folder, a list of {"id": …, "url": …}, by where that is and the id."""
    urls: dict[tuple[Path, str], str] = {}
    for index in sorted(folder.rglob("index.json")):
        try:
            rows = json.loads(index.read_bytes())
        except (OSError, ValueError):
            continue
        for row in rows if isinstance(rows, list) else []:
            if isinstance(row, dict) and is_url(str(row.get("url"))):
                urls[index.parent, str(row.get("id"))] = row["url"]
    return urls


def _name(path: Path) -> str:
    """The file's name without its suffixes: the id of the page in an index."""
    name = path.name.lower()
    return path.name[: -max(len(suffix) for suffix in HTML_SUFFIXES if name.endswith(suffix))]
