"""The archive: one SQLite file with the articles, the crawler's memory of URLs, and its runs.

`open_archive` gives the `Archive`, which saves and knows; `crawler.database.reading` searches and looks up.
"""

from crawler.database.archive import Archive, UrlNote, open_archive

__all__ = ["Archive", "UrlNote", "open_archive"]
