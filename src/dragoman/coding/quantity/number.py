"""A numeral with its value, and the place in a text where the next one is read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .atoms import Atom, are_joined
from .tables import Named

# No numeral has more pieces.
MOST_ATOMS = 14
_HALF = re.compile(r"\s+and\s+(?:a|one)\s+|\s+and\s+a-|-and-a-", re.IGNORECASE)


@dataclass(slots=True)
class Number:
    """A numeral: offsets, and its value; low and high where it has no exact one.

    scale: what its last word or letter multiplied by (1e6 in "3.5 million"), 1 where nothing did. digits: written in
    digits. fraction: written as a part of one ("two-thirds", "1/40"). signed: has a sign of its own. article: an "a",
    which counts only before a unit.
    """

    start: int
    end: int
    value: float | None
    low: float | None = None
    high: float | None = None
    scale: float = 1.0
    digits: bool = False
    fraction: bool = False
    signed: bool = False
    article: bool = False
    named: Named | None = None


class Cursor:
    """The pieces of a text from one of them on; each numeral takes some."""

    __slots__ = ("at", "atoms", "text")

    def __init__(self, text: str, atoms: Sequence[Atom], at: int = 0) -> None:
        self.text = text
        self.atoms = atoms
        self.at = at

    def peek(self, ahead: int = 0) -> Atom | None:
        """The piece so many ahead, None behind the last."""
        i = self.at + ahead
        return self.atoms[i] if i < len(self.atoms) else None

    def next_joined(self, end: int, *kinds: str) -> Atom | None:
        """The next piece where it is of one of the kinds and follows an offset at once."""
        atom = self.peek()
        return atom if atom is not None and atom.kind in kinds and are_joined(self.text, end, atom.start) else None

    def take_half(self, number: Number) -> None:
        """Takes in "and a half" and what multiplies it: "two and a half", "3 and a half million"."""
        half = self.peek()
        if half is None or half.kind != "fraction" or not _HALF.fullmatch(self.text, number.end, half.start):
            return
        self.at += 1
        number.value = (number.value or 0.0) + number.scale / half.value
        number.end = half.end
        if number.scale == 1 and (scale := self.next_joined(number.end, "scale")) is not None:
            self.at += 1
            number.value *= scale.value
            number.scale, number.end = scale.value, scale.end
