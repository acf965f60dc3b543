"""Resolves a phrase to an actor."""

from __future__ import annotations

import datetime

import msgspec

from ...knowledge import Knowledge


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """What a phrase resolves to; fields as in `records.Party`. kind as in `records.Entity`."""

    name: str
    country: str = ""
    sector: str = ""
    role: str = ""
    entity_id: str = ""
    kind: str = ""
    confidence: float = 1.0
    rule: str = ""


class ActorResolver:
    """Placeholder."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge

    def resolve(self, text: str, context: str | None = None, date: datetime.date | None = None) -> Actor | None:
        return None
