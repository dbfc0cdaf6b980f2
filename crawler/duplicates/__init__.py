"""Near-duplicates: the same story at several portals, with who was first. A text of under 50 words is never one.

`grouping` finds the copies among stored articles and keeps them in the table `duplicates`, `stories` reads them back;
`content` says when a text is a copy of another, `signatures` finds what is worth comparing. The latter two are pure.
"""

from crawler.duplicates.grouping import group_new, waiting

__all__ = ["group_new", "waiting"]
