"""Raw pages: what was fetched, kept beside the database in a second SQLite file, so that it can be read anew.

`open_pages` gives the `PageStore` of a file, `Packer` makes pages ready for it, `pages_path` says where it is.
"""

from crawler.database.pages.packing import PackedPage, Packer
from crawler.database.pages.store import PageStore, open_pages, pages_path

__all__ = ["PackedPage", "Packer", "PageStore", "open_pages", "pages_path"]
