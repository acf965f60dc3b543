"""The lexicon: which words, in which frames, tell of which category of event.

`docs/lexicon.md` explains the files for those who edit them.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import msgspec

from ...errors import KnowledgeError
from ...knowledge import Knowledge
from ..ontology import Ontology
from .words import Words

NONE = "NONE"
_KINDS = ("verbs", "nouns", "adjectives")
_SEPARATOR = re.compile(r"[,\n]+")
# Kinds of names as the parser gives them; in conditions they stand where a class may stand.
ENTITY_KINDS = {
    "NAME": frozenset({"<PERSON>", "<ORG>", "<GPE>", "<NORP>"}),
    **{kind: frozenset({f"<{kind}>"}) for kind in ("PERSON", "ORG", "GPE", "NORP", "LOC", "FAC")},
}


class Condition(NamedTuple):
    """What must stand (or must not) in a slot of the frame.

    slots: any of them; words: lemmas, one of which must head the slot or stand before its head; none: anything will do.
    """

    slots: tuple[str, ...]
    words: frozenset[str]
    wanted: bool = True


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
    """One word with one frame: lemma, what must hold of it, and what it then tells of."""

    lemma: str
    conditions: tuple[Condition, ...]
    meaning: Meaning
    rule: str

    @property
    def weight(self) -> int:
        """How much the frame asks for: the entry that asks for more goes before one that asks for less."""
        return sum((2 if c.words else 1) for c in self.conditions if c.wanted)

    @property
    def breadth(self) -> int:
        """How many words would do: of frames that ask for as much, the narrower goes first."""
        return sum(len(c.words) for c in self.conditions if c.wanted)


class Also(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A second event that the same words tell of."""

    category: str
    mode: str = ""


class Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that tell of the same kind of event in the same frame.

    verbs, nouns, adjectives: entries in the pattern language of `docs/lexicon.md`, with commas or line ends between.
    actor, recipient: slots of the frame, the first that names somebody wins; the file's own where empty.
    contexts: those that the words themselves tell of.
    mutual: those who take part all act. absorbs: what its complement tells of is part of it and not coded apart.
    alone: an event also where no second party is named though the category wants one. also: a second event.
    nobody: an event also where it names nobody at all ("protests broke out").
    toll: what a deed does to people (kills, wounds); one event with the deed where that stands beside it.
    confidence: of an entry whose frame is met.
    """

    verbs: str = ""
    nouns: str = ""
    adjectives: str = ""
    category: str = ""
    mode: str = ""
    actor: str = ""
    recipient: str = ""
    contexts: str = ""
    mutual: bool = False
    absorbs: bool = False
    alone: bool = False
    toll: bool = False
    nobody: bool = False
    also: Also | None = None
    confidence: float = 0.8
    examples: tuple[str, ...] = ()


class LexiconFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file of `data/lexicon/`: a category, the slots its parties stand in by default, and its groups."""

    category: str
    groups: tuple[Group, ...]
    actor: str = "subj poss by mod"
    recipient: str = "obj of on against with to"


class Lexicon:
    """All entries by lemma. Raises KnowledgeError, with file and entry, for what cannot be read.

    verbs, nouns, adjectives: lemma to entries, the one that asks for most first. words: the classes they name.
    size: number of entries.
    """

    def __init__(self, knowledge: Knowledge, ontology: Ontology) -> None:
        self.words = Words(knowledge)
        self.verbs: dict[str, list[Entry]] = {}
        self.nouns: dict[str, list[Entry]] = {}
        self.adjectives: dict[str, list[Entry]] = {}
        self.size = 0
        for path, file in knowledge.documents("lexicon/*.yaml", LexiconFile):
            for group in file.groups:
                self._add(path, group, _meaning(group, file), ontology)
        for table in (self.verbs, self.nouns, self.adjectives):
            for entries in table.values():
                entries.sort(key=lambda e: (-e.weight, e.meaning.category != NONE, e.breadth))

    def _add(self, path: Path, group: Group, meaning: Meaning, ontology: Ontology) -> None:
        for category, mode in ((meaning.category, meaning.mode), *((meaning.also,) if meaning.also else ())):
            if category != NONE:
                ontology.check(category, mode, str(path))
        for kind in _KINDS:
            table: dict[str, list[Entry]] = getattr(self, kind)
            for text in _SEPARATOR.split(getattr(group, kind)):
                if text.strip():
                    for entry in self._entries(text.strip(), meaning, path):
                        table.setdefault(entry.lemma, []).append(entry)
                        self.size += 1

    def _entries(self, text: str, meaning: Meaning, path: Path) -> list[Entry]:
        """`shell|mortar obj:CITY !with` gives one entry for each lemma."""
        lemmas, *rest = text.split()
        conditions = tuple(self._condition(c, text, path) for c in rest)
        rule = f"{path.name}:{text}"
        return [Entry(lemma, conditions, meaning, rule) for lemma in lemmas.split("|")]

    def _condition(self, text: str, entry: str, path: Path) -> Condition:
        wanted = not text.startswith("!")
        slots, colon, words = text.lstrip("!").partition(":")
        if not slots or (colon and not words):
            raise KnowledgeError(f"{path}: {entry!r}: {text!r} is no condition; write slot, slot:word or slot:CLASS")
        lemmas: set[str] = set()
        for word in words.split("|") if words else ():
            if not word.isupper():
                lemmas.add(word)
            elif word in self.words.classes:
                lemmas |= self.words.classes[word]
            elif word in ENTITY_KINDS:
                lemmas |= ENTITY_KINDS[word]
            else:
                known = ", ".join((*sorted(self.words.classes), *ENTITY_KINDS))
                raise KnowledgeError(f"{path}: {entry!r}: no class {word}; there are {known}")
        return Condition(tuple(slots.split("|")), frozenset(lemmas), wanted)


def _meaning(group: Group, file: LexiconFile) -> Meaning:
    """The group with what the file gives by default."""
    return Meaning(
        category=group.category or file.category, mode=group.mode, actor=tuple((group.actor or file.actor).split()),
        recipient=tuple((group.recipient or file.recipient).split()),
        contexts=tuple(c for c in re.split(r"[,\s]+", group.contexts) if c), mutual=group.mutual,
        absorbs=group.absorbs, alone=group.alone, toll=group.toll, nobody=group.nobody,
        also=(group.also.category, group.also.mode) if group.also else None, confidence=group.confidence,
    )  # fmt: skip
