"""Numerals in words: "twenty-one thousand", "three million, two hundred and forty", "two thirds"."""

from __future__ import annotations

import math
import re

from .atoms import Atom, are_joined
from .number import MOST_ATOMS, Cursor, Number

_AND = re.compile(r",?\s+and\s+|\s*&\s*", re.IGNORECASE)
_COMMA = re.compile(r",\s+")
_DOZEN, _HUNDRED, _THOUSAND = 12, 100, 1000


class _Sum:
    """The value of the words so far: groups below a thousand, each multiplied and added."""

    def __init__(self, first: float) -> None:
        self.total, self.group, self.scale = 0.0, first, 1.0
        self._last = math.inf

    @property
    def value(self) -> float:
        return self.total + self.group

    def add(self, value: float) -> bool:
        """Adds a word within one group, where it fits: twenty one, hundred five, not three two."""
        rest = self.group % _HUNDRED
        if value == 0 or not (rest == 0 or (value < 10 and rest >= 20 and rest % 10 == 0)):
            return False
        self.group += value
        return True

    def multiply(self, value: float) -> bool:
        """Multiplies by hundred, dozen, thousand, million, where that fits."""
        if value == _HUNDRED and 0 < self.group < _HUNDRED:
            self.group *= _HUNDRED
        elif value == _DOZEN and not self.total:
            self.total, self.group = self.group * _DOZEN, 0.0
        elif _THOUSAND <= value < self._last and self.group:
            self.total, self.group, self._last = self.total + self.group * value, 0.0, value
        elif value >= _THOUSAND and self.total:
            self.total *= value
        else:
            return False
        self.scale = value
        return True


def from_words(cursor: Cursor, ordinal: re.Pattern[str]) -> Number | None:
    """The number that begins with the word at the cursor; the cursor moves behind it. None for ordinals
    ("twenty-first")."""
    text, first = cursor.text, cursor.atoms[cursor.at]
    sums, end, previous = _Sum(first.value), first.end, first
    cursor.at += 1
    for _ in range(MOST_ATOMS):
        after = cursor.peek()
        if after is None:
            break
        joined = are_joined(text, previous.end, after.start)
        if joined and after.kind in ("fraction", "fractions") and sums.scale == 1:
            fits = 0 < sums.value < after.value if after.kind == "fractions" else sums.value == 1
            if fits:
                cursor.at += 1
                return Number(first.start, after.end, sums.value / after.value, fraction=True)
        linked = joined or (after.kind == "word" and _goes_on(cursor, previous, after))
        if not linked or not (
            sums.add(after.value) if after.kind == "word" else after.kind == "scale" and sums.multiply(after.value)
        ):
            break
        end, previous = after.end, after
        cursor.at += 1
    if 20 <= sums.group < _HUNDRED and ordinal.match(text, end):
        return None
    number = Number(first.start, end, sums.value, scale=sums.scale)
    cursor.take_half(number)
    return number


def _goes_on(cursor: Cursor, previous: Atom, after: Atom) -> bool:
    """Whether the number goes on behind "and" or a comma: behind a hundred or more, and behind a comma only where a
    hundred or a thousand still follows."""
    if previous.kind != "scale" or previous.value == _DOZEN:
        return False
    if _AND.fullmatch(cursor.text, previous.end, after.start):
        return True
    following = (cursor.peek(ahead) for ahead in (1, 2, 3))
    more = any(a is not None and a.kind == "scale" and a.value in (_HUNDRED, _THOUSAND) for a in following)
    return more and previous.value >= _THOUSAND and _COMMA.fullmatch(cursor.text, previous.end, after.start) is not None
