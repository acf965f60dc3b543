"""Symbols and words of units and currencies, and which of them begins at a place in a text."""

from __future__ import annotations

import re
from typing import NamedTuple

from .number import Number
from .tables import Tables, UnitRow

# The words behind a number that can make a unit; longer ones are none.
_WORDS = re.compile(r"[^\s,;:()\[\]]{1,40}(?:[ \u00a0][^\s,;:()\[\]]{1,40}){0,3}")
_GAP = re.compile(r"[\s\u00a0]?[-‑]?(?=[^\s-])")
_BEFORE_DASH = re.compile(r"[A-Za-z°%]+(?=[-/–—])")
_NEXT_WORD = re.compile(r"\s*([A-Za-z]*)")
_CLOSING = ".!?'’”\"»…"
# Capital letters that are words or parts of names as often as units.
_LONE_LETTERS = "ANTVKJCFWbt"


class Unit(NamedTuple):
    """code: UCUM, ISO 4217 or the plain word; kind: as in the record; word: written out, not a symbol."""

    code: str
    kind: str
    word: bool = False


class Symbols:
    """Knows units and currencies by their symbols (case counts) and words (it does not)."""

    def __init__(self, tables: Tables) -> None:
        self._words = tables.measures
        self._symbols: dict[str, Unit] = {}
        self._names: dict[str, Unit] = {}
        self.signs: dict[str, str] = {}
        for row in tables.units:
            for symbol in row.symbols:
                self._symbols.setdefault(symbol, Unit(row.code, row.kind))
            for word in row.words:
                self._add(word, Unit(row.code, row.kind, True))
        for row in tables.units:
            if row.prefixes:
                self._add_prefixed(row)
        for currency in tables.currencies:
            self._symbols.setdefault(currency.code, Unit(currency.code, "money", True))
            for sign in (*currency.signs, currency.code):
                self.signs[sign] = currency.code
                if not sign.isascii() or not sign.isalpha():
                    self._symbols.setdefault(sign, Unit(currency.code, "money"))
            for word in currency.words:
                self._add(word, Unit(currency.code, "money", True))
        self.signs |= self._words.shared_signs
        for word, unit in (*self._words.minor.items(), *((w, w) for w in self._words.shared)):
            self._add(word, Unit(unit, "money", True))
        for word, kind in self._words.plain.items():
            self._names.setdefault(word, Unit(singular(word), kind, True))

    def at(self, text: str, start: int, number: Number | None = None) -> tuple[Unit, int] | None:
        """The unit that begins at a place, its longest reading, and where it ends. number: what it stands behind."""
        gap = _GAP.match(text, start)
        words = _WORDS.match(text, gap.end()) if gap else None
        if gap is None or words is None:
            return None
        phrase = words.group()
        while phrase:
            for form in dict.fromkeys((phrase, phrase.rstrip(_CLOSING), _before_dash(phrase))):
                if form and (unit := self._known(form, text, gap, number)):
                    return unit, gap.end() + len(form)
            phrase = phrase.rpartition(" ")[0]
        sign = text[gap.end() : gap.end() + 1]
        unit = None if sign.isalnum() else self._symbols.get(sign)
        return (unit, gap.end() + 1) if unit is not None else None

    def word(self, word: str) -> Unit | None:
        """The unit of a word in lower case."""
        return self._names.get(word)

    def length_of_time(self, word: str) -> str | None:
        """The code of a word that names a length of time."""
        unit = self._names.get(word.lower())
        return unit.code if unit is not None and unit.kind == "duration" else None

    def _known(self, form: str, text: str, gap: re.Match[str], number: Number | None) -> Unit | None:
        """The unit of exactly these characters, where what stands around allows it."""
        unit = self._symbols.get(form)
        if unit is not None and (unit.word or not form.isalpha() or self._symbol_fits(form, text, gap, number)):
            return unit
        low = form.lower()
        unit = self._names.get(low)
        return unit if unit is not None and self._word_fits(form, low, unit, gap, number) else None

    def _word_fits(self, form: str, low: str, unit: Unit, gap: re.Match[str], number: Number | None) -> bool:
        """Words with a capital are names, but for money and degrees; some words need millions, a hyphen or digits."""
        named = form[0].isupper() and not form.isupper() and " " not in form
        if named and unit.kind not in ("money", "temperature"):
            return False
        if low in self._words.scaled and not (number is not None and number.scale >= 1e6):
            return False
        if low in self._words.only_hyphened and "-" not in gap.group():
            return False
        return low not in self._words.only_digits or (number is not None and number.digits and form == low)

    def _symbol_fits(self, form: str, text: str, gap: re.Match[str], number: Number | None) -> bool:
        """Short symbols are words too: "in", "a", "m", "C"."""
        end = gap.end() + len(form)
        if number is not None and not number.digits:
            return False
        if form == "s" and not gap.group() and number is not None and (number.value or 0) >= 1000:
            return False
        if form in self._words.before_extents:
            after = _NEXT_WORD.match(text, end, end + 20)
            word = after.group(1).lower() if after else ""
            return word in self._words.inch_before or (not word and not text[end : end + 1].isspace())
        if "-" in gap.group():
            return len(form) > 1
        if gap.group() and form in _LONE_LETTERS:
            return not (text[end : end + 1] in ("'", "’", "-", ".") and text[end + 1 : end + 2].isalpha())
        return True

    def _add(self, word: str, unit: Unit) -> None:
        """A word and its plural; of "mile per hour" and "degree celsius" the first word has it."""
        head, _, rest = word.partition(" ")
        for form in (word, self._words.plurals.get(word) or plural(word)):
            self._names.setdefault(form, unit)
        if rest:
            self._names.setdefault(f"{self._words.plurals.get(head) or plural(head)} {rest}", unit)

    def _add_prefixed(self, row: UnitRow) -> None:
        """A unit's words, and where its row says so its symbols, with SI prefixes."""
        for name, sign in self._words.prefixes.items():
            for word in row.words:
                self._add(name + word, Unit(sign + row.code, row.kind, True))
            if row.prefixes == "both" and sign not in self._words.rare_prefixes:
                for symbol in row.symbols:
                    for mark in self._words.micro_signs if sign == "u" else (sign,):
                        self._symbols.setdefault(mark + symbol, Unit(sign + row.code, row.kind))


def _before_dash(phrase: str) -> str:
    found = _BEFORE_DASH.match(phrase) if " " not in phrase else None
    return found.group() if found else ""


def plural(word: str) -> str:
    """The regular plural."""
    if word.endswith(("s", "x", "ch", "sh")):
        return word + "es"
    return word[:-1] + "ies" if word.endswith("y") and word[-2:-1] not in tuple("aeiou") else word + "s"


def singular(word: str) -> str:
    """The word without the s of a plural."""
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word
