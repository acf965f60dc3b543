"""Parts of speech, lemma exceptions and forms, as spaCy's attribute ruler sets them, each combination once.

The ruler's patterns look, with a few exceptions, at one token: its tag, its word, its relation. What they make of a
combination of the three is worked out by the ruler itself when it is first met, and kept; the few patterns of more
than one token run as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from spacy.attrs import DEP, IS_SPACE, LEMMA, MORPH, ORTH, POS, TAG
from spacy.pipeline import AttributeRuler
from spacy.pipeline.attributeruler import set_token_attrs
from spacy.tokens import Doc

_SET = (POS, MORPH, LEMMA)
KNOWN = frozenset({"TAG", "LOWER", "DEP", "IS_SPACE"})
# Combinations kept at the most.
KEPT = 200_000


class _Effect(NamedTuple):
    """values: of `_SET`, 0 for none; ranks: of the patterns that set them; others: of other attributes."""

    values: tuple[int, ...]
    ranks: dict[int, int]
    others: dict[int, int]


class WordClasses:
    """Does what an attribute ruler does; `of` makes one for a ruler whose patterns are of the kind it knows."""

    def __init__(self, ruler: AttributeRuler, several: AttributeRuler, ranks: list[int]) -> None:
        self.ruler = ruler
        self.several = several
        self.ranks = ranks
        self._effects: dict[tuple[int, int, int], _Effect] = {}

    @classmethod
    def of(cls, ruler: Any) -> WordClasses | None:
        """The same rules, or None where patterns ask for what is not part of a combination."""
        several = AttributeRuler(ruler.vocab)
        ranks = []
        for rank, rule in enumerate(ruler.patterns):
            tokens = [token for pattern in rule["patterns"] for token in pattern]
            if any(set(token) - KNOWN for token in tokens):
                return None
            if any(len(pattern) > 1 for pattern in rule["patterns"]):
                several.add(rule["patterns"], rule["attrs"], rule["index"])
                ranks.append(rank)
        return cls(ruler, several, ranks)

    def annotate(self, docs: Sequence[Doc]) -> None:
        """Sets the attributes of tagged and parsed texts."""
        for doc in docs:
            if len(doc):
                self._annotate(doc)

    def _annotate(self, doc: Doc) -> None:
        table = doc.to_array([TAG, ORTH, DEP, IS_SPACE, *_SET])
        keys = list(zip(*table[:, :3].T.tolist(), strict=True))
        effects = self._effects
        if len(effects) > KEPT:
            effects.clear()
        if new := {key: i for i, key in enumerate(keys) if key not in effects}:
            self._learn(doc, list(new.values()), list(new))
        found = [effects[key] for key in keys]
        values = np.array([effect.values for effect in found], dtype=np.uint64)
        set_anew: Any = np.where(values > 0, values, table[:, 4:])
        doc.from_array(list(_SET), set_anew)
        for i in np.flatnonzero(table[:, 3]).tolist():
            if found[i].others:
                set_token_attrs(doc[i], found[i].others)
        for rule, _, start, _ in self.several.match(doc):
            i = start + self.several.indices[rule]
            attrs = {a: v for a, v in self.several.attrs[rule].items() if found[i].ranks.get(a, -1) < self.ranks[rule]}
            set_token_attrs(doc[i], attrs)

    def _learn(self, doc: Doc, at: list[int], keys: list[tuple[int, int, int]]) -> None:
        """What the ruler makes of tokens that stand alone."""
        alone = Doc(
            doc.vocab, words=[doc[i].text for i in at], tags=[doc[i].tag_ for i in at],
            deps=[doc[i].dep_ or "dep" for i in at], heads=list(range(len(at))),
        )  # fmt: skip
        got: list[dict[int, tuple[int, int]]] = [{} for _ in at]
        for rule, _, start, end in self.ruler.match(alone):
            if end - start == 1:
                got[start].update((a, (v, rule)) for a, v in self.ruler.attrs[rule].items())
        for key, attrs in zip(keys, got, strict=True):
            values = tuple(attrs[a][0] if a in attrs else 0 for a in _SET)
            others = {a: v for a, (v, _) in attrs.items() if a not in _SET}
            self._effects[key] = _Effect(values, {a: rank for a, (_, rank) in attrs.items()}, others)
