"""What all records share: spans, ids, the way to and from JSON."""

from __future__ import annotations

import hashlib
from typing import NamedTuple

import msgspec


class Span(NamedTuple):
    """Start and end offsets, in characters (Python `str` indices), into a report's clean text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of `text` that the span covers."""
        return text[self.start : self.end]


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """A record that a coder made from a report.

    id: stable; the same input gives the same id on any machine and in any order. The coder's caller sets it.
    confidence: 0 to 1, how likely the record is right.
    rule: what made it, as `file:entry` of the knowledge used or the model's name; `dragoman explain` shows it.
    Version of package, lexicon and model stand once a report, in `Report.provenance`.
    """

    id: str = ""
    confidence: float = 1.0
    rule: str = ""

    def key(self) -> tuple[object, ...]:
        """What tells this record from the others of its type in one report; the id is made from it."""
        raise NotImplementedError

    @property
    def position(self) -> int:
        """Where in the text the record begins; records stand in this order."""
        raise NotImplementedError


def make_id(prefix: str, *parts: object) -> str:
    """A stable id: the prefix and 16 hex digits of a BLAKE2b hash of the parts."""
    text = "\x1f".join("" if p is None else str(p) for p in parts)
    return f"{prefix}_{hashlib.blake2b(text.encode('utf-8', 'surrogatepass'), digest_size=8).hexdigest()}"
