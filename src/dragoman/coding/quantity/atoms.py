"""The smallest pieces of numerals: digits, and words of number."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from .tables import NumberWords

# Longer runs of digits are no numbers that a report counts with.
LONGEST = 32
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+")
_JOIN = re.compile(r"[\s\u00a0]?-?[\s\u00a0]?")


@dataclass(slots=True)
class Atom:
    """A piece of a numeral.

    kind: "digits", "sign" (½), "word" (seven), "scale" (million), "fraction" (third), "fractions" (thirds), "vague"
    (dozens), "tens", "minus", "named", or "none": digits that are no number. word: in lower case.
    """

    start: int
    end: int
    kind: str
    value: float
    word: str = ""


class Atoms:
    """Finds the pieces. Linear in the length of the text."""

    def __init__(self, words: NumberWords) -> None:
        self._words = words
        self._kinds = _kinds(words)
        signs = re.escape("".join(words.signs))
        names = _alternatives((*self._kinds, *words.named))
        self._pattern = re.compile(
            rf"(?P<article>{_behind(words.article_after)})|(?P<digits>\.?[0-9][0-9.,]*)|(?P<sign>[{signs}])|\b(?P<word>{names})(?![^\W_])",
            re.IGNORECASE,
        )

    def find(self, text: str) -> list[Atom]:
        """The pieces in a text, in order."""
        return [self._atom(match) for match in self._pattern.finditer(text)]

    def _atom(self, match: re.Match[str]) -> Atom:
        kind, written = match.lastgroup, match.group()
        if kind == "digits":
            return _digits(match.start(), written)
        if kind == "article":
            return Atom(match.start(), match.end(), "article", 1.0)
        if kind == "sign":
            return Atom(match.start(), match.end(), "sign", self._words.signs[written])
        low = written.lower()
        sort, value = ("named", 0.0) if low in self._words.named else self._kinds[low]
        return Atom(match.start(), match.end(), sort, value, low)


def are_joined(text: str, left: int, right: int) -> bool:
    """Whether nothing but a space or a hyphen lies between two offsets."""
    return right - left <= 3 and _JOIN.fullmatch(text, left, right) is not None


def _kinds(words: NumberWords) -> dict[str, tuple[str, float]]:
    kinds: dict[str, tuple[str, float]] = {}
    for kind, table in (
        ("word", words.words), ("scale", words.multipliers), ("fraction", words.fractions), ("vague", words.vague),
        ("tens", {w: v for w, v in words.vague_counts.items() if w not in words.vague}),
        ("minus", dict.fromkeys(words.minus, -1.0)),
    ):  # fmt: skip
        for word, value in table.items():
            kinds[word] = (kind, float(value))
    for word, value in words.fractions.items():
        kinds.setdefault(word[:-1] + "ves" if word.endswith("f") else word + "s", ("fractions", float(value)))
    return kinds


def _alternatives(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first; by first letters, so that most places fail at once."""
    groups: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        groups.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in sorted(groups.items()))


def _behind(words: Iterable[str]) -> str:
    """A pattern for "a" behind one of the words."""
    behind = "|".join(rf"(?<=\b{re.escape(word)} )" for word in sorted(words))
    return rf"(?:{behind})an?(?= [a-z])"


def _digits(start: int, written: str) -> Atom:
    """Digits as an atom; of the kind "none" where they are a version, a list or too long."""
    written = written.rstrip(".,")
    end = start + len(written)
    padded = len(written) > 1 and written[0] == "0" and written[1] != "."
    if padded or len(written) > LONGEST or not _GROUPED.fullmatch(written):
        return Atom(start, end, "none", 0.0)
    return Atom(start, end, "digits", float(written.replace(",", "")))
