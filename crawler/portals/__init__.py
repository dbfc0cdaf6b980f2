"""All portals: one module each, found by itself. A module holds `PORTAL`; its name is the portal's name."""

from __future__ import annotations

import difflib
import importlib
import pkgutil
from functools import cache
from urllib.parse import urlsplit

from crawler.errors import UsageError
from crawler.portal import Portal

GENERIC = Portal(name="generic", title="Any other site", domains=())


class UnknownPortalError(UsageError):
    """No portal has this name; the message names the nearest."""


@cache
def all_portals() -> dict[str, Portal]:
    """Every portal by name, in alphabetical order. An error in a portal's file is raised here."""
    names = sorted(m.name for m in pkgutil.iter_modules(__path__))
    portals = {name: importlib.import_module(f"{__name__}.{name}").PORTAL for name in names}
    for name, portal in portals.items():
        if portal.name != name:
            raise ValueError(f"crawler/portals/{name}.py holds a portal named {portal.name!r}")
    return portals


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
