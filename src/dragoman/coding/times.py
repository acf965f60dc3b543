"""Placeholder."""

from __future__ import annotations

from collections.abc import Iterable

from ..knowledge import Knowledge
from ..records import Time
from .document import Document
from .registry import record_type


@record_type("times", Time, needs=())
class TimeCoder:
    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge

    def code(self, document: Document) -> Iterable[Time]:
        return ()
