"""Placeholder: status of an event word."""

from __future__ import annotations

import msgspec

from ..knowledge import Knowledge
from .document import Document


class Status(msgspec.Struct, frozen=True):
    """status: "reported", "historical", "future", "hypothetical" or "negated"; rule: what decided it."""

    status: str
    confidence: float
    rule: str = ""


class StatusReader:
    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge

    def read(self, document: Document, trigger: tuple[int, int]) -> Status:
        return Status("reported", 0.5, "default")
