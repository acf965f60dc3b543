"""Units: what stands around a numeral and says what it measures; a numeral with its unit is a measure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from .numbers import Number
from .tables import Tables

# The words behind a number that can make a unit, the longest first.
_WORDS = re.compile(r"[^\s,;:()\[\]]+(?:[ \u00a0][^\s,;:()\[\]]+){0,3}")
_GAP = re.compile(r"[\s\u00a0]?[-‑]?(?=[^\s-])")
_PER = re.compile(
    r"[ \u00a0]?(?:(?P<slash>/)|(?P<hyphen>-(?:a|per)-)|(?P<word>per|an?|each|every)[ \u00a0])[ \u00a0]?", re.IGNORECASE
)
_PER_MANY = re.compile(r"[ \u00a0]per[ \u00a0]([1-9][0-9,]{0,11}(?:[ \u00a0][a-z]+)?)(?![\w.])")
_THING = re.compile(r"[a-z][a-z]+(?:-[a-z]+)?")
_NEXT = re.compile(r"[ \u00a0]([a-z]+)")
_LETTERS = re.compile(r"[A-Za-z]{1,3}(?![\w])")
_POWERS = re.compile(r"[ \u00a0](squared|cubed)\b")
_CLOSING = ".!?'’”\"»…"
_LONGEST_SIGN = 6


class Unit(NamedTuple):
    """A unit as found: its code, its kind, and where it ends."""

    code: str
    kind: str
    word: bool = False


@dataclass(slots=True)
class Measure:
    """A numeral with what stands around it.

    start, end: all of it; number: the numeral. unit: code of its unit, "" where it has none; kind: of that unit.
    per: what it is counted by ("d", "[bbl_us]", "person"); hyphened: the unit hangs on by a hyphen ("12-day").
    dated: part of a time ("the past 24 hours"). low, high, value: as in the record; ranged: both ends were told. bound: "least", "most" or "".
    """

    start: int
    end: int
    number: Number
    value: float | None
    low: float | None
    high: float | None
    unit: str = ""
    kind: str = ""
    per: str = ""
    per_word: str = ""
    hyphened: bool = False
    hanging: bool = False
    prefixed: bool = False
    ranged: bool = False
    bound: str = ""
    approximate: bool = False
    dated: bool = False
    rule: str = ""

    def times(self, factor: float) -> None:
        """Multiplies the value."""
        self.value, self.low, self.high = (None if v is None else v * factor for v in (self.value, self.low, self.high))


class Units:
    """Knows units and currencies by their symbols and words."""

    def __init__(self, tables: Tables) -> None:
        self._words = tables.measures
        self._numbers = tables.numbers
        self._symbols: dict[str, Unit] = {}
        self._names: dict[str, Unit] = {}
        self._plural: set[str] = set()
        self._signs: dict[str, str] = {}
        for row in tables.units:
            for symbol in row.symbols:
                self._symbols.setdefault(symbol, Unit(row.code, row.kind))
            for word in row.words:
                self._add_word(word, Unit(row.code, row.kind, True))
        for row in tables.units:
            if row.prefixes:
                self._add_prefixed(row.code, row.kind, row.symbols if row.prefixes == "both" else (), row.words)
        for currency in tables.currencies:
            money = Unit(currency.code, "money", True)
            self._symbols.setdefault(currency.code, money)
            for sign in (*currency.signs, currency.code):
                self._signs[sign] = currency.code
                if not sign.isascii() or not sign.isalpha():
                    self._symbols.setdefault(sign, Unit(currency.code, "money"))
            for word in currency.words:
                self._add_word(word, money)
        for word, unit in self._words.minor.items():
            self._add_word(word, Unit(unit, "money", True))
        for word, kind in self._words.plain.items():
            self._names.setdefault(word, Unit(_singular(word), kind, True))
        for word in self._words.shared:
            self._add_word(word, Unit(word, "money", True))

    def measure(self, text: str, number: Number) -> Measure | None:
        """The numeral with sign or code of money before it and unit behind it; None where letters make it a name."""
        value = number.value
        m = Measure(number.start, number.end, number, value, number.low, number.high)
        if value is not None:
            m.low = m.high = value
        if number.named:
            m.unit, m.kind = number.named.unit, number.named.kind
            return m
        code = self._money_before(text, m)
        if not code and number.digits and _in_word(text, number.start):
            return None
        suffixed = number.digits and self._suffix(text, m, bool(code))
        if code:
            m.unit, m.kind, m.prefixed = code, "money", True
            self._after_dollars(text, m)
        elif not self._unit_after(text, m) and number.digits and not suffixed and _glued(text, m.end):
            return None
        self.per(text, m, m.end)
        if not m.unit and number.digits:
            self._unit_before(text, m)
        return m

    def _unit_before(self, text: str, m: Measure) -> None:
        """ "Magnitude 7.9": units that stand before their number."""
        word = re.search(r"([A-Za-z]+)(?: of)? $", text[max(0, m.start - 16) : m.start])
        if word and (unit := self._words.before.get(word.group(1).lower())):
            m.unit, m.kind, m.start = unit, "other", m.start - len(word.group())

    def length_of_time(self, word: str) -> str | None:
        """The code of a word that names a length of time."""
        unit = self._names.get(word.lower())
        return unit.code if unit is not None and unit.kind == "duration" else None

    def _money_before(self, text: str, m: Measure) -> str:
        """The code of the sign or letters of money right before; takes it into the measure."""
        at = m.start - (1 if text[m.start - 1 : m.start] in (" ", "\u00a0") and m.start else 0)
        for length in range(min(_LONGEST_SIGN, at), 0, -1):
            sign = text[at - length : at]
            code = self._signs.get(sign) or self._signs.get(sign.replace(" ", ""))
            if not code or sign[0] == " ":
                continue
            before = text[at - length - 1 : at - length]
            if before.isalnum() and sign[0].isalpha():
                continue
            if sign in self._words.scaled_signs and not self._amount(text, m):
                continue
            if sign.isalpha() and sign not in self._words.scaled_signs and not m.number.digits:
                continue
            m.start = at - length
            if (
                text[m.start - 1 : m.start] in ("-", "−")
                and m.start > 1
                and text[m.start - 2].isspace()
                and m.number.value is not None
            ):
                m.start -= 1
                m.times(-1)
            return code
        return ""

    def _amount(self, text: str, m: Measure) -> bool:
        """Whether a letter such as N can be money here: something large, or with a multiplier, follows at once."""
        value = m.number.value
        suffix = _LETTERS.match(text, m.number.end)
        large = value is not None and (value >= 1000 or m.number.scale > 1)
        return text[m.start - 1 : m.start] != " " and (
            large or (suffix is not None and suffix.group() in self._suffixes)
        )

    @property
    def _suffixes(self) -> dict[str, float]:
        return self._numbers.suffixes | self._numbers.money_suffixes

    def _suffix(self, text: str, m: Measure, money: bool) -> bool:
        """A letter behind digits that multiplies them: 5k, $4bn, 5m euros."""
        letters = _LETTERS.match(text, m.end)
        if not letters:
            return False
        factor = self._numbers.suffixes.get(letters.group())
        if factor is None:
            factor = self._numbers.money_suffixes.get(letters.group())
            if factor is None or not (money or self._multiplies(text, letters.group(), letters.end())):
                return False
        m.times(factor)
        m.number.scale *= factor
        m.end = letters.end()
        return True

    def _multiplies(self, text: str, letters: str, end: int) -> bool:
        """Whether the letter "m" is a million here: a unit, money or things counted follow."""
        if self._unit_at(text, end) is not None and letters not in ("K", "T", "t"):
            return True
        if letters in ("M", "B", "MM", "BN", "MN", "Bn", "Mn"):
            return True
        after = re.compile(r" (?:[a-z]+(?:-[a-z]+)? ){0,2}?([a-z]{3,}s|people|men|women|children)\b").match(text, end)
        return after is not None and after.group(1) not in self._numbers.races and letters in ("m", "b", "K")

    def _after_dollars(self, text: str, m: Measure) -> None:
        """ "$31.20 US": the country behind an amount."""
        for word in self._words.after_dollars:
            if (
                text.startswith(word, m.end + 1)
                and text[m.end : m.end + 1] == " "
                and not text[m.end + 1 + len(word) : m.end + 2 + len(word)].isalnum()
            ):
                after = text[m.end + 1 + len(word) : m.end + 12 + len(word)]
                if not re.match(r" [A-Z]?[a-z]{3,}", after) or re.match(
                    r" (?:a|an|per|each|in|for|to|on|and|dollars?)\b", after
                ):
                    m.end += 1 + len(word)
                    return

    def _unit_after(self, text: str, m: Measure) -> bool:
        at = m.end
        if m.number.value is None and text[at : at + 4] == " of ":
            at += 3
        found = self._unit_at(text, at, number=m.number)
        if found is None:
            return False
        unit, end = found
        m.hyphened = text[m.end : m.end + 1] in ("-", "‑")
        if powers := _POWERS.match(text, end):
            unit, end = (
                Unit(
                    unit.code + ("2" if powers.group(1) == "squared" else "3"),
                    "area" if powers.group(1) == "squared" else "volume",
                ),
                powers.end(),
            )
        m.unit, m.kind, m.end = unit.code, unit.kind, end
        if unit.code == "[lb_av]" and self._is_money(text, m):
            m.unit, m.kind = "GBP", "money"
        return True

    def _unit_at(
        self, text: str, at: int, number: Number | None = None, money: bool = False
    ) -> tuple[Unit, int] | None:
        """The unit that begins at a place, its longest reading."""
        gap = _GAP.match(text, at)
        if not gap:
            return None
        words = _WORDS.match(text, gap.end())
        if not words or words.end() - words.start() > 120:
            return None
        phrase = words.group()
        while phrase:
            stripped = phrase.rstrip(_CLOSING)
            for form in (phrase, stripped) if phrase != stripped else (phrase,):
                unit = self._known(form, text, gap, gap.end() + len(form), number, money)
                if unit is not None:
                    return unit, gap.end() + len(form)
            head = re.match(r"[A-Za-z°%]+(?=[-/–—])", phrase) if " " not in phrase else None
            if head:
                unit = self._known(head.group(), text, gap, gap.end() + head.end(), number, money)
                return (unit, gap.end() + head.end()) if unit else None
            phrase = phrase.rpartition(" ")[0] if " " in phrase else ""
        return self._sign_at(text, gap.end(), money)

    def _sign_at(self, text: str, at: int, money: bool) -> tuple[Unit, int] | None:
        """Signs that other characters may follow at once: 35%-owned, 30€/t."""
        sign = text[at : at + 1]
        unit = self._symbols.get(sign) if sign and not sign.isalnum() else None
        return (unit, at + 1) if unit is not None and (not money or unit.kind == "money") else None

    def _known(
        self, form: str, text: str, gap: re.Match[str], end: int, number: Number | None, money: bool
    ) -> Unit | None:
        """The unit of exactly these characters, where what stands around allows it."""
        unit = self._symbols.get(form)
        if unit is not None and not unit.word and form.isascii() and form.isalpha():
            if not self._symbol_fits(form, text, gap, end, number):
                unit = None
        if unit is None:
            low = form.lower()
            unit = self._names.get(low)
            if unit is None or (
                form[0].isupper()
                and unit.kind != "money"
                and not form.isupper()
                and " " not in form
                and unit.kind != "temperature"
            ):
                return None
            if low in self._words.scaled and not (number is not None and number.scale >= 1e6):
                return None
            if low == "second" and "-" not in gap.group():
                return None
            if low == "p" and (
                number is None or not number.digits or text[gap.start() : gap.end()].strip() and form != "p"
            ):
                return None
        if money and unit.kind != "money":
            return None
        return unit

    def _symbol_fits(self, form: str, text: str, gap: re.Match[str], end: int, number: Number | None) -> bool:
        """Short symbols are words too: "in", "a", "m", "C"."""
        if number is not None and not number.digits:
            return False
        if form == "s" and not gap.group() and number is not None and (number.value or 0) >= 1000:
            return False
        if form == "in":
            after = re.match(r"\s*([A-Za-z]*)", text[end : end + 20])
            word = after.group(1).lower() if after else ""
            return (
                word in self._words.inch_before
                or (not word and not text[end : end + 1].isspace())
                or not text[end:].strip()
            )
        if len(form) == 1 and gap.group() and form in "ANTVKJCFWbt":
            after = text[end : end + 2]
            return "-" not in gap.group() and not (after[:1] in ("'", "’", "-", ".") and after[1:2].isalpha())
        return "-" not in gap.group() or len(form) > 1

    def _is_money(self, text: str, m: Measure) -> bool:
        """Whether "pounds" are money here, not weight."""
        if m.hyphened:
            return False
        after = re.findall(r"[a-z]+", text[m.end : m.end + 40].lower())[:4]
        before = re.findall(r"[a-z]+", text[max(0, m.start - 60) : m.start].lower())[-8:]
        if self._words.weight_near & {*after, *before}:
            return False
        if (m.number.scale >= 1e6) or (self._words.money_near & {*after, *before}):
            return True
        return False

    def per(self, text: str, m: Measure, at: int) -> None:
        """Takes in what a measure is counted by where that stands at an offset: "a litre", "per day", "/km"."""
        if m.per or m.number.fraction or m.kind in ("age", "duration"):
            return
        if many := _PER_MANY.match(text, at):
            m.per, m.per_word, m.end = many.group(1), many.group(1), many.end()
            return
        found = _PER.match(text, at)
        if not found:
            return
        word = (found.group("word") or "").lower()
        unit = self._unit_at(text, found.end() - 1 if text[found.end() - 1] == " " else found.end())
        if unit is not None and (m.unit or unit[0].kind == "duration" or word == "per"):
            if unit[0].kind in ("money", "share") and word != "per":
                return
            end = unit[1]
            after = _NEXT.match(text, end)
            if word in ("a", "an") and after and after.group(1) in self._words.no_rate:
                return
            if not m.unit and (at != m.end) and not word:
                return
            m.per, m.per_word, m.end = unit[0].code, _singular(text[found.end() : end].strip(" -").lower()), end
        elif m.unit and (word in self._words.per_things or (found.group("slash") and m.kind == "money")):
            if thing := _THING.match(text, found.end()):
                m.per, m.per_word, m.end = thing.group(), _singular(thing.group()), thing.end()

    def _add_word(self, word: str, unit: Unit) -> None:
        for form in {word, self._words.plurals.get(word) or _plural(word)}:
            self._names.setdefault(form, unit)
        head, _, last = word.rpartition(" ")
        if head and word.startswith("degree "):
            self._names.setdefault(f"degrees {last}", unit)
        if " per " in word or " an " in word or " a " in word:
            first, _, rest = word.partition(" ")
            self._names.setdefault(f"{_plural(first)} {rest}", unit)
        if word.startswith(("part per", "ton of", "barrel of")):
            self._names.setdefault(f"{_plural(word.split()[0])} {word.split(' ', 1)[1]}", unit)

    def _add_prefixed(self, code: str, kind: str, symbols: tuple[str, ...], words: tuple[str, ...]) -> None:
        for name, sign in self._words.prefixes.items():
            unit = Unit(sign + code, kind, True)
            for word in words:
                self._add_word(name + word, unit)
            for symbol in symbols:
                if sign in self._words.rare_prefixes:
                    continue
                for mark in self._words.micro_signs if sign == "u" else (sign,):
                    self._symbols.setdefault(mark + symbol, Unit(sign + code, kind))


def _in_word(text: str, start: int) -> bool:
    """Whether letters stand right before the digits, as in A320, COVID-19 or M5S."""
    before = text[start - 1 : start] if start else ""
    return bool(before) and (before.isalnum() or before in "_#@./\\:'’^=")


def _glued(text: str, end: int) -> bool:
    """Whether letters or digits follow at once that are no unit."""
    after = text[end : end + 1]
    return bool(after) and (
        after.isalnum() or after in "_@\\" or (after in ":/." and text[end + 1 : end + 2].isalnum())
    )


def _plural(word: str) -> str:
    if word.endswith(("s", "x", "ch", "sh")):
        return word + "es"
    return word[:-1] + "ies" if word.endswith("y") and word[-2:-1] not in tuple("aeiou") else word + "s"


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word
