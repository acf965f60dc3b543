"""The order of work on a batch of texts: spaCy's components, some of them done faster."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from .encoder import replace_encoder
from .hidden import replace_hidden
from .lemmas import Lemmas
from .names import NameFinder
from .words import WordClasses

Step = Callable[[list[Doc]], None]


class Pipeline:
    """Runs a loaded spaCy pipeline over batches of tokenized texts.

    A component of a layout that this package knows is done by its faster twin, which gives the same result; every
    other one (a user's own, a transformer) runs as spaCy has it.
    """

    def __init__(self, nlp: Language) -> None:
        self._steps: list[Step] = [_step(nlp, name, component) for name, component in nlp.pipeline]

    def annotate(self, docs: Sequence[Doc]) -> list[Doc]:
        """The same documents, tagged, parsed, and with their names."""
        batch = list(docs)
        for step in self._steps:
            step(batch)
        return batch


def _step(nlp: Language, name: str, component: Any) -> Step:
    factory = nlp.get_pipe_meta(name).factory
    if factory in ("tok2vec", "ner", "parser"):
        replace_encoder(component)
    if factory == "ner" and (finder := NameFinder.of(component)):
        return finder.annotate
    if factory == "parser":
        replace_hidden(component)
    if factory == "attribute_ruler" and (words := WordClasses.of(component)):
        return words.annotate
    if factory == "lemmatizer" and (lemmas := Lemmas.of(component)):
        return lemmas.annotate

    def as_spacy_has_it(docs: list[Doc]) -> None:
        if hasattr(component, "pipe"):
            for _ in component.pipe(docs, batch_size=max(1, len(docs))):
                pass
        else:
            for doc in docs:
                component(doc)

    return as_spacy_has_it
