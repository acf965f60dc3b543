"""Numerals: digits and words of number, as values with offsets."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from .tables import Named, NumberWords

# Longer runs of digits are no numbers that a report counts with.
LONGEST = 32
MOST_ATOMS = 14
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+")
_SPACED = re.compile(r"(?:[ \u00a0\u2009\u202f]\d{3}(?![\d.,]*\d))+")
_POWER = re.compile(
    r"[eE](?P<e>[+-]?\d{1,3})(?![\w.])|\s?[×xX*·]\s?10(?P<ten>\s?\^\s?[-−–+]?\d{1,3}|[-−–]\d{1,3}|[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})(?!\d)"
)
_OVER = re.compile(r"\s?[/⁄]\s?(\d{1,4})(?![\w/⁄]|[.,]\d)")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺−–", "0123456789-+--")
_JOIN = re.compile(r"[\s\u00a0]?-?[\s\u00a0]?")
_AND = re.compile(r",?\s+and\s+|\s*&\s*", re.IGNORECASE)
_COMMA = re.compile(r",\s+")
_HALF = re.compile(r"\s+and\s+(?:a|one)\s+|\s+and\s+a-|-and-a-", re.IGNORECASE)
_HALF_A = re.compile(r"[\s-]+(?:an?\s+)?", re.IGNORECASE)
_OF = re.compile(r"\s+of\s+", re.IGNORECASE)


@dataclass(slots=True)
class Number:
    """A numeral: offsets, and its value; low and high where it has no exact one.

    scale: what its last word or letter multiplied by (1e6 in "3.5 million"), 1 where nothing did.
    digits: written in digits; fraction: written as a part of one ("two-thirds", "1/40"); signed: has a minus of its own.
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
    named: Named | None = None


@dataclass(slots=True)
class _Atom:
    start: int
    end: int
    kind: str
    value: float
    word: str = ""


class Numbers:
    """Finds numerals. Linear in the length of the text; no value is infinite."""

    def __init__(self, words: NumberWords) -> None:
        self._words = words
        self._kinds: dict[str, tuple[str, float]] = {}
        for kind, table in (
            ("word", words.words), ("scale", words.multipliers), ("fraction", words.fractions),
            ("vague", words.vague), ("tens", {w: v for w, v in words.vague_counts.items() if w not in words.vague}),
            ("minus", dict.fromkeys(words.minus, -1.0)),
        ):  # fmt: skip
            for word, value in table.items():
                self._kinds[word] = (kind, float(value))
                if kind == "fraction":
                    plural = word[:-1] + "ves" if word == "half" else word + "s"
                    self._kinds.setdefault(plural, ("fractions", float(value)))
        names = sorted((*self._kinds, *words.named), key=len, reverse=True)
        signs = "".join(words.signs)
        self._atoms = re.compile(
            rf"(?P<digits>\.?[0-9][0-9.,]*)|(?P<sign>[{re.escape(signs)}])|\b(?P<word>{'|'.join(map(re.escape, names))})(?![^\W_])",
            re.IGNORECASE,
        )
        self._ordinal = re.compile(rf"[- ](?:{'|'.join(words.ordinals)})(?!\w)", re.IGNORECASE)

    def find(self, text: str) -> Iterator[Number]:
        """The numerals of a text, in order, none over another."""
        atoms = [a for m in self._atoms.finditer(text) if (a := self._atom(m))]
        i = 0
        while i < len(atoms):
            number, used = self._number(text, atoms, i)
            i += max(1, used)
            if number is not None and _finite(number):
                yield number

    def _atom(self, match: re.Match[str]) -> _Atom | None:
        kind, written = match.lastgroup, match.group()
        if kind == "digits":
            return _digits(match.start(), written)
        if kind == "sign":
            return _Atom(match.start(), match.end(), "sign", self._words.signs[written])
        low = written.lower()
        if low in self._words.named:
            return _Atom(match.start(), match.end(), "named", 0.0, low)
        sort, value = self._kinds[low]
        return _Atom(match.start(), match.end(), sort, value, low)

    def _number(self, text: str, atoms: list[_Atom], i: int) -> tuple[Number | None, int]:
        """The number that begins with an atom, and how many atoms it takes."""
        first = atoms[i]
        if first.kind == "named":
            named = self._words.named[first.word]
            return Number(first.start, first.end, named.value, named=named), 1
        if first.kind == "none":
            return None, 1
        if first.kind == "minus":
            return self._negative(text, atoms, i)
        if first.kind in ("vague", "tens"):
            return self._vague(text, atoms, i)
        if first.kind in ("fraction", "fractions"):
            return self._lone_fraction(text, atoms, i)
        if first.kind == "sign":
            return Number(first.start, first.end, first.value, fraction=True), 1
        if first.kind == "scale":
            return self._scale(text, atoms, i)
        if first.kind == "digits":
            return self._from_digits(text, atoms, i)
        return self._from_words(text, atoms, i)

    def _negative(self, text: str, atoms: list[_Atom], i: int) -> tuple[Number | None, int]:
        if i + 1 < len(atoms) and atoms[i + 1].kind in ("digits", "word") and _joined(text, atoms[i], atoms[i + 1]):
            number, used = self._number(text, atoms, i + 1)
            if number is not None and number.value is not None and not number.signed:
                number.start, number.value, number.signed = atoms[i].start, -number.value, True
                return number, used + 1
        return None, 1

    def _vague(self, text: str, atoms: list[_Atom], i: int) -> tuple[Number | None, int]:
        """ "Hundreds", "tens of thousands", "hundreds of millions"."""
        first, size, end, used = atoms[i], 1.0, atoms[i].end, 1
        size = first.value
        if (
            i + 1 < len(atoms) and atoms[i + 1].kind == "vague" and first.word in self._words.vague_counts
            and _OF.fullmatch(text, first.end, atoms[i + 1].start)
        ):  # fmt: skip
            size, end, used = size * atoms[i + 1].value, atoms[i + 1].end, 2
        elif first.kind == "tens" or (first.word in self._words.vague_of and not _OF.match(text, first.end)):
            return None, 1
        return Number(first.start, end, None, size, 10 * size, scale=size), used

    def _lone_fraction(self, text: str, atoms: list[_Atom], i: int) -> tuple[Number | None, int]:
        """ "Half", "a third", "half a million", "half a dozen"."""
        first = atoms[i]
        if first.kind == "fractions":
            return None, 1
        article = _article_before(text, first.start, self._words.articles)
        if first.word == "half":
            after = _HALF_A.match(text, first.end)
            if after and i + 1 < len(atoms) and atoms[i + 1].kind == "scale" and atoms[i + 1].start == after.end():
                scale = atoms[i + 1]
                return Number(first.start, scale.end, scale.value / 2, scale=scale.value), 2
            return Number(first.start, first.end, 0.5, fraction=True), 1
        if article is None:
            return None, 1
        return Number(article, first.end, 1 / first.value, fraction=True), 1

    def _scale(self, text: str, atoms: list[_Atom], i: int) -> tuple[Number | None, int]:
        """ "A hundred", "a million", "several hundred", "a dozen"."""
        first = atoms[i]
        several = _words_before(text, first.start, self._words.several)
        if several is not None:
            return Number(several, first.end, None, 2 * first.value, 10 * first.value, scale=first.value), 1
        article = _article_before(text, first.start, self._words.articles)
        if article is None:
            return None, 1
        one = _Atom(article, first.start - 1, "word", 1.0)
        number, used = self._from_words(text, [one, *atoms[i : i + MOST_ATOMS]], 0)
        return number, max(1, used - 1)

    def _from_digits(self, text: str, atoms: list[_Atom], i: int) -> tuple[Number | None, int]:
        first = atoms[i]
        value, end, used = first.value, first.end, 1
        number = Number(first.start, end, value, digits=True)
        if i + 1 < len(atoms) and atoms[i + 1].kind == "sign" and atoms[i + 1].start - end in (0, 1):
            number.value, number.end = value + atoms[i + 1].value, atoms[i + 1].end
            return _signed(text, number), 2
        if (over := _OVER.match(text, end)) and (part := _part(value, over.group(1))) is not None:
            number.value, number.end, number.fraction = part, over.end(), True
            return number, 2
        mixed = (
            i + 1 < len(atoms) and atoms[i + 1].kind == "digits" and text[end : atoms[i + 1].start] in (" ", "-", " - ")
        )
        if mixed and value == int(value):
            second = atoms[i + 1]
            over = _OVER.match(text, second.end)
            if over and (part := _part(second.value, over.group(1))) is not None:
                number.value, number.end = value + part, over.end()
                return _signed(text, number), 3
        if spaced := _SPACED.match(text, end):
            if (
                len(text[first.start : end]) <= 3
                and value >= 1
                and text[first.start : end].isdigit()
                and not _after_digit(text, first.start)
            ):
                whole = re.sub(r"\D", "", text[first.start : spaced.end()])
                if len(whole) <= LONGEST:
                    number.value, number.end = float(whole), spaced.end()
                    used += (spaced.end() - spaced.start()) // 4
        if power := _POWER.match(text, number.end):
            exponent = int((power.group("e") or power.group("ten")).translate(_RAISED).replace("^", ""))
            number.value, number.end = _times_ten(number.value or 0.0, exponent), power.end()
            return _signed(text, number), used + sum(a.start < power.end() for a in atoms[i + used : i + used + 2])
        while (
            i + used < len(atoms)
            and used < MOST_ATOMS
            and atoms[i + used].kind == "scale"
            and _joined(text, number, atoms[i + used])
        ):
            number.value = (number.value or 0.0) * atoms[i + used].value
            number.scale *= atoms[i + used].value
            number.end = atoms[i + used].end
            used += 1
        if number.scale == 1 and i + used < len(atoms):
            after = atoms[i + used]
            if (
                after.kind in ("fractions", "fraction")
                and _joined(text, number, after)
                and after.word not in ("second",)
            ):
                if after.kind == "fractions" and 0 < value < after.value:
                    number.value, number.end, number.fraction = value / after.value, after.end, True
                    used += 1
        used += self._and_half(text, atoms, i + used, number)
        return _signed(text, number), used

    def _and_half(self, text: str, atoms: list[_Atom], at: int, number: Number) -> int:
        """ "Two and a half", "3 and a half million": how many more atoms that takes."""
        if (
            at >= len(atoms)
            or atoms[at].word not in ("half", "quarter")
            or not _HALF.fullmatch(text, number.end, atoms[at].start)
        ):
            return 0
        number.value = (number.value or 0.0) + number.scale / atoms[at].value
        number.end = atoms[at].end
        if (
            number.scale == 1
            and at + 1 < len(atoms)
            and atoms[at + 1].kind == "scale"
            and _joined(text, number, atoms[at + 1])
        ):
            number.value *= atoms[at + 1].value
            number.scale, number.end = atoms[at + 1].value, atoms[at + 1].end
            return 2
        return 1

    def _from_words(self, text: str, atoms: list[_Atom], i: int) -> tuple[Number | None, int]:
        """ "Twenty-one thousand", "three million, two hundred and forty", "two thirds", "two and a half"."""
        first = atoms[i]
        total, group, end, used, last, scale = 0.0, first.value, first.end, 1, math.inf, 1.0
        while used < MOST_ATOMS and i + used < len(atoms):
            after = atoms[i + used]
            previous = atoms[i + used - 1]
            plain = _joined(text, previous, after)
            if after.kind == "word":
                linked = plain or (
                    previous.kind == "scale" and previous.value != 12
                    and (_AND.fullmatch(text, previous.end, after.start) or (
                        previous.value >= 1000 and _COMMA.fullmatch(text, previous.end, after.start) and self._goes_on(atoms, i + used)))
                )  # fmt: skip
                if not linked or not _fits(group, after.value):
                    break
                group += after.value
            elif after.kind == "scale" and plain:
                if after.value == 100 and 0 < group < 100:
                    group *= 100
                elif after.value == 12 and total == 0:
                    total, group = group * 12, 0.0
                elif after.value >= 1000 and after.value < last and group:
                    total, group, last = total + group * after.value, 0.0, after.value
                elif after.value >= 1000 and total:
                    total *= after.value
                else:
                    break
                scale = after.value
            elif after.kind in ("fractions", "fraction") and plain and used <= 2 and scale == 1:
                whole = total + group
                if after.kind == "fractions" and 0 < whole < after.value or (after.kind == "fraction" and whole == 1):
                    return Number(first.start, after.end, whole / after.value, fraction=True), used + 1
                break
            else:
                break
            end = after.end
            used += 1
        if 20 <= group < 100 and self._ordinal.match(text, end):
            return None, used
        number = Number(first.start, end, total + group, scale=scale)
        return number, used + self._and_half(text, atoms, i + used, number)

    def _goes_on(self, atoms: list[_Atom], i: int) -> bool:
        """Whether what stands after a comma is more of the same number: it has a hundred or a thousand in it."""
        return any(a.kind == "scale" and a.value in (100, 1000) for a in atoms[i + 1 : i + 4])


def _digits(start: int, written: str) -> _Atom:
    """Digits as an atom; of the kind "none" where they are a version, a list or too long."""
    written = written.rstrip(".,")
    end = start + len(written)
    plain = len(written) <= LONGEST and _GROUPED.fullmatch(written)
    if not plain or (len(written) > 1 and written[0] == "0" and written[1] != "."):
        return _Atom(start, end, "none", 0.0)
    return _Atom(start, end, "digits", float(written.replace(",", "")))


def _fits(group: float, value: float) -> bool:
    """Whether a word of number can follow within one group: twenty one, hundred five, not three two."""
    if value == 0:
        return False
    if value < 10:
        return (group % 100 >= 20 and group % 10 == 0) or (group % 100 == 0)
    return group % 100 == 0


def _joined(text: str, left: _Atom | Number, right: _Atom) -> bool:
    """Whether nothing but a space or a hyphen lies between."""
    return right.start - left.end <= 3 and _JOIN.fullmatch(text, left.end, right.start) is not None


def _signed(text: str, number: Number) -> Number:
    """The number with the minus or plus before it, where that is no dash."""
    at = number.start - 1
    if at >= 0 and text[at] in "-−–+" and number.value is not None:
        before = text[at - 1 : at]
        if not before or before in "([$£€¥~≈" or (before.isspace() and text[at] in "-−+"):
            number.start = at
            if text[at] != "+":
                number.value, number.signed = -number.value, True
    return number


def _part(above: float, below: str) -> float | None:
    """A fraction of two small whole numbers, such as 1/40; 9/11 and 24/7 are none."""
    under = int(below)
    if not 0 < above < under or above != int(above) or under < 2:
        return None
    return above / under


def _times_ten(value: float, exponent: int) -> float:
    """value × 10^exponent, infinite or zero where that leaves the range of numbers."""
    try:
        return float(f"{value!r}e{exponent}") if "e" not in repr(value) else value * 10.0**exponent
    except OverflowError:
        return math.inf


def _finite(number: Number) -> bool:
    return all(
        v is None or (math.isfinite(v) and (v == 0 or abs(v) > 1e-290)) for v in (number.value, number.low, number.high)
    )


def _after_digit(text: str, start: int) -> bool:
    """Whether a digit or a letter and a space stand before: then "14 500" are two numbers."""
    return start > 1 and (text[start - 2].isdigit() or text[start - 1].isalnum())


def _article_before(text: str, start: int, articles: frozenset[str]) -> int | None:
    return _words_before(text, start, articles)


def _words_before(text: str, start: int, words: frozenset[str]) -> int | None:
    """Where one of some words begins that stands right before."""
    if start < 2 or not (text[start - 1].isspace() or text[start - 1] == "-"):
        return None
    before = text[max(0, start - 12) : start - 1].lower()
    found = None
    for word in words:
        if before.endswith(word):
            at = start - 1 - len(word)
            if (at == 0 or not text[at - 1].isalnum()) and (found is None or at < found):
                found = at
    return found
