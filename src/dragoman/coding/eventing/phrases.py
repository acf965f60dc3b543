"""Word lists that are looked for on the surface: idioms that tell of no event, and the words of contexts."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from ...errors import KnowledgeError
from ...knowledge import DATA, Knowledge
from ..ontology import Ontology
from ..tree import Tree

# Parts of speech of which labels of topics consist, and where a sentence before them ends.
_LABEL = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "ADP", "DET", "PUNCT", "SYM"})
_ENDS = frozenset({".", "!", "?", "\n"})
_LONGEST_LABEL = 7


class _Idioms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    phrases: str


class Phrases:
    """Sequences of words, found in one pass. words: each phrase with what it stands for."""

    def __init__(self, phrases: Iterable[tuple[tuple[str, ...], str]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for words, value in phrases:
            for form in {words, _apart(words)}:
                if form:
                    self._by_first.setdefault(form[0], []).append((form, value))

    def find(self, words: list[str], start: int, end: int) -> list[tuple[int, int, str]]:
        """First and last token (exclusive) of each phrase within the tokens, and what it stands for."""
        found = []
        for i in range(start, end):
            for phrase, value in self._by_first.get(words[i], ()):
                n = len(phrase)
                if n == 1 or (i + n <= end and tuple(words[i : i + n]) == phrase):
                    found.append((i, i + n, value))
        return found


def _apart(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words with hyphens as words of their own, as the tokenizer has them."""
    return tuple(part for word in words for part in re.split("(-)", word) if part)


class Idioms:
    """Phrases that block the words they hold: "price war", "Department of Defence"."""

    def __init__(self, knowledge: Knowledge) -> None:
        lines = [line.strip().lower() for _, file in knowledge.documents("lexicon/words/idioms.yaml", _Idioms)
                 for line in file.phrases.splitlines()]  # fmt: skip
        self._phrases = Phrases((tuple(line.split()), "") for line in dict.fromkeys(lines) if line)

    def blocked(self, tree: Tree) -> frozenset[int]:
        """The tokens that belong to an idiom, or to the label of a topic."""
        idioms = (i for a, b, _ in self._phrases.find(tree.low, 0, len(tree)) for i in range(a, b))
        return frozenset((*idioms, *_topics(tree)))


def _topics(tree: Tree) -> list[int]:
    """The tokens of labels: "Riverland civil war: three towns fall" tells of the fall alone."""
    found: list[int] = []
    for colon, low in enumerate(tree.low):
        if low != ":":
            continue
        first = colon
        while first and colon - first < _LONGEST_LABEL and tree.low[first - 1] not in _ENDS:
            first -= 1
        opens = first == 0 or tree.low[first - 1] in _ENDS
        if opens and all(tree.pos[i] in _LABEL for i in range(first, colon)):
            found += range(first, colon)
    return found


class ContextFinder:
    """Which of the ontology's contexts the words of a sentence tell of."""

    def __init__(self, knowledge: Knowledge, ontology: Ontology) -> None:
        pairs: list[tuple[tuple[str, ...], str]] = []
        for path, table in knowledge.documents("lexicon/words/contexts.yaml", dict[str, str]):
            for context, words in table.items():
                if context not in ontology.contexts:
                    if ontology.own and DATA in path.parents:
                        continue  # PLOVER's, which this ontology does without
                    raise KnowledgeError(f"{path}: no context {context!r}; the ontology has {list(ontology.contexts)}")
                pairs += [(tuple(w.split("_")), context) for w in words.lower().split()]
        self._phrases = Phrases(pairs)
        self._order = {c: i for i, c in enumerate(ontology.contexts)}

    def find(self, tree: Tree, start: int, end: int) -> tuple[str, ...]:
        """Contexts of the tokens from `start` to `end`, in the ontology's order."""
        found = {value for words in (tree.lemma, tree.low) for _, _, value in self._phrases.find(words, start, end)}
        return tuple(sorted(found, key=self._order.__getitem__))
