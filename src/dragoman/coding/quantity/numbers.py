"""Numerals: digits and words of number, as values with offsets."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from .atoms import Atom, Atoms, are_joined
from .digits import from_digits
from .number import MOST_ATOMS, Cursor, Number
from .spelled import from_words
from .tables import NumberWords

__all__ = ["Number", "Numbers"]

_HALF_A = re.compile(r"[\s-]+(?:an?\s+)?", re.IGNORECASE)
_OF = re.compile(r"\s+of\s+", re.IGNORECASE)
_LONGEST_BEFORE = 12
_SMALLEST = 1e-290
_MOST = 1e18


class Numbers:
    """Finds numerals. Linear in the length of the text; no value is infinite."""

    def __init__(self, words: NumberWords) -> None:
        self._words = words
        self._atoms = Atoms(words)
        self._ordinal = re.compile(rf"[- ](?:{'|'.join(map(re.escape, words.ordinals))})(?!\w)", re.IGNORECASE)
        self._readers = {
            "digits": from_digits, "word": lambda cursor: from_words(cursor, self._ordinal), "scale": self._scale,
            "minus": self._negative, "vague": self._vague, "tens": self._vague, "fraction": self._fraction,
            "sign": self._sign, "article": self._article, "named": self._named,
        }  # fmt: skip

    def find(self, text: str) -> Iterator[Number]:
        """The numerals of a text, in order, none over another."""
        cursor = Cursor(text, self._atoms.find(text))
        while (atom := cursor.peek()) is not None:
            at, reader = cursor.at, self._readers.get(atom.kind)
            number = reader(cursor) if reader is not None else None
            cursor.at = max(cursor.at, at + 1)
            if number is not None and _is_finite(number):
                yield number

    def _named(self, cursor: Cursor) -> Number:
        atom = cursor.atoms[cursor.at]
        named = self._words.named[atom.word]
        return Number(atom.start, atom.end, named.value, named=named)

    def _sign(self, cursor: Cursor) -> Number:
        atom = cursor.atoms[cursor.at]
        return Number(atom.start, atom.end, atom.value, fraction=True)

    def _article(self, cursor: Cursor) -> Number:
        atom = cursor.atoms[cursor.at]
        return Number(atom.start, atom.end, 1.0, article=True)

    def _negative(self, cursor: Cursor) -> Number | None:
        """ "Minus 40"."""
        minus, after = cursor.atoms[cursor.at], cursor.peek(1)
        if after is None or after.kind not in ("digits", "word") or not are_joined(cursor.text, minus.end, after.start):
            return None
        cursor.at += 1
        number = self._readers[after.kind](cursor)
        if number is not None and number.value is not None and not number.signed:
            number.start, number.value, number.signed = minus.start, -number.value, True
        return number

    def _vague(self, cursor: Cursor) -> Number | None:
        """ "Hundreds", "tens of thousands", "hundreds of millions"."""
        first, after = cursor.atoms[cursor.at], cursor.peek(1)
        cursor.at += 1
        size, end = first.value, first.end
        twice = after is not None and after.kind == "vague" and first.word in self._words.vague_counts
        if after is not None and twice and _OF.fullmatch(cursor.text, first.end, after.start):
            size, end = size * after.value, after.end
            cursor.at += 1
        elif first.kind == "tens" or (first.word in self._words.vague_of and not _OF.match(cursor.text, first.end)):
            return None
        return Number(first.start, end, None, size, 10 * size, scale=size)

    def _fraction(self, cursor: Cursor) -> Number | None:
        """ "Half", "a third", "half a million", "half a dozen"."""
        first, after = cursor.atoms[cursor.at], cursor.peek(1)
        cursor.at += 1
        if first.value != 2:
            article = _start_of_word_before(cursor.text, first.start, self._words.articles)
            return Number(article, first.end, 1 / first.value, fraction=True) if article is not None else None
        gap = _HALF_A.match(cursor.text, first.end)
        if gap and after is not None and after.kind == "scale" and after.start == gap.end():
            cursor.at += 1
            return Number(first.start, after.end, after.value / 2, scale=after.value)
        return Number(first.start, first.end, 0.5, fraction=True)

    def _scale(self, cursor: Cursor) -> Number | None:
        """ "A hundred", "a million and a half", "several hundred", "a dozen"."""
        first = cursor.atoms[cursor.at]
        several = _start_of_word_before(cursor.text, first.start, self._words.several)
        if several is not None:
            return _several(cursor, several)
        article = _start_of_word_before(cursor.text, first.start, self._words.articles)
        if article is None:
            return None
        one = Atom(article, first.start - 1, "word", 1.0)
        inner = Cursor(cursor.text, [one, *cursor.atoms[cursor.at : cursor.at + MOST_ATOMS]])
        counted = from_words(inner, self._ordinal)
        cursor.at += inner.at - 1
        return counted


def _several(cursor: Cursor, start: int) -> Number:
    """ "Several hundred", "a few hundred million": from two to ten of them."""
    first = cursor.atoms[cursor.at]
    cursor.at += 1
    number = Number(start, first.end, None, scale=first.value)
    while number.scale < _MOST and (scale := cursor.next_joined(number.end, "scale")) is not None:
        cursor.at += 1
        number.end, number.scale = scale.end, number.scale * scale.value
    number.low, number.high = 2 * number.scale, 10 * number.scale
    return number


def _is_finite(number: Number) -> bool:
    values = (number.value, number.low, number.high)
    return all(v is None or (math.isfinite(v) and (v == 0 or abs(v) > _SMALLEST)) for v in values)


def _start_of_word_before(text: str, start: int, words: frozenset[str]) -> int | None:
    """Where the longest of some words begins that stands right before; None where there is none."""
    if start < 2 or not (text[start - 1].isspace() or text[start - 1] == "-"):
        return None
    before = text[max(0, start - _LONGEST_BEFORE) : start - 1].lower()
    found = [start - 1 - len(w) for w in words if before.endswith(w)]
    return min((at for at in found if at == 0 or not text[at - 1].isalnum()), default=None)
