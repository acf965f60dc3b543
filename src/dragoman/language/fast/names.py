"""Names, found as spaCy's `ner` finds them, for all tokens of a batch at once.

spaCy decides token by token, since a decision may depend on those before it. It does so only inside a name: outside,
what it looks at is the token alone, so that the decision for every token, were it outside, is one product of matrices.
Only the tokens after a possible first one are then gone through step by step, all such names of the batch together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import IS_SPACE, SENT_START
from spacy.tokens import Doc
from spacy.tokens import Span as TokenSpan

from .blas import Floats, one_thread, weights

Ints = NDArray[np.int64]

# spaCy's names of the moves, in the order in which it numbers them ("M" is no move of a trained model).
_MOVES = {1: "B-", 2: "I-", 3: "L-", 4: "U-", 5: "O"}
_LOWEST = np.float32(-3.4e38)


class _Move(NamedTuple):
    """What a class of the model does: the prefix of `_MOVES` and the label."""

    prefix: str
    label: str


def _moves(component: Any) -> list[_Move] | None:
    """The model's classes in order, worked out as spaCy's transition system does and held against what it says."""
    found = []
    for action, labels in sorted(component.moves.labels.items()):
        if action not in _MOVES:
            continue
        for _, label in sorted(((freq, label) for label, freq in labels.items()), reverse=True):
            found.append(_Move(_MOVES[action], label))
    named = [m.prefix + m.label for m in found if (m.prefix, m.label) != ("U-", "")]
    return found if named == list(component.move_names) and len(found) == component.moves.n_moves else None


class NameFinder:
    """Sets `doc.ents` as the component `ner` would; `of` makes one for a component of the layout it knows."""

    def __init__(self, component: Any, moves: list[_Move]) -> None:
        vectors, lower, upper = component.model.layers
        self.vectors = vectors
        matrices, bias, pad = (weights(lower, p) for p in ("W", "b", "pad"))
        features, width, _, inner = matrices.shape
        # The pieces of a layer side by side, so that the larger of two is taken with whole-row operations.
        self.width = width
        self.first, self.start, self.last = (
            np.ascontiguousarray(matrices[f].transpose(1, 0, 2).reshape(-1, inner).T) for f in range(features)
        )
        self.bias = np.ascontiguousarray(bias.T.reshape(-1))
        self.closed = self.bias + np.ascontiguousarray(pad[0].transpose(0, 2, 1).reshape(features, -1))[1:].sum(axis=0)
        self.out: Floats = np.ascontiguousarray(weights(upper, "W").T)
        self.out_bias: Floats = weights(upper, "b")
        self.moves = moves
        prefixes = np.array([m.prefix for m in moves])
        blocking = np.array([m == ("U-", "") for m in moves])
        self.begins, self.units = prefixes == "B-", (prefixes == "U-") & ~blocking
        self.never_outside = (prefixes == "I-") | (prefixes == "L-") | blocking
        at = {m: i for i, m in enumerate(moves)}
        self.inside = np.array([at.get(_Move("I-", m.label), 0) for m in moves])
        self.ending = np.array([at.get(_Move("L-", m.label), 0) for m in moves])

    @classmethod
    def of(cls, component: Any) -> NameFinder | None:
        """A finder with the component's weights, or None where it is of another layout."""
        model = component.model
        moves = _moves(component)
        if moves is None or len(model.layers) != 3 or not model.attrs["has_upper"] or model.attrs["unseen_classes"]:
            return None
        if component.cfg.get("beam_width", 1) != 1 or model.layers[1].get_dim("nF") != 3:
            return None
        return cls(component, moves)

    def annotate(self, docs: Sequence[Doc]) -> None:
        """Finds the names of tokenized texts whose sentence starts are set."""
        filled = [doc for doc in docs if len(doc)]
        if not filled:
            return
        vectors: Floats = self.vectors.predict(filled)
        marks = np.concatenate([doc.to_array([SENT_START, IS_SPACE]) for doc in filled]).astype(np.int64)
        starts_next = np.ones(len(marks), dtype=bool)
        starts_next[:-1] = marks[1:, 0] == 1
        ends = np.cumsum([len(doc) for doc in filled])
        starts_next[ends - 1] = True
        last = np.zeros(len(marks), dtype=bool)
        last[ends - 1] = True
        with one_thread():
            found = list(self._names(vectors, starts_next, marks[:, 1] == 1))
        self._set(filled, found, ends)

    def _names(
        self, vectors: Floats, before_start: NDArray[np.bool_], space: NDArray[np.bool_]
    ) -> Iterator[tuple[int, int, int]]:
        """First token, token after the last, and class of the first move, of each name in order.

        before_start: tokens after which a sentence or a text begins; space: tokens that are white space.
        """
        scores = self._scores(vectors @ self.first + self.closed)
        scores[:, self.never_outside] = _LOWEST
        scores[np.ix_(before_start | space, self.begins)] = _LOWEST
        scores[np.ix_(space, self.units)] = _LOWEST
        best = scores.argmax(axis=1)
        firsts = np.flatnonzero(self.begins[best])
        ends = dict(zip(firsts.tolist(), self._ends(vectors, firsts, best[firsts], before_start).tolist(), strict=True))
        free = 0
        for i in np.flatnonzero(self.begins[best] | self.units[best]).tolist():
            if i >= free:
                free = ends.get(i, i) + 1
                yield i, free, int(best[i])

    def _ends(self, vectors: Floats, firsts: Ints, moves: Ints, before_start: NDArray[np.bool_]) -> Ints:
        """The last token of the name that begins at each of `firsts` with the move given."""
        ends = firsts.copy()
        opening = vectors[firsts] @ self.start + self.bias
        going = np.arange(len(firsts))
        while len(going):
            at = ends[going] + 1
            hidden = vectors[at] @ self.first + opening[going] + vectors[at - 1] @ self.last
            scores = self._scores(hidden)
            rows = np.arange(len(going))
            on, off = self.inside[moves[going]], self.ending[moves[going]]
            go_on = scores[rows, on] - scores[rows, off]
            stays = ((go_on > 0) | ((go_on == 0) & (on < off))) & ~before_start[at]
            ends[going] = at
            going = going[stays]
        return ends

    def _scores(self, hidden: Floats) -> Floats:
        scores: Floats = np.maximum(hidden[:, : self.width], hidden[:, self.width :]) @ self.out
        scores += self.out_bias
        return scores

    def _set(self, docs: Sequence[Doc], found: Sequence[tuple[int, int, int]], ends: Ints) -> None:
        at, begin = 0, 0
        for doc, end in zip(docs, ends.tolist(), strict=True):
            spans = []
            while at < len(found) and found[at][0] < end:
                start, after, move = found[at]
                spans.append(TokenSpan(doc, start - begin, after - begin, label=self.moves[move].label))
                at += 1
            doc.set_ents(spans, default="outside")
            begin = end
