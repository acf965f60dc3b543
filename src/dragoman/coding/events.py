"""Events: who did what to whom, in PLOVER's terms, from the lexicon and the parse."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..knowledge import Knowledge
from ..records import Event, Party, Span
from .document import Document
from .eventing.frames import Frames
from .eventing.kinds import Kinds
from .eventing.lexicon import Lexicon
from .eventing.matcher import Match, Matcher
from .eventing.pairs import Classification, PairReader
from .eventing.parties import PartyFinder
from .eventing.phrases import ContextFinder, Idioms
from .eventing.setting import Setting
from .eventing.told import Teller, Told
from .ontology import Ontology
from .registry import record_type
from .status import StatusReader
from .tree import Tree, tree_of


@record_type("events", Event, needs=("times", "places", "entities", "statements"))
class EventCoder:
    """Codes events by `data/lexicon/` and the frames of the parse."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.ontology = Ontology(knowledge)
        self.lexicon = Lexicon(knowledge, self.ontology)
        self.idioms = Idioms(knowledge)
        self.contexts = ContextFinder(knowledge, self.ontology)
        self.status = StatusReader(knowledge)
        self.pairs = PairReader(self.lexicon, self.ontology)

    def code(self, document: Document) -> Iterable[Event]:
        """The events of a document, in the order of their triggers."""
        tree = tree_of(document)
        setting = Setting(document, tree)
        parties: dict[int, tuple[Party, ...]] = {}
        contexts: dict[int, tuple[str, ...]] = {}
        seen: set[tuple[object, ...]] = set()
        for told in self._told(document, tree):
            event = self._event(document, tree, told, setting, parties, contexts)
            if event and event.key() not in seen:
                seen.add(event.key())
                yield event

    def classify(self, document: Document, actor: tuple[int, int], recipient: tuple[int, int] | None) -> Classification:
        """What `actor` does to `recipient`, as marked: the event that links the two, else the nearest there is."""
        tree = tree_of(document)
        category, mode, confidence = self.pairs.read(
            document, tree, list(self._told(document, tree, whole=False)), actor, recipient
        )
        return Classification(category, mode, confidence)

    def _told(self, document: Document, tree: Tree, whole: bool = True) -> Iterator[Told]:
        frames = Frames(tree, self.lexicon.words)
        kinds = Kinds(tree, self.lexicon.words, _towns(document))
        matches = Matcher(self.lexicon, tree, frames, self.idioms.blocked(tree), kinds.meant).all()
        finder = PartyFinder(tree, frames, kinds)
        return Teller(self.ontology, self.status, tree, frames, finder, document).tell(matches, whole)

    def _event(
        self, document: Document, tree: Tree, told: Told, setting: Setting, parties: dict[int, tuple[Party, ...]],
        contexts: dict[int, tuple[str, ...]],
    ) -> Event | None:  # fmt: skip
        trigger = Span(tree.start[told.first], tree.end[told.last])
        sentence = document.sentence_at(tree.start[told.trigger])
        actors = tuple(p for t in told.actors for p in self._parties(document, told, t, parties))
        recipients = tuple(p for t in told.recipients for p in self._parties(document, told, t, parties))
        recipients = _apart(recipients, actors)
        if sentence.start not in contexts:
            tokens = document.tokens(sentence)
            contexts[sentence.start] = self.contexts.find(tree, tokens.start, tokens.end)
        found = dict.fromkeys((*told.contexts, *contexts[sentence.start]))
        all_contexts = tuple(c for c in self.ontology.contexts if c in found)
        return Event(
            category=told.category, mode=told.mode, contexts=all_contexts, status=told.status.status,
            quad=self.ontology.quad(told.category), score=self.ontology.score(told.category, told.mode),
            cameo=self.ontology.cameo(told.category, told.mode, all_contexts), actors=actors, recipients=recipients,
            trigger=trigger, sentence=sentence, time=setting.time(told.trigger, sentence),
            place=setting.place(told.trigger, sentence), said_by=setting.teller(trigger),
            confidence=round(told.confidence, 3), rule=told.rule,
        )  # fmt: skip

    def _parties(
        self, document: Document, told: Told, head: int, parties: dict[int, tuple[Party, ...]]
    ) -> tuple[Party, ...]:
        found = parties.get(head)
        if found is None:
            found = parties[head] = document.parties(told.spans[head])
        return found


def _apart(recipients: tuple[Party, ...], actors: tuple[Party, ...]) -> tuple[Party, ...]:
    """The recipients, but of a phrase for several ("both sides") not the one who acts."""
    acting = {p.entity_id for p in actors if p.entity_id}
    spans = [(p.start, p.end) for p in recipients]
    return tuple(p for p in recipients if spans.count((p.start, p.end)) < 2 or p.entity_id not in acting) or recipients


def _towns(document: Document) -> frozenset[int]:
    """Where places that are no states are named, as the characters they start at: "London bombings" happened there."""
    return frozenset(p.start for p in document.records.get("places", ()) if p.kind not in ("", "country"))


__all__ = ["Classification", "EventCoder", "Match"]
