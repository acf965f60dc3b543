"""Ages: "aged 12", "a 35-year-old", "Ms Rask, 47, said"."""

from __future__ import annotations

import re

from .measure import Measure
from .tables import MeasureWords

_AFTER = re.compile(r"[ \u00a0-]?([A-Za-z-]+(?: age)?)")
_BEFORE = re.compile(r"((?:[A-Za-z'’]+ ){0,2}[A-Za-z'’]+)[ :]$")
_NAME = re.compile(r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]*\.?)*,? ?[,(]\s?$")
_ROLE = re.compile(r"\b(?:an?|the|his|her|their) (?:[a-z-]+ ){0,2}[a-z]{2,}[a-rt-z],? ?[,(]\s?$", re.IGNORECASE)
_CLOSED = re.compile(r"\s?[,.;)](?!\d)|\s*$")
_CLOSED_OFF = re.compile(r"\s?[,.;:)!?”\"]|\s*$| (?P<word>[a-z]+)\b")
_LISTED = frozenset({"and", "or", ",", ", and"})
_PARTS = frozenset({"a", "mo", "wk", "d", "h"})
_NEAR = 6
_WINDOW = 40
_YOUNGEST_NAMED, _YOUNGEST_ROLE, _OLDEST_ROLE = 3, 16, 99


class Ages:
    """Marks measures that are ages."""

    def __init__(self, words: MeasureWords) -> None:
        self._words = words.ages

    def mark(self, text: str, m: Measure, before: Measure | None = None) -> None:
        """Makes a measure an age where the words around it say so, or where it goes on a list of ages (before: the
        measure before it): kind "age", unit "a" where it had none."""
        if m.unit:
            if m.unit in _PARTS and (old := self._old_behind(text, m)):
                m.kind, m.end, m.rule = "age", old, "measures.yaml:ages"
        elif self._fits(m) and (
            self._word_before(text, m) or self._old_behind(text, m) or _is_apposed(text, m) or _goes_on(text, m, before)
        ):
            m.unit, m.kind, m.rule = "a", "age", "measures.yaml:ages"

    def _fits(self, m: Measure) -> bool:
        values = [v for v in (m.value, m.low, m.high) if v is not None]
        plain = m.number.scale == 1 and not m.number.fraction
        return plain and all(0 < v < self._words.oldest for v in values)

    def _old_behind(self, text: str, m: Measure) -> int | None:
        """Where "old" ends behind a measure."""
        after = _AFTER.match(text, m.end)
        return after.end(1) if after is not None and after.group(1).lower() in self._words.after else None

    def _word_before(self, text: str, m: Measure) -> bool:
        before = _BEFORE.search(text, max(0, m.number.start - 24), m.number.start)
        if before is None:
            return False
        words = before.group(1).lower().split()
        phrases = {" ".join(words[i:]) for i in range(len(words))}
        if phrases & self._words.before:
            return True
        person = words[-1:] == ["of"] and words[-2:-1] and words[-2] in self._words.people
        if not person and not phrases & self._words.before_closed:
            return False
        after = _CLOSED_OFF.match(text, m.end)
        return after is not None and (not after.group("word") or after.group("word") in self._words.closed)


def _is_apposed(text: str, m: Measure) -> bool:
    """A name or a person's part, then the number between commas or brackets: "Rask, 47," "the envoy, 47,"."""
    if not m.number.digits or m.value is None or m.value != int(m.value) or m.end - m.number.start > 3:
        return False
    if m.value < _YOUNGEST_NAMED or not _CLOSED.match(text, m.end) or not text[m.end : m.end + 2].strip():
        return False
    begin = max(0, m.start - _WINDOW)
    if _NAME.search(text, begin, m.start):
        return True
    in_role = _YOUNGEST_ROLE <= m.value <= _OLDEST_ROLE and text[m.end : m.end + 1] in (",", ")")
    return in_role and _ROLE.search(text, begin, m.start) is not None


def _goes_on(text: str, m: Measure, before: Measure | None) -> bool:
    """Whether a list of ages goes on: "aged seven and nine"."""
    if before is None or before.kind != "age" or not 0 < m.start - before.end <= _NEAR:
        return False
    return text[before.end : m.start].strip() in _LISTED
