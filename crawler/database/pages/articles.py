"""Stored articles beside their raw pages."""

from __future__ import annotations

import json
from collections.abc import Iterator

from crawler.database.archive import Archive
from crawler.database.reading import Filter, matching
from crawler.database.rows import Row

_AT_ONCE = 200


def articles_with_addresses(
    archive: Archive, words: str, wanted: Filter, columns: str = "articles.*"
) -> Iterator[tuple[Row, list[str]]]:
    """The articles that hold the words and pass the filter: columns of each, and the canonical URLs it goes by.

    In the order in which they came in. They are read a few at a time, so that a crawl can go on beside this.
    """
    conditions, values = matching(words, wanted)
    statement = _ARTICLES.format(columns=columns, conditions=conditions)
    after = 0
    while rows := archive.rows(statement, {**values, "after": after, "limit": _AT_ONCE}):
        for row in rows:
            after = row.pop("row_number")
            addresses = json.loads(row.pop("addresses"))
            yield row, addresses


_ARTICLES = """
    SELECT {columns}, articles.id AS row_number, (
      SELECT json_group_array(address) FROM (
        SELECT articles.url AS address UNION SELECT urls.url FROM urls WHERE urls.article_url = articles.url
      )
    ) AS addresses
    FROM articles WHERE articles.id > :after AND {conditions} ORDER BY articles.id LIMIT :limit"""
