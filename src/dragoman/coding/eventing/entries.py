"""Entries of the lexicon: a word, what must hold of its frame, and what it then tells of."""

from __future__ import annotations

from typing import NamedTuple

NONE = "NONE"
# Confidence of an entry that gives none of its own.
USUAL = 0.8


class Condition(NamedTuple):
    """What must stand (or must not) in a slot of the frame.

    slots: any of them; words: lemmas, one of which must head the slot or stand before its head; none: anything will do.
    text: the condition as it is written.
    """

    slots: tuple[str, ...]
    words: frozenset[str]
    wanted: bool = True
    text: str = ""


class Meaning(NamedTuple):
    """What an entry tells of: its group's fields, ready for use."""

    category: str
    mode: str
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    contexts: tuple[str, ...]
    mutual: bool
    absorbs: bool
    alone: bool
    toll: bool
    nobody: bool
    also: tuple[str, str] | None
    confidence: float


class Entry(NamedTuple):
    """One word with one frame: lemma, what must hold of it, and what it then tells of.

    text: the entry as it is written; path, line: where. own: it is a user's.
    """

    lemma: str
    conditions: tuple[Condition, ...]
    meaning: Meaning
    rule: str
    text: str = ""
    path: str = ""
    line: int = 0
    own: bool = False

    @property
    def weight(self) -> int:
        """How much the frame asks for: the entry that asks for more goes before one that asks for less."""
        return sum((2 if c.words else 1) for c in self.conditions if c.wanted)

    @property
    def breadth(self) -> int:
        """How many words would do: of frames that ask for as much, the narrower goes first."""
        return sum(len(c.words) for c in self.conditions if c.wanted)
