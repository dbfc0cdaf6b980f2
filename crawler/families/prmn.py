"""PRMN: Pikiran Rakyat and the hosts of its network, on the template of Promedia with ids of their own."""

from __future__ import annotations

from typing import Any

from crawler.families.promedia import promedia_portal
from crawler.portal import Index, Portal

PR = r"//[^/]+/[A-Za-z0-9-]+/(?P<id>pr-\d+)/[a-z0-9]"
"""Article URLs: /nasional/pr-1179596920/slug."""


def prmn_portal(name: str, *, host: str, **facts: Any) -> Portal:
    """A host of the network; its front page is the way of discovery where `facts` name no better one.

    A real page of zonajakarta of 2020 was read, whose menu names the hosts; scrapers up to 2026 use the same selectors.
    """
    return promedia_portal(
        name,
        host=host,
        **{
            "family": "prmn",
            "indexes": (front_page(host),),
            "article_url": (PR,),
            "layouts": ("2020",),
            "newest_evidence": "2020-10-15",
            "whole_article": {"page": "all"},
            **facts,
        },
    )


def front_page(host: str) -> Index:
    return Index(url=f"https://{host}/", links="//a[contains(@href, '/pr-')]")
