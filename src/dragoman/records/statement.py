"""A statement: somebody said something."""

from __future__ import annotations

from .base import Record, Span
from .party import Party


class Statement(Record, frozen=True, kw_only=True):
    """Somebody (source) said (cue) something (content).

    source: the phrase that names who speaks; None where the report leaves it open.
    cue: the word or words that tell of speaking; None where there is none.
    content: one span or several, without the cue.
    kind: "direct", "indirect" or "mixed".
    speaker: the source resolved, through pronouns and "the minister", to an entity; None where unknown.
    """

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    kind: str
    speaker: Party | None = None

    def key(self) -> tuple[object, ...]:
        return (self.source, self.cue, self.content)

    @property
    def position(self) -> int:
        return min(s.start for s in (self.source, self.cue, *self.content) if s)
