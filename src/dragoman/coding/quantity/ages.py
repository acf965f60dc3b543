"""Ages: "aged 12", "a 35-year-old", "Ms Rask, 47, said"."""

from __future__ import annotations

import re

from .measure import Measure
from .tables import MeasureWords

_AFTER = re.compile(r"[ \u00a0-]?([A-Za-z-]+(?: age)?)")
_BEFORE = re.compile(r"((?:[A-Za-z]+ )?[A-Za-z]+)(?: of)?[ :]$")
_ROLE = re.compile(r"\b(?:an?|the|his|her|their) (?:[a-z-]+ ){0,2}[a-z]{2,}[a-rt-z],? ?[,(]\s?$", re.IGNORECASE)
_LISTED = frozenset({"and", "or", ",", ", and"})
_NAME = re.compile(r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]*\.?)*[,]? ?[,(]\s?$")
_CLOSED = re.compile(r"\s?[,.;)](?!\d)|\s*$")
_PARTS = frozenset({"a", "mo", "wk", "d", "h"})


class Ages:
    """Marks measures that are ages."""

    def __init__(self, words: MeasureWords) -> None:
        self._words = words

    def mark(self, text: str, m: Measure, before: Measure | None = None) -> None:
        """Makes a measure an age where the words around it say so, or where it goes on a list of ages: kind "age",
        unit "a" where it had none."""
        if m.unit in _PARTS and self._old_after(text, m):
            m.kind, m.rule = "age", "measures.yaml:ages"
        elif (
            not m.unit
            and self._fits(m)
            and (self._word_before(text, m) or self._apposed(text, m) or self._of_age(text, m))
        ):
            m.unit, m.kind, m.rule = "a", "age", "measures.yaml:ages"
        elif not m.unit and self._fits(m) and before is not None and before.kind == "age":
            if before.end < m.start <= before.end + 6 and text[before.end : m.start].strip() in _LISTED:
                m.unit, m.kind, m.rule = "a", "age", "measures.yaml:ages"

    def _fits(self, m: Measure) -> bool:
        values = [v for v in (m.value, m.low, m.high) if v is not None]
        return (
            bool(values)
            and all(0 < v < self._words.ages.oldest for v in values)
            and m.number.scale == 1
            and not m.number.fraction
        )

    def _old_after(self, text: str, m: Measure) -> bool:
        after = _AFTER.match(text, m.end)
        if after is None or after.group(1).lower() not in self._words.ages.after:
            return False
        m.end = after.end(1)
        return True

    def _of_age(self, text: str, m: Measure) -> bool:
        return text[m.end : m.end + 13].lower().startswith((" years of age", " year of age"))

    def _word_before(self, text: str, m: Measure) -> bool:
        before = _BEFORE.search(text, max(0, m.number.start - 24), m.number.start)
        if before is None:
            return False
        low = before.group().lower().rstrip(" :")
        return (
            low in self._words.ages.before
            or low.split()[-1] in self._words.ages.before
            or " ".join(low.split()[-2:]) in self._words.ages.before
        )

    def _apposed(self, text: str, m: Measure) -> bool:
        """A name, then the number between commas or brackets."""
        if (
            not m.number.digits
            or m.value is None
            or m.value != int(m.value)
            or m.value < 3
            or m.end - m.number.start > 3
        ):
            return False
        if not _CLOSED.match(text, m.end) or (m.end >= len(text.rstrip()) - 1 and text[m.start - 1 : m.start] != "("):
            return False
        begin = max(0, m.start - 40)
        if _NAME.search(text, begin, m.start):
            return True
        return 15 < m.value < 100 and text[m.end : m.end + 1] in (",", ")") and bool(_ROLE.search(text, begin, m.start))
