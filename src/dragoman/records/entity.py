"""An entity: somebody or something that can act, with every place where a report mentions it."""

from __future__ import annotations

from .base import Record, Span


class Entity(Record, frozen=True, kw_only=True):
    """A person, body, state or group.

    kind: "person", "body", "state", "people" or "group".
    mentions: names, noun phrases and pronouns that stand for it, in the order of the text.
    The other fields are as in `Party`.
    """

    name: str
    country: str = ""
    sector: str = ""
    role: str = ""
    entity_id: str
    kind: str
    mentions: tuple[Span, ...]

    def key(self) -> tuple[object, ...]:
        return (self.entity_id, self.mentions[0].start)

    @property
    def position(self) -> int:
        return self.mentions[0].start
