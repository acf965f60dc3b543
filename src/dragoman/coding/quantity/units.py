"""Units: what stands around a numeral and says what it measures and by what it is counted."""

from __future__ import annotations

import re

from .measure import Measure
from .money import Money
from .number import Number
from .symbols import Symbols, Unit, singular
from .tables import Tables

_THING = re.compile(r"[a-z][a-z]+(?:-[a-z]+)?")
_MANY = r"[ \u00a0]per[ \u00a0]([1-9][0-9,]{0,11}(?:[ \u00a0][a-z]+)?)(?![\w.])"
_NEXT = re.compile(r"[ \u00a0]([a-z]+)")
_BEFORE = re.compile(r"([A-Za-z]+)(?: of)? $")
_ARTICLE = re.compile(r"[ -]an?(?= [a-z])")
_POWERS = {2: "area", 3: "volume"}


class Units:
    """Finds the units of numerals."""

    def __init__(self, tables: Tables) -> None:
        self._words = tables.measures
        self._symbols = Symbols(tables)
        self._money = Money(tables, self._symbols)
        words = "|".join(map(re.escape, sorted(tables.measures.per - {"/"}, key=len, reverse=True)))
        self._per = re.compile(
            rf"[ \u00a0]?(?:(?P<slash>/)|-(?P<hyphen>{words})-|(?P<word>{words})[ \u00a0])[ \u00a0]?", re.IGNORECASE
        )
        self._per_many = re.compile(_MANY)

    def measure(self, text: str, number: Number) -> Measure | None:
        """The numeral with sign or code of money before it and unit behind it; None where letters make it a name."""
        m = Measure.of(number)
        if number.named:
            m.unit, m.kind = number.named.unit, number.named.kind
            return m
        code = self._money.sign_before(text, m)
        if not code and number.digits and _is_in_word(text, number.start):
            return None
        multiplied = number.digits and self._money.multiply(text, m, bool(code))
        if code:
            m.unit, m.kind, m.prefixed = code, "money", True
            self._money.country_behind(text, m)
        elif not self._unit_behind(text, m) and number.digits and not multiplied and _is_glued(text, m.end):
            return None
        if number.article and m.kind in ("", "money", "share", "age"):
            return None
        self.per(text, m, m.end)
        if not m.unit and number.digits:
            self._unit_before(text, m)
        return m

    def word(self, word: str) -> Unit | None:
        """The measure of a word that is nothing else: a length of time, a length, a mass and the like, no money."""
        unit = self._symbols.word(word)
        return unit if unit is not None and unit.kind not in ("money", "other", "score", "ratio", "share") else None

    def length_of_time(self, word: str) -> str | None:
        """The code of a word that names a length of time."""
        return self._symbols.length_of_time(word)

    def per(self, text: str, m: Measure, at: int) -> None:
        """Takes in what a measure is counted by where that stands at an offset: "a litre", "per day", "/km"."""
        if m.per or m.number.fraction or m.kind in ("age", "duration"):
            return
        if many := self._per_many.match(text, at):
            m.per, m.per_word, m.end = many.group(1), many.group(1), many.end()
        elif found := self._per.match(text, at):
            self._counted_by(text, m, at, found)

    def _counted_by(self, text: str, m: Measure, at: int, found: re.Match[str]) -> None:
        word = (found.group("word") or found.group("hyphen") or "").lower()
        unit = self._symbols.at(text, found.end() - (text[found.end() - 1] == " "))
        strict = word in self._words.per_things
        if unit is None:
            thing = _THING.match(text, found.end())
            if thing and m.unit and (strict or (found.group("slash") and m.kind == "money")):
                m.per, m.per_word, m.end = thing.group(), singular(thing.group()), thing.end()
            return
        if not strict and (unit[0].kind in ("money", "share") or not (m.unit or unit[0].kind == "duration")):
            return
        after = _NEXT.match(text, unit[1])
        if not strict and after and after.group(1) in self._words.no_rate:
            return
        if word or m.unit or at == m.end:
            m.per, m.per_word, m.end = unit[0].code, singular(text[found.end() : unit[1]].strip(" -").lower()), unit[1]

    def _unit_behind(self, text: str, m: Measure) -> bool:
        """Takes in the unit behind a measure; behind numbers of no exact value an "of" may stand before it."""
        at = m.end + 3 if m.number.value is None and text[m.end : m.end + 4] == " of " else m.end
        if m.number.fraction and (article := _ARTICLE.match(text, m.end)):
            at = article.end()
        found = self._symbols.at(text, at, m.number)
        if found is None:
            return False
        unit, end = found
        m.hyphened = text[m.end : m.end + 1] in ("-", "‑")
        m.unit, m.kind, m.end = unit.code, unit.kind, end
        after = _NEXT.match(text, end)
        if after and (power := self._words.powers.get(after.group(1))):
            m.unit, m.kind, m.end = f"{m.unit}{power}", _POWERS.get(power, "other"), after.end()
        if unit.code == "[lb_av]" and self._money.are_pounds(text, m):
            m.unit, m.kind = "GBP", "money"
        return True

    def _unit_before(self, text: str, m: Measure) -> None:
        """Takes in a unit that stands before its number: "magnitude 7.9"."""
        word = _BEFORE.search(text[max(0, m.start - 16) : m.start])
        if word and (unit := self._words.before.get(word.group(1).lower())):
            m.unit, m.kind, m.start = unit, "other", m.start - len(word.group())


def _is_in_word(text: str, start: int) -> bool:
    """Whether letters stand right before the digits, as in A320, M5S or a web address."""
    before = text[start - 1 : start] if start else ""
    return bool(before) and (before.isalnum() or before in "_#@./\\:'’^=")


def _is_glued(text: str, end: int) -> bool:
    """Whether letters or digits follow at once that are no unit."""
    after = text[end : end + 1]
    return bool(after) and (
        after.isalnum() or after in "_@\\" or (after in ":/." and text[end + 1 : end + 2].isalnum())
    )
