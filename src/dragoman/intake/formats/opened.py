"""An input that stands open: what a format's reader gets."""

from __future__ import annotations

import io

import msgspec

from ..compressed import read_all
from ..limits import Limits


class Opened(msgspec.Struct, kw_only=True):
    """origin: path, url or "-". stream: its bytes, unpacked. extension: of the name without ".gz" and the like, lower
    case, with the dot, "" where none. charset: as HTTP declared it, None where it did not."""

    origin: str
    stream: io.BufferedReader
    extension: str
    limits: Limits
    charset: str | None = None

    def report_bytes(self) -> bytes:
        """All of it, as one report. Raises: TooLarge."""
        return read_all(self.stream, self.limits.max_bytes)

    def container_bytes(self) -> bytes:
        """All of it, as a file of many reports. Raises: TooLarge."""
        return read_all(self.stream, self.limits.max_container_bytes)
