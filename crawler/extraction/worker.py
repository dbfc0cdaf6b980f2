"""A process that reads pages for a crawl: questions come in on standard input, answers go out on standard output.

A question is a pickled Question, an answer four bytes of length and a pickled Article, or None where extraction
failed; an empty one says that the process is ready. The process ends when the other end is closed, which is so too
when the crawl is killed. A page that takes more seconds of CPU than its argument says ends it with SIGPROF.
"""

from __future__ import annotations

import contextlib
import logging
import os
import pickle
import signal
import sys
from datetime import datetime
from typing import IO, NamedTuple

from crawler.article import Article
from crawler.extraction import article_from_html
from crawler.garbage import rare_collections
from crawler.portals import portal_named

LENGTH_BYTES = 4
_WARM_UP = b"<html><body><h1>Warga Kampung Panen Jagung</h1><p>Jakarta, 4 Maret 2022 08.45 WIB</p></body></html>"


class Question(NamedTuple):
    """The arguments of `article_from_html`; `portal` is the name of a registered one, or "generic"."""

    body: bytes
    url: str
    content_type: str | None
    fetched_at: datetime
    portal: str


def read(question: Question) -> Article:
    """The article in a page."""
    return article_from_html(
        question.body,
        question.url,
        content_type=question.content_type,
        fetched_at=question.fetched_at,
        portal=portal_named(question.portal),
    )


def main(seconds: float) -> None:
    """Answer until there are no more questions, each within so many seconds of CPU."""
    questions, answers = sys.stdin.buffer, sys.stdout.buffer
    # what a library prints must not get among the answers
    sys.stdout = sys.stderr
    logging.disable()
    article_from_html(_WARM_UP, "https://127.0.0.1/")
    with rare_collections(), contextlib.suppress(EOFError, OSError, pickle.UnpicklingError):
        _send(answers, b"")
        while True:
            question = pickle.load(questions)  # noqa: S301 - it comes from the crawl that started this process
            signal.setitimer(signal.ITIMER_PROF, seconds)
            answer = _answer(question)
            signal.setitimer(signal.ITIMER_PROF, 0)
            _send(answers, answer)
    # no farewell to a crawl that is gone
    os._exit(0)


def _answer(question: Question) -> bytes:
    try:
        return pickle.dumps(read(question))
    except Exception:
        return pickle.dumps(None)


def _send(answers: IO[bytes], answer: bytes) -> None:
    answers.write(len(answer).to_bytes(LENGTH_BYTES) + answer)
    answers.flush()


if __name__ == "__main__":
    main(float(sys.argv[1]))
