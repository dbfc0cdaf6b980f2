"""Import: pages that others saved, in WARC files or as HTML, into the archive by the way that a crawled page goes."""
