"""The archive in a browser: Datasette with pages of our own, over a connection that can only read.

`site_of(path)` gives the Datasette, `serve` runs it on 127.0.0.1. `plugin` holds the hooks that Datasette calls,
`pages` what stands on our pages, `templates` and `static` how they look.
"""

from crawler.browsing.serving import listen, serve
from crawler.browsing.site import site_of

__all__ = ["listen", "serve", "site_of"]
