"""Lemmas, as spaCy's rules make them, each word in each use once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from spacy.attrs import LEMMA, MORPH, ORTH, POS
from spacy.pipeline import Lemmatizer
from spacy.tokens import Doc

# Words kept at the most.
KEPT = 200_000


class Lemmas:
    """Does what a lemmatizer by rule does; `of` makes one for such a lemmatizer."""

    def __init__(self, lemmatizer: Lemmatizer) -> None:
        self.lemmatizer = lemmatizer
        # spaCy looks whether a word is known by going through a list of thousands.
        words = lemmatizer.lookups.get_table("lemma_index", {})
        for part_of_speech, listed in list(words.items()):
            words[part_of_speech] = frozenset(listed)
        self._known: dict[tuple[int, ...], int] = {}

    @classmethod
    def of(cls, component: Any) -> Lemmas | None:
        """The same rules, or None where lemmas come from elsewhere or replace those that are set."""
        by_rule = isinstance(component, Lemmatizer) and component.mode == "rule" and not component.overwrite
        return cls(component) if by_rule else None

    def annotate(self, docs: Sequence[Doc]) -> None:
        """Sets the lemma of every token that has none yet."""
        for doc in docs:
            if len(doc):
                self._annotate(doc)

    def _annotate(self, doc: Doc) -> None:
        table = doc.to_array([LEMMA, ORTH, POS, MORPH])
        if len(self._known) > KEPT:
            self._known.clear()
        known, lemmas = self._known, table[:, 0].copy()
        for i in np.flatnonzero(lemmas == 0).tolist():
            key = tuple(table[i, 1:].tolist())
            lemma = known.get(key)
            if lemma is None:
                lemma = known[key] = doc.vocab.strings.add(self.lemmatizer.lemmatize(doc[i])[0])
            lemmas[i] = lemma
        column: Any = lemmas.reshape(-1, 1)
        doc.from_array([LEMMA], column)
