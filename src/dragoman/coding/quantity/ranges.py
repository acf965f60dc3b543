"""Ranges: two measures that are the ends of one ("30 to 40", "between 5% and 6%", "$3-4 billion")."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from .measure import Measure
from .tables import BoundWords

_LONGEST_GAP = 14
_FEW, _TEN, _HUNDRED, _THOUSAND = 5, 10, 100, 1000
_LAST_WORDS = re.compile(r"(?:[a-z]+\s+){0,3}[a-z]+\s*$")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_INCHES = re.compile(r"[ \u00a0]?(?:and )?")


class Ranges:
    """Joins neighbouring measures that are the ends of one range."""

    def __init__(self, words: BoundWords) -> None:
        self._words = words
        self._openings = sorted((*words.between, *words.sources), key=len, reverse=True)

    def join(self, text: str, measures: Iterable[Measure]) -> list[Measure]:
        """The measures of a text with each range as one; the ends of a list ("four-, five- and six-cylinder") share
        the unit of the last."""
        found: list[Measure] = []
        for m in measures:
            if found:
                left = found[-1]
                gap = text[left.end : m.start] if 0 <= m.start - left.end <= _LONGEST_GAP else None
                if gap is not None and (
                    self._feet_inches(left, m, gap)
                    or self._tolerance(left, m, gap)
                    or self._ratio(left, m, gap)
                    or self._join(text, left, m, gap)
                ):
                    continue
            found.append(m)
        for left, right in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
            if (
                0 < right.start - left.end <= _LONGEST_GAP
                and text[left.end : right.start].strip() in self._words.hanging
            ):
                left.unit, left.kind, left.hanging = left.unit or right.unit, left.kind or right.kind, True
        return found

    def _feet_inches(self, left: Measure, right: Measure, gap: str) -> bool:
        """ "6ft 2in" is one length."""
        if (left.unit, right.unit) != ("[ft_i]", "[in_i]") or left.value is None or right.value is None or left.ranged:
            return False
        if not _INCHES.fullmatch(gap) or not 0 <= right.value < 12 or left.value != int(left.value):
            return False
        left.value = left.low = left.high = round(left.value + right.value / 12, 6)
        left.end = right.end
        return True

    def _tolerance(self, left: Measure, right: Measure, gap: str) -> bool:
        """ "2.3% ± 0.2" keeps its value, with the ends as low and high."""
        if gap.strip().lower() not in self._words.tolerance or left.value is None or right.value is None or left.ranged:
            return False
        if right.unit and left.unit and right.unit != left.unit:
            return False
        left.low, left.high = left.value - abs(right.value), left.value + abs(right.value)
        left.end, left.unit, left.kind = right.end, left.unit or right.unit, left.kind or right.kind
        left.rule = "bounds.yaml:tolerance"
        return True

    def _ratio(self, left: Measure, right: Measure, gap: str) -> bool:
        """ "One in five", "nine out of 10" are fractions."""
        link, above, below = " ".join(gap.lower().split()), left.value or 0.0, right.value or 0.0
        if left.unit or right.unit or left.ranged or left.number.fraction or not 0 < above < below:
            return False
        of_ten = link == "of" and below == _TEN and above == int(above)
        small = above == 1 or below <= _FEW or below in (_TEN, _HUNDRED, _THOUSAND)
        if link not in self._words.out_of and not of_ten and not (link == "in" and small):
            return False
        left.value = left.low = left.high = above / below
        left.end, left.number.end, left.number.fraction, left.number.scale = right.end, right.end, True, 1.0
        left.rule = "bounds.yaml:out_of"
        return True

    def _join(self, text: str, left: Measure, right: Measure, gap: str) -> bool:
        link = " ".join(gap.lower().split())
        before = _before(text, left.start)
        if not self._links(link, before, text, left, right):
            return False
        if left.ranged or right.ranged or left.number.named or not self._same_unit(left, right):
            return False
        ends = self._ends(left, right)
        if ends is None:
            return False
        low, high = ends
        told_twice = bool(left.unit) and left.unit == right.unit and not left.prefixed and gap.strip() == "to"
        if low >= high and not (low > high and (told_twice or self._changes(before, left))):
            return False
        left.ends = replace(left, value=low, low=low, high=low), right
        left.low, left.high, left.value, left.ranged = min(low, high), max(low, high), None, True
        left.start = self._opening(text, left.start)
        left.end, left.hyphened = right.end, right.hyphened or left.hyphened
        left.per, left.per_word = right.per or left.per, right.per_word or left.per_word
        left.unit, left.kind = right.unit or left.unit, right.kind or left.kind
        left.prefixed = left.prefixed or right.prefixed
        left.rule = "bounds.yaml:to"
        return True

    def _links(self, link: str, before: str, text: str, left: Measure, right: Measure) -> bool:
        """Whether the words between make a range of the two."""
        if link in self._words.to:
            word = before.rpartition(" ")[2]
            if link not in ("-", "–", "—", "−"):
                return word not in self._words.no_range or (not left.unit and bool(right.unit))
            apart = text[left.end : left.end + 1] == " "
            return not apart or link == "–" or bool(right.unit)
        if link in self._words.joins:
            return any(before.endswith(w) for w in self._words.between)
        if link in self._words.alternatives:
            close = 0 < (left.value or 0) < (right.value or 0) <= 3 * (left.value or 0)
            return close and not left.unit and left.number.digits == right.number.digits
        return False

    def _same_unit(self, left: Measure, right: Measure) -> bool:
        if left.unit and right.unit:
            return left.unit == right.unit or (left.unit == "deg" and right.kind == "temperature")
        return not (right.number.fraction ^ left.number.fraction) and (not left.unit or left.prefixed or not right.unit)

    def _ends(self, left: Measure, right: Measure) -> tuple[float, float] | None:
        """Low and high; "3 to 4 million" has millions at both ends."""
        if left.value is None or right.value is None:
            return None
        low, high, scale = left.value, right.value, right.number.scale
        plain = left.number.scale == 1 < scale and not (left.number.digits and low >= _THOUSAND)
        if left.prefixed and right.prefixed and low >= _HUNDRED:
            plain = False
        ends_near = low <= high / scale or low <= (3 if left.prefixed else 10) * high / scale
        return (low * scale if plain and ends_near else low), high

    def _changes(self, before: str, left: Measure) -> bool:
        """ "From 30 to 20": the order of a change, or of temperatures below zero."""
        return any(before.endswith(w) for w in self._words.sources) or (left.value or 0) < 0

    def _opening(self, text: str, start: int) -> int:
        """Where the range begins, with "between" or "from" before it."""
        window = text[max(0, start - 24) : start].lower().rstrip()
        for word in self._openings:
            if window.endswith(word) and not window[: -len(word)].endswith(tuple(_LETTERS)):
                return max(0, start - 24) + len(window) - len(word)
        return start


def _before(text: str, start: int) -> str:
    """The last words before a place, in lower case, with the space behind them."""
    before = text[max(0, start - 40) : start].lower()
    found = _LAST_WORDS.search(before)
    return found.group().rstrip() if found else ""
