"""A statement as first found: in tokens and characters, before it becomes a record."""

from __future__ import annotations

from dataclasses import dataclass

from ...records import Span


@dataclass
class Found:
    """source, cue: characters, None where open; content: characters, one span or several; rule, confidence.

    speaker: the phrase that a relative pronoun as source stands for ("the envoy, who said ..."); None elsewhere.
    """

    source: Span | None
    cue: Span | None
    content: list[Span]
    rule: str
    confidence: float
    speaker: Span | None = None

    @property
    def direct(self) -> bool:
        """Whether it is direct speech with a verb beside it, or goes on with such."""
        return self.rule.endswith("/direct") or self.rule == "statements/run"

    @property
    def end(self) -> int:
        """Where its last part ends."""
        return max(s.end for s in (*self.content, self.cue, self.source) if s)
