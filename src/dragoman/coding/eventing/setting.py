"""The setting of an event: when, where, and who tells of it."""

from __future__ import annotations

from ...records import Party, Place, Span, Statement, Time
from ..document import Document
from ..tree import Tree

_FAR = 8


class Setting:
    """Finds time, place and teller of events in one document."""

    def __init__(self, document: Document, tree: Tree) -> None:
        self._tree = tree
        self._document = document
        self._times = self._by_head(document.records.get("times", ()))
        self._places = self._by_head(
            p for p in document.records.get("places", ()) if p.rule.rpartition(":")[2] != "adjective"
        )
        statements: tuple[Statement, ...] = document.records.get("statements", ())
        self._told = sorted(
            ((content, s.speaker) for s in statements if s.speaker for content in s.content),
            key=lambda pair: (pair[0].end - pair[0].start, pair[0].start),
        )

    def _by_head(self, records: object) -> dict[int, list[tuple[int, object]]]:
        """Records by the sentence they stand in, each with the token that heads it."""
        found: dict[int, list[tuple[int, object]]] = {}
        for record in records:  # type: ignore[attr-defined]
            sentence = self._document.sentence_at(record.start)
            found.setdefault(sentence.start, []).append(
                (self._document.tokens((record.start, record.end)).root.i, record)
            )
        return found

    def time(self, trigger: int, sentence: Span) -> Time | None:
        """The time nearest to the trigger in the tree, none where another clause has it."""
        found = self._nearest(self._times.get(sentence.start, ()), trigger)
        return found if isinstance(found, Time) else None

    def place(self, trigger: int, sentence: Span) -> Place | None:
        """The place where it happened: one that hangs on the trigger through a preposition of place."""
        found = self._nearest(self._places.get(sentence.start, ()), trigger, located=True)
        return found if isinstance(found, Place) else None

    def _nearest(self, records: object, trigger: int, located: bool = False) -> object | None:
        best: tuple[int, int, object] | None = None
        for at, record in records:  # type: ignore[attr-defined]
            distance = self._distance(at, trigger, located)
            if distance is not None and (best is None or (distance, abs(at - trigger)) < best[:2]):
                best = (distance, abs(at - trigger), record)
        return best[2] if best else None

    def _distance(self, at: int, trigger: int, located: bool) -> int | None:
        """Steps up from the mention to the trigger, or to a verb above that the trigger shares; None where it is
        within another clause."""
        tree = self._tree
        above = {trigger: 0} | {h: n for n, h in enumerate(tree.up(trigger, 4), 1)}
        through_place = not located
        node = at
        for steps in range(_FAR):
            if node in above:
                return steps + above[node] if through_place else None
            if steps and tree.dep[node] in ("relcl", "ccomp", "advcl", "acl"):
                return None
            if tree.dep[node] == "prep" and tree.low[node] in _PLACE_PREPOSITIONS:
                through_place = True
            if tree.head[node] == node:
                return None
            node = tree.head[node]
        return None

    def teller(self, trigger: Span) -> Party | None:
        """Who says what the trigger tells of: the speaker of the smallest statement around it."""
        for content, speaker in self._told:
            if content.start <= trigger.start and trigger.end <= content.end:
                return speaker
        return None


_PLACE_PREPOSITIONS = frozenset(
    [
        "in",
        "at",
        "near",
        "outside",
        "inside",
        "off",
        "around",
        "along",
        "across",
        "on",
        "over",
        "above",
        "under",
        "within",
        "throughout",
        "from",
    ]
)
