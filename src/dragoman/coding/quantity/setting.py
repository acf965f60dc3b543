"""The time that a figure is for, and who gave it."""

from __future__ import annotations

from ...records import Party, Span, Statement, Time
from ..document import Document
from ..tree import VERBAL, Tree

_STEPS = 12


class Setting:
    """Finds period and teller of the figures of one document."""

    def __init__(self, document: Document, tree: Tree) -> None:
        self._document = document
        self._tree = tree
        self._times: dict[int, list[tuple[Time, int | None, int]]] = {}
        statements: tuple[Statement, ...] = document.records.get("statements", ())
        self._told = sorted(
            ((content, s.speaker) for s in statements if s.speaker for content in s.content),
            key=lambda pair: (pair[0].end - pair[0].start, pair[0].start),
        )

    def teller(self, span: Span) -> Party | None:
        """The speaker of the smallest statement around the figure."""
        for content, speaker in self._told:
            if content.start <= span.start and span.end <= content.end:
                return speaker
        return None

    def period(self, token: int, span: Span) -> Time | None:
        """The time nearest to the figure that hangs on the same verb; one within the figure itself is none."""
        times = self._in_sentence(span.start)
        if not times:
            return None
        clause = self._clause(token)
        near = [
            (abs(at - token), t) for t, of, at in times if of == clause and (t.end <= span.start or t.start >= span.end)
        ]
        return min(near, key=lambda pair: pair[0])[1] if near else None

    def _in_sentence(self, offset: int) -> list[tuple[Time, int | None, int]]:
        sentence = self._document.sentence_at(offset)
        if sentence.start not in self._times:
            found = []
            for t in self._document.times_in(sentence):
                at = self._document.tokens((t.start, t.end)).root.i
                found.append((t, self._clause(at), at))
            self._times[sentence.start] = found
        return self._times[sentence.start]

    def _clause(self, token: int) -> int | None:
        """The verb that governs a token; the topmost noun where there is none."""
        tree, at = self._tree, token
        for _ in range(_STEPS):
            if tree.pos[at] in VERBAL and at != token or tree.head[at] == at:
                return at
            at = tree.head[at]
        return None
