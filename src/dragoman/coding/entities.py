"""Entities: those who can act, each with every place where the report mentions it."""

from __future__ import annotations

from collections.abc import Iterable

from ..knowledge import Knowledge
from ..records import Entity, Span
from .coreference import Chain, Linker, MentionFinder, with_speakers
from .document import Document
from .registry import record_type


@record_type("entities", Entity, needs=("places",))
class EntityCoder:
    """Finds mentions, joins those of one entity, and leads pronouns to them."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.finder = MentionFinder(knowledge)
        self.linker = Linker(self.finder.words)

    def revise(self, document: Document) -> tuple[Entity, ...]:
        """The entities once the statements are known: "I" in a quotation is whoever speaks."""
        return with_speakers(document, self.finder.words)

    def code(self, document: Document) -> Iterable[Entity]:
        """The entities of a report, in the order of their first mentions."""
        return [_entity(chain) for chain in self.linker.link(document, self.finder.find(document))]


def _entity(chain: Chain) -> Entity:
    actor = chain.actor
    spans = sorted({Span(m.start, m.end) for m in chain.mentions})
    return Entity(
        name=actor.name, country=actor.country, sector=actor.sector, role=actor.role, entity_id=actor.entity_id,
        kind=actor.kind or "group", mentions=tuple(spans), confidence=round(actor.confidence, 3), rule=actor.rule,
    )  # fmt: skip
