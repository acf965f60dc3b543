"""Words and numbers of time, each with its symbols; the tables are `data/times/words.yaml` and `holidays.yaml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

import msgspec

from ...knowledge import Knowledge
from .calendar import Holiday

# Notations of numbers and dates, which no language owns; the endings of ordinals and decades come from the table.
_NUMBERS = r"""
    (?P<iso>\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?(?![\d-]))
  | (?P<numeric_date>\d{1,4}(?P<mark>[/.])\d{1,2}(?P=mark)\d{2,4}(?![\d/]))
  | (?P<clock>\d{1,2}:\d{2}(?::\d{2})?(?![\d:]))
  | (?P<decade>(?:1\d|20)\d0(?:DECADE)\b|['’]\d0(?:DECADE)\b)
  | (?P<year2>['’]\d\d(?![\w'’]))
  | (?P<nth>\d{1,2}(?:ORDINAL)\b)
  | (?P<number>\d+(?:[.,]\d+)*)
  | (?P<word>[^\W\d_]+(?:\.[^\W\d_](?![^\W\d_]))*(?:['’](?:clock|s\ (?:Day|Eve))\b)?)
  | (?P<gap>\n[^\S\n]*\n)
  | (?P<other>[^\s\w]|_)
"""
_YEARS = range(1000, 2200)
MAX_DIGITS = 12


class Word(NamedTuple):
    """A word or number: offsets into the text, its symbol's sign, and its value under each symbol that it may be."""

    start: int
    end: int
    sign: str
    values: dict[str, Any]


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The layout of `data/times/words.yaml`."""

    names: dict[str, dict[str, float]] = {}
    words: dict[str, dict[str, float | str]] = {}
    marks: dict[str, str] = {}
    ordinal_endings: tuple[str, ...] = ()
    decade_endings: tuple[str, ...] = ()


NUMBER_SYMBOLS = (
    "iso", "numeric_date", "clock", "clock_dot", "decade", "year2", "nth", "n1", "n24", "n31", "n59", "n99", "num",
    "year",
)  # fmt: skip


class Lexicon:
    """Reads a text as words of time and others.

    signs: for every symbol, the signs (one character each) of the words that may stand for it. A word of several
    symbols, such as "second", has a sign of its own.
    """

    OTHER = "."

    def __init__(self, knowledge: Knowledge) -> None:
        self._values: dict[str, dict[str, Any]] = {}
        ordinals: list[str] = []
        decades: list[str] = []
        for _, table in knowledge.documents("times/words.yaml", Words):
            for group, is_name in ((table.names, True), (table.words, False)):
                self._add_group(group, is_name)
            for symbol, marks in table.marks.items():
                for mark in marks:
                    self._values.setdefault(mark, {})[symbol] = mark
            ordinals += table.ordinal_endings
            decades += table.decade_endings
        for _, days in knowledge.documents("times/holidays.yaml", dict[str, Holiday]):
            for name, day in days.items():
                self._add(name, "holiday" if day.once is None else "named", day, True)
        self._tokens = re.compile(
            _NUMBERS.replace("ORDINAL", "|".join(map(re.escape, ordinals))).replace(
                "DECADE", "|".join(map(re.escape, decades))
            ),
            re.VERBOSE,
        )
        self.signs = self._make_signs()
        self._phrases = self._make_phrases()

    def words(self, text: str) -> list[Word]:
        """All words, numbers and marks of a text, in order. Linear in its length."""
        found = [self._word(match) for match in self._tokens.finditer(text)]
        return self._join(text, found) if self._phrases else found

    def _add_group(self, group: Mapping[str, Mapping[str, float | str]], is_name: bool) -> None:
        for symbol, entries in group.items():
            for word, value in entries.items():
                self._add(word, symbol, value, is_name)

    def _add(self, word: str, symbol: str, value: Any, is_name: bool) -> None:
        for form in {word, word.upper()} if is_name else {word.lower(), word.capitalize(), word.upper()}:
            self._values.setdefault(form, {})[symbol] = value

    def _make_signs(self) -> dict[str, str]:
        """One sign for every set of symbols that some word has."""
        sets = {frozenset(v) for v in self._values.values()} | {frozenset((s,)) for s in NUMBER_SYMBOLS}
        self._signs = {s: chr(0xE000 + i) for i, s in enumerate(sorted(sets, key=sorted))}
        signs: dict[str, str] = {}
        for symbols, sign in self._signs.items():
            for symbol in symbols:
                signs[symbol] = signs.get(symbol, "") + sign
        return signs

    def _make_phrases(self) -> dict[str, list[tuple[tuple[str, ...], str]]]:
        """Entries of several words by their first, the longest first."""
        phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for entry in self._values:
            parts = tuple(m.group() for m in self._tokens.finditer(entry))
            if len(parts) > 1:
                phrases.setdefault(parts[0], []).append((parts[1:], entry))
        for rest in phrases.values():
            rest.sort(key=lambda p: (-len(p[0]), p[1]))
        return phrases

    def _word(self, match: re.Match[str]) -> Word:
        kind, text = match.lastgroup or "", match.group()
        if kind in ("word", "other"):
            values = self._values.get(text)
            return Word(
                match.start(), match.end(), self._signs[frozenset(values)] if values else self.OTHER, values or {}
            )
        if kind == "mark":
            kind = "numeric_date"
        if kind == "gap":
            return Word(match.start(), match.end(), self.OTHER, {})
        symbol, value = number(text) if kind == "number" else (kind, text)
        return Word(match.start(), match.end(), self._signs[frozenset((symbol,))], {symbol: value})

    def _join(self, text: str, words: list[Word]) -> list[Word]:
        """Words put together that are one entry ("the day after tomorrow", "Aug.")."""
        joined: list[Word] = []
        i = 0
        while i < len(words):
            word = words[i]
            for rest, entry in self._phrases.get(text[word.start : word.end], ()):
                after = words[i + 1 : i + 1 + len(rest)]
                if len(after) == len(rest) and all(
                    text[w.start : w.end] == r for w, r in zip(after, rest, strict=True)
                ):
                    if entry.endswith(".") and after[-1].start != word.end and len(after) == 1:
                        continue
                    values = self._values[entry]
                    word = Word(word.start, after[-1].end, self._signs[frozenset(values)], values)
                    i += len(rest)
                    break
            joined.append(word)
            i += 1
        return joined


def number(text: str) -> tuple[str, Any]:
    """The symbol and value of digits: by size, since a day, an hour and a year differ in nothing else."""
    if not text.isdigit() or not text.isascii():
        if len(text) <= 5 and text[-3:-2] == ".":
            return "clock_dot", text
        try:
            return "num", float(text.replace(",", "")[:MAX_DIGITS])
        except ValueError:
            return "num", 0.0
    value = int(text[:MAX_DIGITS])
    if len(text) == 4 and value in _YEARS:
        return "year", value
    if len(text) > 2:
        return "num", float(value)
    for symbol, top in (("n1", 12), ("n24", 24), ("n31", 31), ("n59", 59)):
        if value <= top:
            return ("n24", 0) if value == 0 else (symbol, value)
    return "n99", value
