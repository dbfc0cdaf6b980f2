"""What counts as one site when it is asked politely."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from tldextract import TLDExtract

from crawler.portal import Portal
from crawler.portals import shortest_domain

# the list of public suffixes that comes with the library; it is not fetched
_REGISTERED = TLDExtract(suffix_list_urls=(), cache_dir=None)


@lru_cache(maxsize=4096)
def site_of(host: str) -> str:
    """What shares one delay: the registered domain, so that the regional sites of one owner are asked as one.

    jabar.tribunnews.com waits for jatim.tribunnews.com. A host without a registered domain (an address in a local
    network) goes by the domain of its portal, or by itself.
    """
    return _REGISTERED(host).top_domain_under_public_suffix or shortest_domain(host) or host


def sites_of(portals: Iterable[Portal]) -> frozenset[str]:
    """The sites that portals are on."""
    return frozenset(site_of(domain) for portal in portals for domain in portal.domains)
