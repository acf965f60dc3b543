"""Numbers that count nothing: parts of names, numbers of things, addresses, dates."""

from __future__ import annotations

import re
from bisect import bisect_right

from ...records import Time
from ..tree import Tree
from .tables import NameWords
from .units import Measure, Units

_WORD_BEFORE = re.compile(r"([^\s()\[\]\"“”,;]+)[\s\u00a0]*$")
_WORD_AFTER = re.compile(r"[\s\u00a0]+([^\s()\[\]\"“”,;]+)")
_CHAIN = re.compile(r"[-–./:]\d")
_NAMES = frozenset({"PRODUCT", "FAC", "LAW", "WORK_OF_ART", "EVENT", "ORG", "GPE", "LOC"})
_BEFORE_COUNTS = frozenset({"GPE", "LOC", "DATE", "TIME", "NORP", "PERSON"})
_CLOCKS = ("clock", "noon")
_WINDOW = 40


class Names:
    """Tells which measures are none."""

    def __init__(self, words: NameWords, units: Units) -> None:
        self._words = words
        self._units = units
        self._phrases = re.compile(
            r"(?<!\w)(?:" + "|".join(sorted(map(re.escape, words.phrases), key=len, reverse=True)) + r")(?!\w)",
            re.IGNORECASE,
        )

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where the fixed phrases stand that hold a number and are none."""
        return [m.span() for m in self._phrases.finditer(text)]

    def covered(self, spans: list[tuple[int, int]], m: Measure) -> bool:
        """Whether the numeral lies in one of the spans."""
        i = bisect_right(spans, (m.number.start, 1 << 60)) - 1
        return i >= 0 and spans[i][1] > m.number.start

    def is_time(self, text: str, times: list[Time], m: Measure) -> bool:
        """Whether the numeral is part of a date or a time of day; "three weeks ago" still has a length of time."""
        i = bisect_right(times, m.number.start, key=lambda t: t.start) - 1
        for t in times[max(0, i) : i + 2]:
            if t.start < m.number.end and m.number.start < t.end:
                rule = t.rule.rpartition(":")[2]
                if not m.unit and not rule.startswith(_CLOCKS) and self._length_of_time(text, t, m):
                    m.dated = m.kind == "duration"
                    continue
                if m.unit and not rule.startswith(_CLOCKS) and (m.kind == "duration" or m.number.end >= t.end):
                    m.dated = m.kind == "duration"
                    continue
                return True
        return False

    def _length_of_time(self, text: str, t: Time, m: Measure) -> bool:
        """Gives a number its unit in "the 50 previous years", where the two stand apart within one time."""
        word = text[m.number.end : t.end].rpartition(" ")
        if not word[0].strip() or t.end - m.number.end > _WINDOW or not m.number.end < t.end:
            return False
        unit = self._units.length_of_time(word[2])
        if unit is None:
            return False
        m.unit, m.kind, m.end = unit, "duration", t.end
        return True

    def is_name(self, text: str, tree: Tree, i: int, m: Measure, noun: int | None) -> bool:
        """Whether a numeral without a unit is part of a name or the number of a thing.

        i: its token; counted: a plural that it counts follows; noun: any noun that it may count.
        """
        start, end = m.number.start, m.end if m.ranged else m.number.end
        value = m.low if m.value is None else m.value
        before, after = (
            _word(_WORD_BEFORE, text[max(0, start - _WINDOW) : start]),
            _word(_WORD_AFTER, text[end : end + _WINDOW]),
        )
        if m.number.digits and self._chained(text, start, max(end, m.end) if m.ranged else end):
            return True
        if start and text[start - 1] == "-" and text[start - 2 : start - 1].isalnum():
            word = re.search(r"[A-Za-z]+$", text[max(0, start - 12) : start - 1])
            if not word or word.group().lower() not in self._words.hyphened:
                return True
        counted = noun is not None and tree.tag[noun] in ("NNS", "NNPS")
        if m.unit and not (m.unit == "s" and text[end : end + 1] == "s"):
            return False
        low = before.lower()
        if low in self._words.numbering and not (counted and low in self._words.loose):
            return True
        if after.rstrip(".,").lower() in self._words.streets and after[:1].isupper():
            return True
        if (
            m.number.digits
            and noun is not None
            and tree.tag[noun] == "NNP"
            and m.value == (m.value or 0) // 1
            and m.value != 1
        ):
            return True
        if before.lower() in self._words.products:
            return True
        named = bool(before) and before[0].isupper() and i > 0 and tree.pos[i - 1] == "PROPN"
        if named and m.number.digits and tree.ent[i - 1] not in _BEFORE_COUNTS and text[start - 1] in " \u00a0-":
            return True
        if m.number.digits and 1900 <= (m.value or 0) <= 2100 and end - start == 4 and after[:1].isupper():
            return True
        if named and not counted and (m.number.digits or text[start].isupper()):
            return True
        if m.number.digits and tree.ent[i] in _NAMES and not counted and (named or (after[:1].isupper())):
            return True
        return not m.number.digits and text[start].isupper() and after[:1].isupper() and named

    def is_part(self, text: str, tree: Tree, i: int, m: Measure) -> bool:
        """Whether a fraction names a part ("the second half", "third-quarter results") and is no share; and whether
        words such as "hundreds" stand in a name."""
        if not m.number.fraction or m.number.digits or m.unit:
            return False
        before = _word(_WORD_BEFORE, text[max(0, m.number.start - _WINDOW) : m.number.start]).lower()
        if before in self._words.parts or before.rpartition("-")[2] in self._words.parts:
            return True
        if m.number.value == 0.5 or text[m.number.start] in "aA":
            after = i + 1 if m.number.value == 0.5 else i + 2
            return not self._shares(text, tree, after, m)
        return False

    def _shares(self, text: str, tree: Tree, after: int, m: Measure) -> bool:
        """Whether what follows "half" or "a third" can be what it is a share of: no noun and no adjective of its own."""
        if after >= len(tree):
            return True
        if m.number.value == 0.5:
            return (
                tree.low[after] not in ("-", "time")
                and (
                    tree.low[after]
                    in (
                        "of",
                        "the",
                        "its",
                        "their",
                        "his",
                        "her",
                        "a",
                        "an",
                        "all",
                        "that",
                        "this",
                        "our",
                        "my",
                        "your",
                    )
                    or tree.tag[after] in ("NNS", "NNPS", ".", ",", "VBD", "VBZ", "VBP", "IN", "VBN")
                )
                and text[m.number.end : m.number.end + 1] != "-"
            )
        return tree.pos[after] not in ("NOUN", "PROPN", "ADJ", "NUM") and text[m.number.end : m.number.end + 1] != "-"

    def _chained(self, text: str, start: int, end: int) -> bool:
        """Numbers hung together by hyphens, dots or strokes: telephone numbers, scores, dates, addresses on the net."""
        if start > 1 and text[start - 1] in "-–./:" and text[start - 2].isdigit():
            return True
        return _CHAIN.match(text, end) is not None


def _word(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text) if pattern is _WORD_BEFORE else pattern.match(text)
    return found.group(1) if found else ""
