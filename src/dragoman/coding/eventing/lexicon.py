"""The lexicon: which words, in which frames, tell of which category of event.

`docs/lexicon.md` explains the files for those who edit them.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import msgspec

from ...errors import KnowledgeError
from ...knowledge import Knowledge
from ..ontology import Ontology

NONE = "NONE"
_KINDS = ("verbs", "nouns", "adjectives")


class Condition(NamedTuple):
    """What must stand (or must not) in a slot of the frame.

    slots: any of them; words: lemmas, one of which must head the slot or stand before its head; none: anything will do.
    """

    slots: tuple[str, ...]
    words: frozenset[str]
    wanted: bool = True


class Entry(NamedTuple):
    """One word with one frame: lemma, what must hold of it, and what it then tells of."""

    lemma: str
    conditions: tuple[Condition, ...]
    group: Group
    rule: str

    @property
    def weight(self) -> int:
        """How much the frame asks for: the entry that asks for more goes before one that asks for less."""
        return sum((2 if c.words else 1) for c in self.conditions if c.wanted)


class Also(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A second event that the same words tell of."""

    category: str
    mode: str = ""


class Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that tell of the same kind of event in the same frame.

    verbs, nouns, adjectives: entries in the pattern language of `docs/lexicon.md`.
    actor, recipient: slots of the frame, the first that names somebody wins; the file's own where empty.
    mutual: those who take part all act. absorbs: what its complement tells of is part of it and not coded apart.
    inside: the complement's actor is the recipient ("told him to leave"). swap: what the frame's subject says is
    about the subject itself. also: a second event. confidence: of an entry whose frame is met.
    status: the status of the event where the word itself decides ("averted").
    """

    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    category: str = ""
    mode: str = ""
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    mutual: bool = False
    absorbs: bool = False
    alone: bool = False
    also: Also | None = None
    confidence: float = 0.8
    examples: tuple[str, ...] = ()


class LexiconFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file of `data/lexicon/`: a category, the slots its parties stand in by default, and its groups."""

    category: str
    groups: tuple[Group, ...]
    actor: tuple[str, ...] = ("subj", "poss", "by", "mod")
    recipient: tuple[str, ...] = ("obj", "of", "on", "against", "with", "to")


class Classes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`data/lexicon/words/classes.yaml`: classes of lemmas that entries and code name in capitals."""

    classes: dict[str, str]


class Lexicon:
    """All entries by lemma. Raises KnowledgeError, with file and entry, for what cannot be read.

    verbs, nouns, adjectives: lemma to entries, the one that asks for most first. classes: name to lemmas.
    """

    def __init__(self, knowledge: Knowledge, ontology: Ontology) -> None:
        self.classes: dict[str, frozenset[str]] = {}
        for _, words in knowledge.documents("lexicon/words/classes.yaml", Classes):
            self.classes |= {name: frozenset(text.lower().split()) for name, text in words.classes.items()}
        self.verbs: dict[str, list[Entry]] = {}
        self.nouns: dict[str, list[Entry]] = {}
        self.adjectives: dict[str, list[Entry]] = {}
        self.size = 0
        for path, file in knowledge.documents("lexicon/*.yaml", LexiconFile):
            for group in file.groups:
                self._add(path, _complete(group, file), ontology)
        for table in (self.verbs, self.nouns, self.adjectives):
            for entries in table.values():
                entries.sort(key=lambda e: -e.weight)

    def _add(self, path: Path, group: Group, ontology: Ontology) -> None:
        for category, mode in ((group.category, group.mode), *([group.also] if group.also else [])) if False else [
            (group.category, group.mode),
            *([(group.also.category, group.also.mode)] if group.also else []),
        ]:
            if category != NONE:
                ontology.check(category, mode, str(path))
        for kind in _KINDS:
            table: dict[str, list[Entry]] = getattr(self, kind)
            for text in getattr(group, kind):
                for entry in self._entries(text, group, path):
                    table.setdefault(entry.lemma, []).append(entry)
                    self.size += 1

    def _entries(self, text: str, group: Group, path: Path) -> list[Entry]:
        """`shell|mortar obj:CITY !with` gives one entry for each lemma."""
        lemmas, *rest = text.split()
        conditions = tuple(self._condition(c, text, path) for c in rest)
        return [Entry(lemma, conditions, group, f"{path.name}:{text}") for lemma in lemmas.split("|")]

    def _condition(self, text: str, entry: str, path: Path) -> Condition:
        wanted = not text.startswith("!")
        slots, colon, words = text.lstrip("!").partition(":")
        if not slots or (colon and not words):
            raise KnowledgeError(f"{path}: {entry!r}: {text!r} is no condition; write slot, slot:word or slot:CLASS")
        lemmas: set[str] = set()
        for word in words.split("|") if words else ():
            if word.isupper() and len(word) > 1:
                if word not in self.classes:
                    raise KnowledgeError(f"{path}: {entry!r}: no class {word} in words/classes.yaml")
                lemmas |= self.classes[word]
            else:
                lemmas.add(word)
        return Condition(tuple(slots.split("|")), frozenset(lemmas), wanted)


def _complete(group: Group, file: LexiconFile) -> Group:
    """The group with what the file gives by default."""
    return msgspec.structs.replace(
        group, category=group.category or file.category, actor=group.actor or file.actor,
        recipient=group.recipient or file.recipient,
    )  # fmt: skip
