"""What one marked party does to the other."""

from __future__ import annotations

import msgspec

from ...records import Span
from ..document import Document
from ..tree import Tree
from .told import Told

# How much less an event counts that another of the same actor holds.
_NESTED = 2.5


class Classification(msgspec.Struct, frozen=True):
    """What one marked party does to the other: category and mode of PLOVER, "" where nothing tells of it."""

    category: str
    mode: str = ""
    confidence: float = 0.0


class PairReader:
    """Picks the event that links two marked parties."""

    def read(
        self, document: Document, tree: Tree, told: list[Told], actor: tuple[int, int],
        recipient: tuple[int, int] | None,
    ) -> Classification:  # fmt: skip
        """Category, mode and confidence; "" and 0 where nothing is told."""
        if not told:
            return Classification("")
        a = document.tokens(actor)
        r = document.tokens(recipient) if recipient else None
        acting = {t.trigger for t in told if self._acts(t, actor)}
        best = max(
            told,
            key=lambda t: (
                self._fit(t, actor, recipient) - _NESTED * self._is_nested(tree, t.trigger, acting),
                -self._distance(tree, t.trigger, a.root.i, r.root.i if r else None),
                t.confidence,
                -t.trigger,
            ),
        )
        fit = self._fit(best, actor, recipient)
        sure = best.confidence * (0.4, 0.6, 0.8, 0.9, 1.0, 1.0, 1.0)[min(6, fit)]
        return Classification(best.category, best.mode, round(sure, 3))

    def _acts(self, told: Told, actor: tuple[int, int]) -> bool:
        return any(_overlap(told.spans[t], actor) for t in told.actors)

    def _is_nested(self, tree: Tree, trigger: int, acting: set[int]) -> bool:
        """Whether it is but the purpose or the object of something else that the actor does: of "offered to help" the
        offer counts."""
        return tree.dep[trigger] != "conj" and any(h in acting for h in tree.up(trigger, 5))

    def _fit(self, told: Told, actor: tuple[int, int], recipient: tuple[int, int] | None) -> int:
        acts = self._acts(told, actor)
        suffers = recipient is not None and any(_overlap(told.spans[t], recipient) for t in told.recipients)
        swapped = any(_overlap(told.spans[t], actor) for t in told.recipients)
        return 2 * acts + 2 * suffers - swapped + (recipient is None and not told.recipients)

    def _distance(self, tree: Tree, trigger: int, actor: int, recipient: int | None) -> int:
        total = _path(tree, trigger, actor)
        return total + (_path(tree, trigger, recipient) if recipient is not None else 0)


def _path(tree: Tree, a: int, b: int) -> int:
    """Steps between two tokens in the tree; 30 where they are in different trees."""
    above = {a: 0} | {h: n for n, h in enumerate(tree.up(a), 1)}
    if b in above:
        return above[b]
    for steps, head in enumerate(tree.up(b), 1):
        if head in above:
            return steps + above[head]
    return 30


def _overlap(a: Span, b: tuple[int, int]) -> bool:
    return a.start < b[1] and b[0] < a.end
