"""Placeholder."""

from __future__ import annotations

from collections.abc import Iterable

from ..knowledge import Knowledge
from ..records import Place
from .document import Document
from .registry import record_type


@record_type("places", Place, needs=())
class PlaceCoder:
    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge

    def code(self, document: Document) -> Iterable[Place]:
        return ()
