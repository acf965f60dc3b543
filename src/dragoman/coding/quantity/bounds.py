"""Words that bound a figure ("at least", "up to", "or more") or make it a rough one ("about")."""

from __future__ import annotations

import re

from .measure import Measure
from .tables import BoundWords

_WORDS = re.compile(r"[^\s()\[\];,\"“”]+")
_REACH = 48
_LONGEST = 5
_SIGN = re.compile(r"([<>]=?|[≥≤~≈±∼])\s?$")


class Bounds:
    """Finds the bound of a measure and takes its words into the measure."""

    def __init__(self, words: BoundWords) -> None:
        self._words = words
        self._before = {phrase: kind for kind, phrases in words.before.items() for phrase in phrases}
        self._after = sorted(((p, kind) for kind, ps in words.after.items() for p in ps), key=lambda p: -len(p[0]))

    def bound(self, text: str, measure: Measure) -> None:
        """Sets bound and approximate of a measure by the words around it; ranges take only "about"."""
        for _ in range(2):
            if not self._bound_before(text, measure):
                break
        self.bound_after(text, measure)

    def _bound_before(self, text: str, m: Measure) -> bool:
        sign = _SIGN.search(text, max(0, m.start - 3), m.start)
        if sign and (kind := self._words.signs.get(sign.group(1))):
            self._set(m, kind, sign.start())
            return True
        if m.start and text[m.start - 1] == "-" and text[max(0, m.start - 5) : m.start - 1].lower().endswith("sub"):
            self._set(m, "most", m.start - 4)
            return True
        start = max(0, m.start - _REACH)
        words = list(_WORDS.finditer(text, start, m.start))
        if start and words and words[0].start() == start:
            words = words[1:]
        if not words or text[words[-1].end() : m.start].strip(" \u00a0") or words[-1].end() == m.start:
            return False
        low = [w.group().lower() for w in words]
        filled = self._longest(low, self._words.fillers)
        for skip in dict.fromkeys((0, filled)):
            kept = low[: len(low) - skip]
            size = self._longest(kept, self._before)
            if size and not _broken(text, words, len(kept) - size, len(words)):
                phrase = " ".join(kept[-size:])
                if self._stands(phrase, kept[:-size], m):
                    self._set(m, self._before[phrase], words[len(kept) - size].start())
                    return True
        return False

    def bound_after(self, text: str, m: Measure) -> bool:
        """A bound behind the measure: "or more", "+", "or so"."""
        after = text[m.end : m.end + 24].lower()
        for phrase, kind in self._after:
            gap = after[:1] if after[:1] in " \u00a0" and phrase != "-plus" else ""
            if after.startswith(phrase, len(gap)):
                end = len(gap) + len(phrase)
                if (
                    after[end : end + 1].isalnum()
                    or (phrase == "+" and gap)
                    or (phrase in ("plus", "tops", "better") and not _ends(after[end:]))
                ):
                    continue
                self._set(m, kind, m.start)
                m.end += end
                return True
        return False

    def _longest(self, words: list[str], phrases: object) -> int:
        """How many of the last words make one of the phrases."""
        for size in range(min(_LONGEST, len(words)), 0, -1):
            if " ".join(words[-size:]) in phrases:  # type: ignore[operator]
                return size
        return 0

    def _stands(self, phrase: str, before: list[str], m: Measure) -> bool:
        """Whether the phrase bounds: "over three days" most often tells how long, not how long at least."""
        if phrase in self._words.over and m.kind == "duration":
            return bool(before) and before[-1] in self._words.over_with
        return True

    def _set(self, m: Measure, kind: str, start: int) -> None:
        m.start = min(m.start, start)
        if kind == "about":
            m.approximate = True
        elif not m.bound:
            m.bound = kind


def _ends(after: str) -> bool:
    return not after.strip() or after.lstrip()[:1] in ".,;:)!?" or after.startswith((" and ", " or "))


def _broken(text: str, words: list[re.Match[str]], first: int, last: int) -> bool:
    """Whether marks stand between the words, so that they are no one phrase."""
    return any(text[words[i].end() : words[i + 1].start()].strip(" \u00a0\n") for i in range(first, last - 1))
