"""One document as the event coder reads it: its tree, frames, matches and parties, each made once."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Set

from ...knowledge import Knowledge
from ...records import Span
from ..document import Document
from ..ontology import Ontology
from ..status import StatusReader
from ..tree import tree_of
from .frames import Frames
from .kinds import Kinds
from .lexicon import Lexicon
from .matcher import Matcher
from .parties import PartyFinder
from .phrases import ContextFinder, Idioms
from .proposer import Proposer
from .told import Teller, Told


class EventReader:
    """Makes readings of documents."""

    def __init__(self, knowledge: Knowledge, ontology: Ontology, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.ontology = ontology
        self.idioms = Idioms(knowledge)
        self.contexts = ContextFinder(knowledge, ontology)
        self.status = StatusReader(knowledge)

    def read(self, document: Document) -> Reading:
        return Reading(self, document)


class Reading:
    """The words of the lexicon in a document, and what they tell of."""

    def __init__(self, reader: EventReader, document: Document) -> None:
        self._reader = reader
        self.document = document
        self._contexts: dict[Span, tuple[str, ...]] = {}
        self.tree = tree = tree_of(document)
        words = reader.lexicon.words
        kinds = Kinds(tree, words, _towns(document))
        self._blocked = reader.idioms.blocked(tree)
        self.frames = Frames(tree, words)
        self.matcher = Matcher(reader.lexicon, tree, self.frames, self._blocked, kinds.meant)
        self.matches = self.matcher.all()
        self.finder = PartyFinder(tree, self.frames, kinds)
        self.teller = Teller(reader.ontology, reader.status, tree, self.frames, self.finder, document)

    def told(self, whole: bool = True) -> list[Told]:
        """What the lexicon finds told. whole: only events that have the parties that their category wants."""
        return [t for t in self._told if t.whole or not whole]

    @functools.cached_property
    def _told(self) -> list[Told]:
        return [self._in_context(t) for t in self.teller.tell(self.matches)]

    def proposed(self, asked: Set[tuple[str, str]] | None = None) -> Iterator[Told]:
        """What may be told by words that the lexicon has no meaning for, with an empty category.

        asked: parts of speech and lemmas to look at; all where None.
        """
        proposer = Proposer(self._reader.lexicon, self.tree, self.frames, self.finder, self._reader.status)
        return map(self._in_context, proposer.propose(self.matches, self._blocked, asked))

    def _in_context(self, told: Told) -> Told:
        """With the contexts of its sentence beside those of its entry."""
        sentence = self.document.sentence_at(self.tree.start[told.trigger])
        if sentence not in self._contexts:
            tokens = self.document.tokens(sentence)
            self._contexts[sentence] = self._reader.contexts.find(self.tree, tokens.start, tokens.end)
        return told._replace(contexts=tuple(dict.fromkeys((*told.contexts, *self._contexts[sentence]))))


def _towns(document: Document) -> frozenset[int]:
    """Where places that are no states are named, as the characters they start at: "London bombings" happened there."""
    return frozenset(p.start for p in document.records.get("places", ()) if p.kind not in ("", "country"))
