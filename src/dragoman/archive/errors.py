"""What can go wrong with an archive, and how the messages of the libraries below are told apart."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator
from contextlib import contextmanager

from ..errors import ArchiveError, UsageError

# deltalake colours its messages.
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


class NoArchive(ArchiveError):
    """Nothing there yet."""

    code = "D401"


class NotAnArchive(ArchiveError):
    """Something else is there."""

    code = "D402"


class Forbidden(ArchiveError):
    """The system does not let us read or write it."""

    code = "D403"


class DiskFull(ArchiveError):
    """No space left; what was committed before stays."""

    code = "D404"


class Damaged(ArchiveError):
    """Files of a table are missing or broken."""

    code = "D405"


class NewerFormat(ArchiveError):
    """Written by a later Dragoman."""

    code = "D406"


class Busy(ArchiveError):
    """Others kept committing for longer than we wait."""

    code = "D407"


class UnknownScheme(ArchiveError):
    """A URL that no store stands behind."""

    code = "D408"


class OutputError(ArchiveError):
    """A file of results could not be written."""

    code = "D409"


class Unreachable(ArchiveError):
    """A store on the network that does not answer, or does not let us in."""

    code = "D411"


class QueryError(UsageError):
    """SQL that cannot be run, or that would do more than read."""

    code = "D410"


@contextmanager
def explained(where: str) -> Iterator[None]:
    """Turns what deltalake, Arrow and the system raise about `where` into one sentence of ours."""
    try:
        yield
    except ArchiveError:
        raise
    except Exception as error:
        # deltalake passes the system's errors on as text, whatever the class.
        if (mapped := _mapped(error, where)) is None:
            raise
        raise mapped from error


def unreadable(error: Exception, where: str) -> ArchiveError:
    """What to raise where a table could not be read, whichever library says so."""
    found = _mapped(error, where)
    return found or Damaged(f"a table of {where} cannot be read ({_short(error)}); restore it from a copy")


def _short(error: Exception) -> str:
    return " ".join(_COLOUR.sub("", str(error)).split())[:200]


def _mapped(error: Exception, where: str) -> ArchiveError | None:
    number = getattr(error, "errno", None)
    text = str(error)
    if number == errno.ENOSPC or "No space left" in text or "StorageFull" in text:
        return DiskFull(f"the disk that holds {where} is full; free some space and read on: what was committed is kept")
    if number in (errno.EACCES, errno.EPERM, errno.EROFS) or any(
        sign in text for sign in ("Permission denied", "PermissionDenied", "Read-only file system")
    ):
        return Forbidden(f"the system does not let us into {where}; check its permissions or choose another folder")
    if "Unknown scheme" in text:
        return UnknownScheme(f"{where} is no address of a store; give a folder, or s3://, gs://, az:// with a path")
    module = type(error).__module__
    if not isinstance(error, OSError) and not module.startswith(("_internal", "deltalake", "pyarrow")):
        return None
    if "://" in where and not where.startswith("file:"):
        hint = "check the address, the network and your credentials"
        return Unreachable(f"the store {where} cannot be reached or read ({_short(error)}); {hint}")
    return Damaged(f"a table of {where} cannot be read or written ({_short(error)}); restore it from a copy")
