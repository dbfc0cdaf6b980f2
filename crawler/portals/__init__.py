"""All portals: one module each, found by itself. A module holds `PORTAL`; its name is the portal's name.

Portals of one's own need not stand in this package: the environment variable KLIPING_PORTALS names a folder of such
modules, which join these. One of the same name takes the place of ours.
"""

from __future__ import annotations

import difflib
import importlib
import importlib.util
import os
import pkgutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from urllib.parse import urlsplit

from crawler.errors import UsageError
from crawler.portal import Portal

GENERIC = Portal(name="generic", title="Any other site", domains=())


class PortalFileError(UsageError):
    """A portal's file cannot be used; the message names it and says why."""


class UnknownPortalError(UsageError):
    """No portal has this name; the message names the nearest."""


@cache
def all_portals() -> dict[str, Portal]:
    """Every portal by name, in alphabetical order. PortalFileError names the first file that cannot be used."""
    ours = Path(__file__).parent
    files = [ours / f"{module.name}.py" for module in pkgutil.iter_modules(__path__)]
    return {path.stem: _portal_in(path, ours) for path in sorted([*files, *_own_files()], key=lambda path: path.stem)}


def _portal_in(path: Path, ours: Path) -> Portal:
    try:
        module = importlib.import_module(f"{__name__}.{path.stem}") if path.parent == ours else _loaded(path)
        portal = getattr(module, "PORTAL", None)
    except Exception as error:
        raise PortalFileError(f"{path}: {type(error).__name__}: {' '.join(str(error).split())}") from error
    if not isinstance(portal, Portal) or portal.name != path.stem:
        raise PortalFileError(f"{path}: it must hold PORTAL, a Portal with the name {path.stem!r}")
    return portal


def _own_files() -> list[Path]:
    folder = os.environ.get("KLIPING_PORTALS")
    if not folder:
        return []
    if not Path(folder).is_dir():
        raise UsageError(f"KLIPING_PORTALS names {folder}, which is no folder")
    return sorted(Path(folder).glob("[a-z]*.py"))


def _loaded(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise UsageError(f"{path} is no Python module")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def _by_domain() -> dict[str, Portal]:
    return {domain: portal for portal in all_portals().values() for domain in portal.domains}


def portal_named(name: str) -> Portal:
    """The portal of that name or domain ("generic" for the one without rules). UnknownPortalError names the nearest."""
    known = all_portals()
    portal = known.get(name.lower()) or _by_domain().get(name.lower()) or (GENERIC if name == GENERIC.name else None)
    if portal:
        return portal
    near = difflib.get_close_matches(name.lower(), [*known, *_by_domain()], n=1, cutoff=0.5)
    hint = f"did you mean {near[0]}?" if near else "see them all with: kliping portals"
    raise UnknownPortalError(f"unknown portal {name!r}; {hint}")


def _domains_of(host: str) -> Iterator[str]:
    """The portals' domains that a host is in, the longest first."""
    domains = _by_domain()
    while host:
        if host in domains:
            yield host
        host = host.partition(".")[2]


def shortest_domain(host: str) -> str | None:
    """The shortest of all portals' domains that a host is in, or None: the domain of an owner's main site."""
    return next(reversed(list(_domains_of(host))), None)


def portal_of(url: str) -> Portal | None:
    """The portal whose domain is the longest suffix of the URL's host, or None."""
    try:
        host = (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return None
    longest = next(_domains_of(host), None)
    return _by_domain()[longest] if longest else None
