"""Opens bytes, compressed or not, as a stream that knows its bounds."""

from __future__ import annotations

import io
import lzma
import zlib
from collections.abc import Callable
from typing import BinaryIO

from .limits import Limits
from .unreadable import Bomb, Broken, TooLarge

HEAD = 65_536
_XZ_MEMORY = 256 << 20
_ZSTD_WINDOW = 1 << 27
_ZSTD_STEP = 1024  # at most some 250 blocks of 128 KiB, so that a bomb shows before it fills the memory
_NESTED = 3


class Counted(io.RawIOBase):
    """Counts what is read from `source`; `check` is told after each read and may raise."""

    def __init__(self, source: BinaryIO, check: Callable[[int], None] | None = None) -> None:
        super().__init__()
        self._source = source
        self._check = check
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        # Filled as far as it goes, so that a peek shows a full head.
        view, filled = memoryview(buffer), 0
        while filled < len(view):
            chunk = self._source.read(len(view) - filled)
            if not chunk:
                break
            view[filled : filled + len(chunk)] = chunk
            filled += len(chunk)
        self.count += filled
        if self._check:
            self._check(self.count)
        return filled


class _Xz(io.RawIOBase):
    """lzma's own file class takes no bound on memory; this one does."""

    def __init__(self, source: BinaryIO) -> None:
        super().__init__()
        self._source = source
        self._xz = lzma.LZMADecompressor(memlimit=_XZ_MEMORY)

    def read(self, size: int = -1) -> bytes:
        while True:
            if self._xz.eof:  # a file may be several streams on end
                data = self._xz.unused_data or self._source.read(HEAD)
                if not data:
                    return b""
                self._xz = lzma.LZMADecompressor(memlimit=_XZ_MEMORY)
            else:
                data = self._source.read(HEAD) if self._xz.needs_input else b""
                if not data and self._xz.needs_input:
                    raise EOFError
            if out := self._xz.decompress(data, max(size, 1)):
                return out


class _Zstd(io.RawIOBase):
    """zstandard's own reader takes a file cut short for a whole one; this one does not."""

    def __init__(self, source: BinaryIO) -> None:
        super().__init__()
        import zstandard

        self._source = source
        self._unpacker = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW)
        self._frame = self._unpacker.decompressobj()
        self._ready = b""

    def read(self, size: int = -1) -> bytes:
        while not self._ready:
            if self._frame.eof:
                data = self._frame.unused_data or self._source.read(_ZSTD_STEP)
                if not data:
                    return b""
                self._frame = self._unpacker.decompressobj()
            elif not (data := self._source.read(_ZSTD_STEP)):
                raise EOFError
            self._ready = self._frame.decompress(data)
        size = len(self._ready) if size < 0 else size
        out, self._ready = self._ready[:size], self._ready[size:]
        return out


def open_stream(source: BinaryIO, limits: Limits) -> io.BufferedReader:
    """`source` as a buffered stream, decompressed as often as it was compressed (at most three times).

    Reading from it raises OSError, EOFError, zlib.error, lzma.LZMAError or zstandard.ZstdError where the compressed
    bytes are damaged (`broken` tells), and Bomb where they swell beyond the limits.
    """
    inner = Counted(source)
    stream: io.BufferedReader = io.BufferedReader(inner, HEAD)
    for _ in range(_NESTED):
        opener = _opener(stream.peek(HEAD))
        if opener is None:
            return stream
        inner = Counted(opener(stream), _guard(inner, limits))
        stream = io.BufferedReader(inner, HEAD)
    if _opener(stream.peek(HEAD)):
        raise Bomb("it is compressed more than three times over; unpack it first")
    return stream


def _guard(inner: Counted, limits: Limits) -> Callable[[int], None]:
    def check(count: int) -> None:
        if count > limits.ratio_from and count > limits.max_ratio * max(1, inner.count):
            raise Bomb(
                f"it swells more than {limits.max_ratio:g} times when unpacked, as text never does; "
                "unpack it yourself if you trust it"
            )

    return check


def _opener(head: bytes) -> Callable[[io.BufferedReader], BinaryIO] | None:
    if head.startswith(b"\x1f\x8b"):
        import gzip

        return lambda s: gzip.GzipFile(fileobj=s)  # type: ignore[return-value]
    if head.startswith(b"BZh") and head[4:10] in (b"1AY&SY", b"\x17rE8P\x90"):
        import bz2

        return lambda s: bz2.BZ2File(s)  # type: ignore[return-value]
    if head.startswith(b"\xfd7zXZ\0"):
        return lambda s: _Xz(s)  # type: ignore[return-value]
    if head.startswith(b"\x28\xb5\x2f\xfd"):
        return lambda s: _Zstd(s)  # type: ignore[return-value]
    return None


def damaged(error: Exception) -> Broken | None:
    """The error that a decompressor raised as one of ours; None where it is another."""
    kinds: tuple[type[BaseException], ...] = (EOFError, zlib.error, lzma.LZMAError)
    if type(error).__name__ in ("ZstdError", "BadGzipFile") or isinstance(error, kinds):
        return Broken("its compressed data are damaged or cut short; fetch or copy it again")
    if isinstance(error, OSError) and error.errno is None:  # bz2 and gzip raise bare ones
        return Broken(f"its compressed data are damaged ({error}); fetch or copy it again")
    return None


def read_all(stream: BinaryIO, limit: int) -> bytes:
    """All bytes of the stream. Raises: TooLarge above `limit`."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise TooLarge(f"it has more than {limit:,} bytes; split it into its reports, or raise the limit")
    return data
