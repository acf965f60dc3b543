"""The time that a figure is for, and who gave it."""

from __future__ import annotations

from typing import NamedTuple

from ...records import Party, Span, Statement, Time
from ..document import Document
from ..tree import VERBAL, Tree

_STEPS = 12


class _Dated(NamedTuple):
    time: Time
    clause: int | None


class Setting:
    """Finds period and teller of the figures of one document."""

    def __init__(self, document: Document, tree: Tree) -> None:
        self._document = document
        self._tree = tree
        self._times: dict[int, list[_Dated]] = {}
        self._told: dict[int, list[tuple[Span, Party]]] = {}
        for time in document.records.get("times", ()):
            token = document.tokens((time.start, time.end)).root.i
            dated = _Dated(time, self._clause(token))
            self._times.setdefault(document.sentence_at(time.start).start, []).append(dated)
        statements: tuple[Statement, ...] = document.records.get("statements", ())
        for statement in statements:
            for content in statement.content if statement.speaker else ():
                self._tell(content, statement.speaker)  # type: ignore[arg-type]

    def teller(self, span: Span) -> Party | None:
        """The speaker of the smallest statement around the figure."""
        told = self._told.get(self._document.sentence_at(span.start).start, ())
        around = [
            (c.end - c.start, i, p) for i, (c, p) in enumerate(told) if c.start <= span.start and span.end <= c.end
        ]
        return min(around)[2] if around else None

    def period(self, token: int, span: Span) -> Time | None:
        """The time nearest to the figure that hangs on the same verb; one within the figure itself is none.

        Of two as near, the one before it, but not where only a preposition parts it from the other: "from 3% in May
        to 4% in June".
        """
        times = self._times.get(self._document.sentence_at(span.start).start)
        if not times:
            return None
        clause = self._clause(token)
        near = [
            ((words := self._words_between(span, d.time)), (d.time.start < span.start) == (words < 2), i, d.time)
            for i, d in enumerate(times)
            if d.clause == clause and (d.time.end <= span.start or d.time.start >= span.end)
        ]
        return min(near)[3] if near else None

    def _words_between(self, span: Span, time: Time) -> int:
        start, end = (time.end, span.start) if time.end <= span.start else (span.end, time.start)
        return len(self._document.text[start:end].split())

    def _tell(self, content: Span, speaker: Party) -> None:
        """Files what is said under each sentence that it reaches into."""
        at = content.start
        while at < content.end:
            sentence = self._document.sentence_at(at)
            self._told.setdefault(sentence.start, []).append((content, speaker))
            at = max(sentence.end, at) + 1

    def _clause(self, token: int) -> int | None:
        """The verb that governs a token; the topmost noun where there is none."""
        tree, at = self._tree, token
        for _ in range(_STEPS):
            if (tree.pos[at] in VERBAL and at != token) or tree.head[at] == at:
                return at
            at = tree.head[at]
        return None
