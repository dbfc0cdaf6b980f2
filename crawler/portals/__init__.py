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
from functools import cache
from pathlib import Path
from types import ModuleType
from urllib.parse import urlsplit

from crawler.errors import UsageError
from crawler.portal import Portal

GENERIC = Portal(name="generic", title="Any other site", domains=())


class UnknownPortalError(UsageError):
    """No portal has this name; the message names the nearest."""


@cache
def all_portals() -> dict[str, Portal]:
    """Every portal by name, in alphabetical order. An error in a portal's file is raised here."""
    modules = [importlib.import_module(f"{__name__}.{m.name}") for m in pkgutil.iter_modules(__path__)]
    portals = {}
    for module in [*modules, *_own_modules()]:
        name = module.__name__.rpartition(".")[2]
        if module.PORTAL.name != name:
            raise ValueError(f"{module.__file__} holds a portal named {module.PORTAL.name!r}")
        portals[name] = module.PORTAL
    return dict(sorted(portals.items()))


def _own_modules() -> list[ModuleType]:
    folder = os.environ.get("KLIPING_PORTALS")
    if not folder:
        return []
    if not Path(folder).is_dir():
        raise UsageError(f"KLIPING_PORTALS names {folder}, which is no folder")
    return [_loaded(path) for path in sorted(Path(folder).glob("[a-z]*.py"))]


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


def portal_of(url: str) -> Portal | None:
    """The portal whose domain is the longest suffix of the URL's host, or None."""
    try:
        host = (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return None
    domains = _by_domain()
    while host:
        if portal := domains.get(host):
            return portal
        host = host.partition(".")[2]
    return None
