"""Events: who did what to whom, in PLOVER's terms, from the lexicon and the parse, as a model judges them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ..knowledge import Knowledge
from ..records import Event, Party, Span
from .document import Document
from .eventing.lexicon import Lexicon
from .eventing.pairs import Classification, PairReader
from .eventing.reading import EventReader, Reading
from .eventing.setting import Setting, setting_words
from .eventing.told import Told
from .judging import EventJudge
from .ontology import Ontology
from .registry import record_type
from .status import Status
from .tree import Tree


@record_type("events", Event, needs=("times", "places", "entities", "statements"))
class EventCoder:
    """Codes events by `data/lexicon/` and the frames of the parse."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.ontology = Ontology(knowledge)
        self.lexicon = Lexicon(knowledge, self.ontology)
        self.reader = EventReader(knowledge, self.ontology, self.lexicon)
        self.status = self.reader.status
        self.setting_words = setting_words(knowledge, self.ontology)
        self.pairs = PairReader()
        self.judge = EventJudge(knowledge, self.ontology)

    def code(self, document: Document) -> Iterable[Event]:
        """The events of a document, in the order of their triggers."""
        return self.start(document)()

    def start(self, document: Document) -> Callable[[], Iterable[Event]]:
        """Has the model start on a document's events; what is returned waits for it and gives them."""
        reading = self.reader.read(document)
        judged = self.judge.start(reading) if self.judge.able else reading.told
        return lambda: self._events(reading, judged())

    def _events(self, reading: Reading, every: Iterable[Told]) -> Iterator[Event]:
        document = reading.document
        setting = Setting(self.setting_words, document, reading.tree)
        parties: dict[int, tuple[Party, ...]] = {}
        seen: set[tuple[object, ...]] = set()
        for told in every:
            if told.status.status not in self.ontology.statuses:
                continue  # an ontology of a user's own may do without
            event = self._event(document, reading.tree, told, setting, parties)
            if event.key() not in seen:
                seen.add(event.key())
                yield event

    def classify(self, document: Document, actor: tuple[int, int], recipient: tuple[int, int] | None) -> Classification:
        """What `actor` does to `recipient`, as marked: lexicon and model together."""
        return self.judge.pair(document.text, actor, recipient, self.by_lexicon(document, actor, recipient))

    def by_lexicon(
        self, document: Document, actor: tuple[int, int], recipient: tuple[int, int] | None
    ) -> Classification:
        """What `actor` does to `recipient` by the lexicon alone: the event that links the two, else the nearest."""
        reading = self.reader.read(document)
        return self.pairs.read(document, reading.tree, reading.told(whole=False), actor, recipient)

    def status_of(self, document: Document, trigger: tuple[int, int]) -> Status:
        """Whether what the word at `trigger` tells of took place: rules and model together."""
        return self.judge.status(document.text, trigger, self.status.read(document, trigger))

    def _event(
        self, document: Document, tree: Tree, told: Told, setting: Setting, parties: dict[int, tuple[Party, ...]]
    ) -> Event:
        trigger = Span(tree.start[told.first], tree.end[told.last])
        sentence = document.sentence_at(tree.start[told.trigger])
        actors = _once(p for t in told.actors for p in self._parties(document, told, t, parties))
        recipients = _once(p for t in told.recipients for p in self._parties(document, told, t, parties))
        recipients = _apart(recipients, actors)
        contexts = tuple(c for c in self.ontology.contexts if c in told.contexts)
        scene = setting.scene(told, sentence)
        return Event(
            category=told.category, mode=told.mode, contexts=contexts, status=told.status.status,
            quad=self.ontology.quad(told.category), score=self.ontology.score(told.category, told.mode),
            cameo=self.ontology.cameo(told.category, told.mode, contexts), actors=actors, recipients=recipients,
            trigger=trigger, sentence=sentence, time=scene.time, place=scene.place, said_by=setting.teller(trigger),
            confidence=round(told.confidence, 3), rule=told.rule,
        )  # fmt: skip

    def _parties(
        self, document: Document, told: Told, head: int, parties: dict[int, tuple[Party, ...]]
    ) -> tuple[Party, ...]:
        found = parties.get(head)
        if found is None:
            found = parties[head] = document.parties(told.spans[head])
        return found


def _once(parties: Iterable[Party]) -> tuple[Party, ...]:
    """The parties, each entity once: of "I" and "my men" that the model took together the first."""
    found: dict[object, Party] = {}
    for party in parties:
        found.setdefault(party.entity_id or (party.start, party.end), party)
    return tuple(found.values())


def _apart(recipients: tuple[Party, ...], actors: tuple[Party, ...]) -> tuple[Party, ...]:
    """The recipients, but of a phrase for several ("both sides") not the one who acts."""
    acting = {p.entity_id for p in actors if p.entity_id}
    spans = [(p.start, p.end) for p in recipients]
    return tuple(p for p in recipients if spans.count((p.start, p.end)) < 2 or p.entity_id not in acting) or recipients


__all__ = ["Classification", "EventCoder"]
