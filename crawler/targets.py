"""Where requests may lead: over http and https to public addresses, and nowhere into a private network.

A feed, a redirect or robots.txt may name any address. A host is judged twice: as it is written, before a request is
sent, and by the address that its name resolves to, which is the one that is connected to.
"""

from __future__ import annotations

import socket
from collections.abc import Collection, Mapping, Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Any
from urllib.parse import urljoin, urlsplit
from urllib.request import getproxies

from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError, IgnoreRequest, UnsupportedURLSchemeError
from scrapy.http import Request, Response
from scrapy.resolver import CachingThreadedResolver
from scrapy.settings import BaseSettings
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError

Address = IPv4Address | IPv6Address
SCHEMES = ("http", "https")
_INTERNAL = ("localhost", "localdomain", "local", "internal", "intranet", "lan", "home", "corp", "private", "home.arpa")


class ForbiddenTarget(IgnoreRequest):
    """The address is inside a private network, or on this machine."""


class ForbiddenAddress(DNSLookupError):
    """A name that resolves to an address which may not be connected to. Twisted takes it for a name that is unknown."""


def written_address(host: str) -> Address | None:
    """The IP address that a host spells out, in any notation that resolvers take ("0x7f.1", "2130706433"), or None."""
    try:
        return ip_address(host.partition("%")[0])
    except ValueError:
        pass
    try:
        return IPv4Address(socket.inet_aton(host))
    except (OSError, ValueError):
        return None


def is_loopback(host: str) -> bool:
    """Whether a host is this machine by its own name or address, in whatever notation."""
    host = host.lower().rstrip(".")
    address = written_address(host)
    if address is None:
        return host == "localhost" or host.endswith(".localhost")
    return _unmapped(address).is_loopback


def is_public(address: Address) -> bool:
    """Whether an address is one of the open internet: not private, shared, link-local, multicast, reserved or none.

    An IPv4 address inside an IPv6 one counts as itself.
    """
    address = _unmapped(address)
    if address.is_multicast or address.is_reserved or (isinstance(address, IPv6Address) and address.is_site_local):
        return False
    return address.is_global


def is_internal(host: str) -> bool:
    """Whether a host, by what is written, is inside a private network: an address, a name without a dot or of `lan`."""
    host = host.lower().rstrip(".")
    if address := written_address(host):
        return not is_public(address)
    return "." not in host or host.endswith(tuple(f".{name}" for name in _INTERNAL))


def proxy_hosts(proxies: Mapping[str, str]) -> set[str]:
    """The hosts of proxies, as `urllib.request.getproxies` names these: a scheme each, and "no" for the exceptions."""
    urls = (url if "://" in url else f"//{url}" for scheme, url in proxies.items() if scheme != "no")
    return {host for url in urls if (host := urlsplit(url).hostname)}


def _unmapped(address: Address) -> Address:
    """The IPv4 address inside an IPv6 one (mapped, or 6to4), or the address itself."""
    if isinstance(address, IPv6Address):
        return address.ipv4_mapped or address.sixtofour or address
    return address


class PublicResolver(CachingThreadedResolver):
    """Refuses names whose address is not public, and addresses that are not; what it gives is what is connected to.

    The proxies of the environment are no targets, so theirs are given. The setting KLIPING_ALLOW_LOOPBACK lets
    127.0.0.0/8 through.
    """

    allow_loopback = False
    unjudged: Collection[str] = ()

    @classmethod
    def from_crawler(cls, crawler: Any, reactor: Any) -> PublicResolver:
        resolver: PublicResolver = super().from_crawler(crawler, reactor)
        resolver.allow_loopback = crawler.settings.getbool("KLIPING_ALLOW_LOOPBACK")
        resolver.unjudged = proxy_hosts(getproxies())
        return resolver

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> Deferred[str]:
        found: Deferred[str] = super().getHostByName(name, timeout)
        return found if name.lower() in self.unjudged else found.addCallback(self._judged, name)

    def _judged(self, address: str, name: str) -> str:
        if is_public(ip_address(address)) or (self.allow_loopback and is_loopback(address)):
            return address
        raise ForbiddenAddress(f"{name} is at {address}")


class TargetMiddleware:
    """Refuses every request, those after redirects and for robots.txt included, that leads where none may go.

    Where a proxy asks for us, a host is judged by what is written only: its name is resolved there. A proxy's own host
    is no target either.
    """

    def __init__(self, settings: BaseSettings) -> None:
        self._allow_loopback = settings.getbool("KLIPING_ALLOW_LOOPBACK")
        self._proxies = proxy_hosts(getproxies())

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> TargetMiddleware:
        return cls(crawler.settings)

    async def process_request(self, request: Request) -> None:
        host = self._host_of(request.url)
        if request.meta.get("proxy"):
            return
        from twisted.internet import reactor

        try:
            await maybe_deferred_to_future(reactor.resolve(host))  # type: ignore[arg-type]
        except ForbiddenAddress as error:
            raise ForbiddenTarget(str(error)) from error
        except DNSLookupError as error:
            raise CannotResolveHostError(str(error)) from error

    def process_response(self, request: Request, response: Response) -> Response:
        """Scrapy takes a redirect to another scheme, or to what is no address, for the page itself."""
        location = response.headers.get("Location")
        if location and 300 < response.status < 400:
            try:
                self._host_of(urljoin(request.url, location.decode("latin-1").strip()))
            except ValueError as error:
                raise UnsupportedURLSchemeError(f"{location!r} is no address") from error
        return response

    def _host_of(self, url: str) -> str:
        """The host, if it may be asked by what is written."""
        parts = urlsplit(url)
        # a port that is none raises ValueError
        if parts.scheme not in SCHEMES or not parts.hostname or parts.port == 0:
            raise UnsupportedURLSchemeError(f"{url} is no address of the web")
        host = parts.hostname
        if self._allow_loopback and is_loopback(host):
            return host
        if is_internal(host) or host.rstrip(".") in self._proxies:
            raise ForbiddenTarget(f"{host} is inside a private network")
        return host
