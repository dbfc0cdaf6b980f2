"""Sending a message to where kliping.toml says: webhooks, e-mail and what else apprise knows."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

from crawler.errors import UsageError


def notify(urls: Sequence[str], title: str, text: str) -> list[str]:
    """Send a message to each of the apprise URLs; those that did not take it, without what is secret in them.

    UsageError, before any is sent, where one is no address that apprise knows.
    """
    import apprise

    # it logs what is told here in a line
    logging.getLogger("apprise").addHandler(logging.NullHandler())
    logging.getLogger("apprise").propagate = False
    targets: list[Any] = []
    for number, url in enumerate(urls, 1):
        target = apprise.Apprise.instantiate(url)
        if target is None:
            raise UsageError(f"[alerts] urls: apprise does not know the address number {number}; try json://HOST/PATH")
        targets.append(target)
    # the address may hold a password
    return [str(target.url(privacy=True)) for target in targets if not target.notify(body=text, title=title)]
