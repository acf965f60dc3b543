"""Placeholder."""

from __future__ import annotations

from collections.abc import Iterable

from ..knowledge import Knowledge
from ..records import Event
from .document import Document
from .registry import record_type


@record_type("events", Event, needs=("times", "places", "entities", "statements"))
class EventCoder:
    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge

    def code(self, document: Document) -> Iterable[Event]:
        return ()

    def classify(self, document: Document, actor: tuple[int, int], recipient: tuple[int, int] | None) -> "Classification":
        """What one marked party does to the other."""
        raise NotImplementedError
