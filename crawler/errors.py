"""Errors that a user is expected to meet, and the exit codes of the command."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What `kliping` exits with. Scripts may rely on these numbers."""

    OK = 0
    FAILED = 1  # nothing of what was asked for could be done
    USAGE = 2  # unknown option, bad date, unknown portal
    PARTIAL = 3  # some of it failed, the rest is done
    NO_ARTICLE = 4  # the page was read and holds no article
    DATABASE = 5  # missing, locked, foreign, damaged or newer than this program
    NOT_FOUND = 6  # nothing in the database answers
    UNHEALTHY = 7  # some portal is not as usual
    UNDELIVERED = 8  # an alert could not be sent


class KlipingError(Exception):
    """Something expected went wrong. The message is one line that says what to do; `code` is the exit code."""

    code = ExitCode.FAILED

    def __init__(self, message: str, code: ExitCode | None = None) -> None:
        super().__init__(message)
        if code is not None:
            self.code = code


class UsageError(KlipingError):
    code = ExitCode.USAGE


class DatabaseError(KlipingError):
    code = ExitCode.DATABASE


class NotFoundError(KlipingError):
    code = ExitCode.NOT_FOUND
