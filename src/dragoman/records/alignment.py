"""How the characters of a clean text map back to the raw input."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

import msgspec

from .base import Span


class Piece(NamedTuple):
    """Clean characters from `clean` on come from the raw characters `raw` to `raw_end`.

    A piece whose clean and raw lengths are equal maps character by character; one whose lengths differ (an entity
    such as `&amp;`, a ligature, a repaired encoding) maps as a whole. A piece ends where the next begins.
    """

    clean: int
    raw: int
    raw_end: int


class Alignment(msgspec.Struct, frozen=True):
    """Pieces in the order of the clean text; none means that clean and raw are the same.

    length: characters of the clean text.
    """

    pieces: tuple[Piece, ...] = ()
    length: int = 0

    def raw_span(self, span: Span) -> Span:
        """The smallest raw span that holds the raw characters of every clean character in `span`."""
        if not self.pieces:
            return span
        start = self._raw(span.start)[0]
        if span.end == span.start:
            return Span(start, start)
        return Span(start, self._raw(span.end - 1)[1])

    def _raw(self, offset: int) -> tuple[int, int]:
        """The raw characters of the one clean character at `offset`."""
        i = max(0, bisect_right(self.pieces, offset, key=lambda p: p.clean) - 1)
        piece = self.pieces[i]
        clean_end = self.pieces[i + 1].clean if i + 1 < len(self.pieces) else self.length
        if clean_end - piece.clean == piece.raw_end - piece.raw:
            at = piece.raw + offset - piece.clean
            return at, min(at + 1, piece.raw_end)
        return piece.raw, piece.raw_end


class Builder:
    """Builds a clean text and its alignment together.

    >>> b = Builder()
    >>> b.copy("Tom &amp; Ann", 0, 4); b.replace("&", 4, 9); b.copy("Tom &amp; Ann", 9, 13)
    >>> b.text
    'Tom & Ann'
    >>> b.alignment().raw_span(Span(4, 5))
    Span(start=4, end=9)
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._pieces: list[Piece] = []
        self._length = 0

    def __len__(self) -> int:
        return self._length

    @property
    def text(self) -> str:
        return "".join(self._parts)

    def copy(self, raw: str, start: int, end: int) -> None:
        """Appends the raw characters `start` to `end` as they are."""
        if end <= start:
            return
        last = self._pieces[-1] if self._pieces else None
        runs_on = last and last.raw_end == start and self._length - last.clean == last.raw_end - last.raw
        if last and runs_on:
            self._pieces[-1] = last._replace(raw_end=end)
        else:
            self._pieces.append(Piece(self._length, start, end))
        self._append(raw[start:end])

    def replace(self, text: str, start: int, end: int) -> None:
        """Appends `text`, which stands for the raw characters `start` to `end` (none, where both are equal)."""
        if text:
            self._pieces.append(Piece(self._length, start, end))
            self._append(text)

    def alignment(self) -> Alignment:
        return Alignment(tuple(self._pieces), self._length)

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
