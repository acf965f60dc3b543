"""What could not be read, and why: each reason has a number of its own."""

from __future__ import annotations

import msgspec

from ..errors import InputError


class Unreadable(msgspec.Struct, frozen=True):
    """An input, or one row of it, that gave no page; the others go on.

    origin: path, url, `path#row 12` or "-" for standard input. error: one sentence: what, where, what to do.
    code: the error class's number (see `docs/intake.md`); NotEnglish's is "D111", NoNews's "D112".
    """

    origin: str
    error: str
    code: str

    @classmethod
    def of(cls, origin: str, error: InputError) -> Unreadable:
        """The record of an error that was raised while `origin` was read."""
        return cls(origin, str(error.args[0]) if error.args else type(error).__name__, error.code)


class Missing(InputError):
    """No such file, or a pattern that nothing matches."""

    code = "D101"


class NotAFile(InputError):
    """A device, a pipe, a socket, or a link that leads nowhere or in a circle."""

    code = "D102"


class Forbidden(InputError):
    """The system does not let us read it."""

    code = "D103"


class Empty(InputError):
    """Nothing in it."""

    code = "D104"


class Binary(InputError):
    """Not a text, and no format that holds one."""

    code = "D105"


class TooLarge(InputError):
    """Beyond a limit."""

    code = "D106"


class Bomb(InputError):
    """Compressed beyond anything that text reaches."""

    code = "D107"


class Broken(InputError):
    """Damaged, or not the format it claims to be."""

    code = "D108"


class NoColumns(InputError):
    """A table without a column that holds the text."""

    code = "D109"


class NotEnglish(InputError):
    """A text in another language; only English is coded."""

    code = "D111"


class NoNews(InputError):
    """No running text is left after cleaning."""

    code = "D112"


class BadRow(InputError):
    """One row that cannot be read; the rest of the table goes on."""

    code = "D113"


class Refused(InputError):
    """An address that must not be fetched."""

    code = "D114"


class FetchFailed(InputError):
    """The other side did not give the page."""

    code = "D115"


class Locked(InputError):
    """Needs a password."""

    code = "D116"
