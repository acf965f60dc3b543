"""Money: signs and codes before a number, letters that multiply it, pounds that are money or weight."""

from __future__ import annotations

import re

from .measure import Measure
from .symbols import Symbols
from .tables import Tables

_LETTERS = re.compile(r"[A-Za-z]{1,3}(?!\w)")
_THINGS = re.compile(r" (?:[a-z]+(?:-[a-z]+)? ){0,2}?([a-z]{3,})(?![\w-])")
_NEXT_WORD = re.compile(r" ([A-Za-z]+)")
_WORD = re.compile(r"[a-z]+")
_LONGEST_SIGN = 6
_LARGE = 1000
_CLOSE = 40


class Money:
    """Reads what is written around amounts."""

    def __init__(self, tables: Tables, symbols: Symbols) -> None:
        self._words = tables.measures
        self._numbers = tables.numbers
        self._symbols = symbols
        self._suffixes = tables.numbers.suffixes | tables.numbers.money_suffixes

    def sign_before(self, text: str, m: Measure) -> str:
        """The code of the sign or letters of money right before; takes them, and a minus before them, into the measure.
        "" where there are none."""
        at = m.start - (text[m.start - 1 : m.start] in (" ", "\u00a0") and m.start > 0)
        for length in range(min(_LONGEST_SIGN, at), 0, -1):
            sign = text[at - length : at]
            code = self._symbols.signs.get(sign.replace(" ", "")) if sign[0] != " " else None
            if code and self._sign_fits(text, sign, at - length, m):
                m.start = at - length
                if m.start > 1 and text[m.start - 1] in "-−" and text[m.start - 2].isspace():
                    m.start -= 1
                    m.times(-1)
                return code
        return ""

    def _sign_fits(self, text: str, sign: str, start: int, m: Measure) -> bool:
        """Letters must not end a word; "N" and the like are money only before something large."""
        if sign[0].isalpha() and text[start - 1 : start].isalnum() and start:
            return False
        if sign not in self._words.scaled_signs:
            return m.number.digits or not sign.isalpha()
        letters = _LETTERS.match(text, m.number.end)
        large = (m.number.value or 0) >= _LARGE or m.number.scale > 1
        return text[m.start - 1] != " " and (large or (letters is not None and letters.group() in self._suffixes))

    def multiply(self, text: str, m: Measure, money: bool) -> bool:
        """Takes in a letter behind digits that multiplies them: 5k, $4bn, 5m euros."""
        letters = _LETTERS.match(text, m.end)
        factor = self._suffixes.get(letters.group()) if letters else None
        if letters is None or factor is None:
            return False
        if not money and letters.group() not in self._numbers.suffixes and not self._multiplies(text, letters):
            return False
        m.times(factor)
        m.number.scale *= factor
        m.end = letters.end()
        return True

    def _multiplies(self, text: str, letters: re.Match[str]) -> bool:
        """Whether a letter such as "m" is a million here, no metre: a unit, money or things counted follow."""
        letter, end = letters.group(), letters.end()
        if letter in self._numbers.always_multiply:
            return True
        if letter not in self._words.units_alone and self._symbols.at(text, end) is not None:
            return True
        things = _THINGS.match(text, end)
        if things is None or letter == letter.upper() != "K":
            return False
        word = things.group(1)
        return word not in self._numbers.races and (word.endswith("s") or word in self._numbers.plurals)

    def country_behind(self, text: str, m: Measure) -> None:
        """Takes in the country behind an amount: "$31.20 US"."""
        for word in self._words.after_dollars:
            end = m.end + 1 + len(word)
            if text[m.end : end] == f" {word}" and not text[end : end + 1].isalnum():
                after = _NEXT_WORD.match(text, end)
                if after is None or len(after.group(1)) < 3 or after.group(1) in self._words.after_amount:
                    m.end = end
                return

    def are_pounds(self, text: str, m: Measure) -> bool:
        """Whether "pounds" are money here, not weight."""
        around = {
            *_WORD.findall(text[m.end : m.end + _CLOSE].lower())[:4],
            *_WORD.findall(text[max(0, m.start - _CLOSE) : m.start].lower())[-6:],
        }
        if m.hyphened or self._words.weight_near & around:
            return False
        return m.number.scale >= 1e6 or bool(self._words.money_near & around)
