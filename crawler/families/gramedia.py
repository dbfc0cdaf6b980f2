"""Grid Network of Kompas Gramedia: grid.id with its magazines, and bolasport.com."""

from __future__ import annotations

from typing import Any

from crawler.portal import Portal

READ = r"//[^/]+/read/(?P<id>\d+)/[a-z0-9]"
"""Article URLs: /read/353563377/slug."""


def gramedia_portal(name: str, *, host: str, **facts: Any) -> Portal:
    """A portal of the network on the domain `host`; `facts` are the other fields of Portal.

    The URL shape was seen on links of 2021 to 2026, ?page=all in the rules of a user script of 2025.
    """
    return Portal(
        name=name,
        family="gramedia",
        domains=(host,),
        article_url=(READ,),
        whole_article={"page": "all"},
        **facts,
    )
