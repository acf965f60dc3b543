"""Numbers that count nothing: parts of names, numbers of things, addresses, dates."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from ...records import Time
from .measure import Measure
from .phrases import Phrases
from .tables import NameWords
from .units import Units

_WORD_BEFORE = re.compile(r"([^\s()\[\]\"“”,;]+)[\s\u00a0]*$")
_WORD_AFTER = re.compile(r"[\s\u00a0]+([^\s()\[\]\"“”,;]+)")
_LETTERS_BEFORE = re.compile(r"[A-Za-z]+$")
_CHAIN = re.compile(r"[-–./:]\d")
_NAMES = frozenset({"PRODUCT", "FAC", "LAW", "WORK_OF_ART", "EVENT", "ORG", "GPE", "LOC"})
# Names of these kinds do stand before counts: "in Gaza 35 people".
_BEFORE_COUNTS = frozenset({"GPE", "LOC", "DATE", "TIME", "NORP", "PERSON"})
_SHARED_TAGS = frozenset({"NNS", "NNPS", ".", ",", "VBD", "VBZ", "VBP", "IN", "VBN", "DT", "PRP$", "PDT"})
_NO_SHARE = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
_ARTICLES = frozenset({"a", "an"})
_CLOCKS = ("clock", "noon")
_WINDOW = 40
_NEAR = 6
_YEARS = range(1900, 2101)


class Names:
    """Tells which measures are none."""

    def __init__(self, words: NameWords, units: Units) -> None:
        self._words = words
        self._units = units
        phrases = "|".join(sorted(map(re.escape, words.phrases), key=len, reverse=True))
        self._phrases = re.compile(rf"(?<!\w)(?:{phrases})(?!\w)", re.IGNORECASE)

    def is_phrase(self, text: str, m: Measure) -> bool:
        """Whether the numeral lies in one of the fixed phrases that hold a number and are none ("one another")."""
        begin = max(0, m.number.start - _WINDOW)
        found = self._phrases.finditer(text, begin, m.number.end + _WINDOW)
        return any(f.start() < m.number.end and m.number.start < f.end() for f in found)

    def is_time(self, text: str, times: Sequence[Time], m: Measure) -> bool:
        """Whether the numeral is part of a date or a time of day; "three weeks ago" still has a length of time."""
        i = bisect_right(times, m.number.start, key=lambda t: t.start) - 1
        for t in times[max(0, i) : i + 2]:
            if t.start < m.number.end and m.number.start < t.end:
                if t.rule.rpartition(":")[2].startswith(_CLOCKS) or not self._measures(text, t, m):
                    return True
                m.dated = m.kind == "duration"
        return False

    def _measures(self, text: str, t: Time, m: Measure) -> bool:
        """Whether a number within a time is a measure all the same: a length of time, or one with a unit behind it. It
        gets its unit here in "the 50 previous years", where the two stand apart."""
        if m.unit:
            return m.kind == "duration" or m.number.end >= t.end
        between, _, word = text[m.number.end : t.end].rpartition(" ")
        if not between.strip() or t.end - m.number.end > _WINDOW or not (unit := self._units.length_of_time(word)):
            return False
        m.unit, m.kind, m.end = unit, "duration", t.end
        return True

    def are_listed(self, text: str, named: int, start: int) -> bool:
        """Whether a number goes on a list of numbers that name things; named: where the last of them ended."""
        return 0 < start - named <= _NEAR and text[named:start].strip() in self._words.listed

    def is_name(self, phrases: Phrases, m: Measure, noun: int | None) -> bool:
        """Whether a numeral is part of a name or the number of a thing; noun: what it may count."""
        text, start = phrases.text, m.number.start
        end = m.end if m.ranged else m.number.end
        if (m.number.digits and _is_chained(text, start, end)) or self._is_hyphened(text, start):
            return True
        if m.unit and not (m.unit == "s" and text[end : end + 1] == "s"):
            return False
        before, after = _word_before(text, start), _word_after(text, end)
        counted = noun is not None and phrases.tree.tag[noun] in ("NNS", "NNPS")
        if before.lower() in self._words.products:
            return True
        if before.lower() in self._words.numbering and not (counted and before.lower() in self._words.loose):
            return True
        if after[:1].isupper() and after.rstrip(".,").lower() in self._words.streets:
            return True
        return self._is_named(phrases, m, noun, before, after, counted)

    def _is_named(self, phrases: Phrases, m: Measure, noun: int | None, before: str, after: str, counted: bool) -> bool:
        """Whether the parse and the capitals around a numeral make a name of it: "Cessna 340", "2012 Masters"."""
        tree, i, start = phrases.tree, phrases.token(m.number.start), m.number.start
        named = before[:1].isupper() and i > 0 and tree.pos[i - 1] == "PROPN"
        if not m.number.digits:
            return named and phrases.text[start].isupper() and (not counted or after[:1].isupper())
        value = m.low if m.value is None else m.value
        if value is not None and value == int(value) and value != 1 and noun is not None and tree.tag[noun] == "NNP":
            return True
        if value in _YEARS and m.number.end - start == 4 and after[:1].isupper():
            return True
        if named and phrases.text[start - 1] in " \u00a0-":
            return not counted or tree.ent[i - 1] not in _BEFORE_COUNTS
        return tree.ent[i] in _NAMES and not counted and after[:1].isupper()

    def is_part(self, phrases: Phrases, m: Measure) -> bool:
        """Whether a fraction in words names a part ("the second half", "a third man") and is no share."""
        if not m.number.fraction or m.number.digits:
            return False
        if m.unit:
            return (m.number.value or 0) < 0.5 and phrases.low(phrases.token(m.number.start)) in _ARTICLES
        text, tree = phrases.text, phrases.tree
        before, after = _word_before(text, m.number.start).lower(), phrases.token(m.number.end - 1) + 1
        if text[m.number.end : m.number.end + 1] == "-":
            return m.number.value == 0.5 or phrases.low(after - 2) in _ARTICLES
        if m.number.value == 0.5:
            parts = before in self._words.parts or before.rpartition("-")[2] in self._words.parts
            return parts or (after < len(tree) and tree.tag[after] not in _SHARED_TAGS)
        words = text[m.number.start : m.number.end].lower().split()
        if words[0] not in _ARTICLES or len(words) > 2 or phrases.low(after) == "of":
            return False
        follows = after < len(tree) and tree.pos[after] in _NO_SHARE
        return follows or (before not in self._words.share_before and m.number.value != 0.25)

    def is_pronoun(self, phrases: Phrases, m: Measure, noun: int | None) -> bool:
        """Whether a number in words stands for somebody: "one" alone, "the two hugged"."""
        if m.unit or m.number.digits or m.number.fraction or noun is not None or m.value is None or m.number.scale > 1:
            return False
        before = phrases.low(phrases.token(m.number.start) - 1)
        behind_of = phrases.low(phrases.token(m.end - 1) + 1) == "of"
        return m.value == 1 or (before in self._words.before_pronouns and not behind_of)

    def _is_hyphened(self, text: str, start: int) -> bool:
        """Whether a hyphen ties the digits to letters before them, as in "F-16"."""
        if start < 2 or text[start - 1] not in "-‑" or not text[start - 2].isalnum():
            return False
        word = _LETTERS_BEFORE.search(text, max(0, start - 12), start - 1)
        return word is None or word.group().lower() not in self._words.hyphened


def _is_chained(text: str, start: int, end: int) -> bool:
    """Numbers hung together by hyphens, dots or strokes: telephone numbers, scores, dates, addresses on the net."""
    if start > 1 and text[start - 1] in "-–./:" and text[start - 2].isdigit():
        return True
    return _CHAIN.match(text, end) is not None


def _word_before(text: str, start: int) -> str:
    found = _WORD_BEFORE.search(text[max(0, start - _WINDOW) : start])
    return found.group(1) if found else ""


def _word_after(text: str, end: int) -> str:
    found = _WORD_AFTER.match(text, end, end + _WINDOW)
    return found.group(1) if found else ""
