"""When was it published: read dates as Indonesian portals print them, settle what their sources disagree on.

Pure: the portal's zone and the time of the fetch (`now`, aware) come in; nothing here reads a clock.
"""

from crawler.dates.parsed import ParsedDate, as_local, in_words
from crawler.dates.reading import parse_date, read_date
from crawler.dates.settling import Candidate, settle
from crawler.dates.urls import date_in_url
from crawler.dates.vocabulary import is_update_label

__all__ = [
    "Candidate", "ParsedDate", "as_local", "date_in_url", "in_words", "is_update_label", "parse_date",
    "read_date", "settle",
]  # fmt: skip
