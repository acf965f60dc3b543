"""Errors that a user may meet: each has a number, a sentence that says what, where and what to do, and an exit code."""

from __future__ import annotations


class DragomanError(Exception):
    """Base of all errors that Dragoman raises for its callers.

    code: a stable number to search for ("D101"); exit_code: what the command line ends with.
    """

    code = "D000"
    exit_code = 1

    def __str__(self) -> str:
        return f"{super().__str__()} [{self.code}]"


class InputError(DragomanError):
    """An input could not be read; the other inputs go on."""

    code = "D100"
    exit_code = 3


class KnowledgeError(DragomanError):
    """A table of knowledge, shipped or a user's, breaks its schema."""

    code = "D200"
    exit_code = 4


class ModelError(DragomanError):
    """A model is missing or is not the one it should be."""

    code = "D300"
    exit_code = 5


class ArchiveError(DragomanError):
    """The archive could not be opened, read or written."""

    code = "D400"
    exit_code = 6


class UsageError(DragomanError, ValueError):
    """An argument makes no sense."""

    code = "D500"
    exit_code = 2


class CodingError(DragomanError):
    """The coder failed on one report; the others go on."""

    code = "D602"
