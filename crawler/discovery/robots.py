"""robots.txt as a source: the sitemaps that it names."""

from __future__ import annotations

from protego import Protego

from crawler.discovery.xml import absolute


def robots_sitemaps(body: bytes, url: str) -> list[str]:
    """The absolute URLs in the `Sitemap:` lines of a robots.txt, each once and in order."""
    named = Protego.parse(body.decode("utf-8", "replace")).sitemaps
    return list(dict.fromkeys(address for each in named if (address := absolute(url, each))))
