"""The lexicon: which words, in which frames, tell of which category of event.

`docs/lexicon.md` explains the files for those who edit them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, NamedTuple

import msgspec

from ...errors import KnowledgeError
from ...knowledge import DATA, Knowledge, read_located
from ...knowledge.tables import Keys, Lines
from ..ontology import Ontology
from .entries import NONE, USUAL, Condition, Entry, Meaning
from .words import Words

_KINDS = ("verbs", "nouns", "adjectives")
_SEPARATOR = re.compile(r"[,\n]+")
_LEMMAS = re.compile(r"[^\s|:!]+(?:\|[^\s|:!]+)*")
_SLOTS = re.compile(r"[a-z]+(?:-[a-z]+)*(?:\|[a-z]+(?:-[a-z]+)*)*")
# Kinds of names as the parser gives them; in conditions they stand where a class may stand.
ENTITY_KINDS = {
    "NAME": frozenset({"<PERSON>", "<ORG>", "<GPE>", "<NORP>"}),
    **{kind: frozenset({f"<{kind}>"}) for kind in ("PERSON", "ORG", "GPE", "NORP", "LOC", "FAC")},
}


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
    confidence: Annotated[float, msgspec.Meta(ge=0, le=1)] = USUAL
    examples: tuple[str, ...] = ()


class LexiconFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file of `data/lexicon/`: a category, the slots its parties stand in by default, and its groups."""

    category: str
    groups: tuple[Group, ...]
    actor: str = "subj poss by mod"
    recipient: str = "obj of on against with to"


class Example(NamedTuple):
    """A sentence that a group of the lexicon gives, the category that it must tell of, and where it stands."""

    sentence: str
    category: str
    path: Path
    line: int


class Lexicon:
    """All entries by lemma.

    verbs, nouns, adjectives: lemma to entries, the one that asks for most first; of those that ask for as much a
        user's own before ours. forms: forms of verbs with their lemmas, as a user's dictionaries give them. words: the
        classes that entries name. size: number of entries. examples: of all groups.
    problems: where a list is given, what is wrong goes there ("mine.yaml:812: ...") and the rest is read; otherwise
        the first thing wrong raises KnowledgeError.
    """

    def __init__(self, knowledge: Knowledge, ontology: Ontology, problems: list[str] | None = None) -> None:
        self.words = Words(knowledge)
        self.verbs: dict[str, list[Entry]] = {}
        self.nouns: dict[str, list[Entry]] = {}
        self.adjectives: dict[str, list[Entry]] = {}
        self.forms: dict[str, str] = {}
        self.size = 0
        self.examples: list[Example] = []
        self._ontology = ontology
        self._problems = problems
        for path in knowledge.paths("lexicon/*.yaml"):
            self._read(path)
        self._read_dictionaries(knowledge)
        for table in (self.verbs, self.nouns, self.adjectives):
            for entries in table.values():
                entries.sort(key=lambda e: (-e.weight, not e.own, e.meaning.category != NONE, e.breadth))

    def __iter__(self) -> Iterator[Entry]:
        """All entries."""
        for table in (self.verbs, self.nouns, self.adjectives):
            for entries in table.values():
                yield from entries

    def _read(self, path: Path) -> None:
        """Adds one file of entries."""
        located = read_located(path, LexiconFile)
        for problem in located.problems:
            self._object(problem)
        for n, group in enumerate(located.content.groups if located.content else ()):
            self._add(path, group, _meaning(group, located.content), located.lines, ("groups", n))

    def _read_dictionaries(self, knowledge: Knowledge) -> None:
        """Adds a user's dictionaries in PETRARCH's format."""
        if not knowledge.dictionaries:
            return
        from . import petrarch

        converter = petrarch.Converter(knowledge, self._ontology)
        for path in knowledge.dictionaries:
            try:
                entries = converter.entries(path)
            except KnowledgeError as error:
                self._object(error.args[0])
                continue
            for entry in entries:
                self.verbs.setdefault(entry.lemma, []).append(entry)
            self.size += len(entries)
        self.forms = converter.forms

    def _add(self, path: Path, group: Group, meaning: Meaning, lines: Lines, keys: Keys) -> None:
        self._check(path, meaning, lines, keys)
        category = meaning.category
        for kind in _KINDS:
            table: dict[str, list[Entry]] = getattr(self, kind)
            texts = [text for t in _SEPARATOR.split(getattr(group, kind)) if (text := t.strip())]
            for text, line in zip(texts, lines.pieces((*keys, kind), texts), strict=True):
                try:
                    entries = self._entries(text, meaning, path, line)
                except KnowledgeError as error:
                    self._object(error.args[0])
                    continue
                for entry in entries:
                    table.setdefault(entry.lemma, []).append(entry)
                self.size += len(entries)
        for n, sentence in enumerate(group.examples):
            self.examples.append(Example(sentence, category, path, lines.of((*keys, "examples", n))))

    def _check(self, path: Path, meaning: Meaning, lines: Lines, keys: Keys) -> None:
        """Objects to categories, modes and contexts that the ontology lacks."""
        line = lines.of((*keys, "category" if meaning.category not in self._ontology.categories else "mode"))
        also = ((meaning.also, lines.of((*keys, "also"))),) if meaning.also else ()
        for (category, mode), at in (((meaning.category, meaning.mode), line), *also):
            if category != NONE:
                try:
                    self._ontology.check(category, mode, f"{path}:{at}")
                except KnowledgeError as error:
                    self._object(error.args[0])
        for context in meaning.contexts:
            if context not in self._ontology.contexts:
                known = ", ".join(self._ontology.contexts)
                self._object(f"{path}:{lines.of((*keys, 'contexts'))}: no context {context!r}; there are {known}")

    def _object(self, problem: str) -> None:
        if self._problems is None:
            raise KnowledgeError(problem)
        self._problems.append(problem)

    def _entries(self, text: str, meaning: Meaning, path: Path, line: int) -> list[Entry]:
        """`shell|mortar obj:CITY !with` gives one entry for each lemma."""
        lemmas, *rest = text.split()
        where = f"{path}:{line}: {text!r}"
        if not _LEMMAS.fullmatch(lemmas):
            raise KnowledgeError(f"{where}: {lemmas!r} is no lemma; an entry is a lemma, then its conditions")
        conditions = tuple(self._condition(c, where) for c in rest)
        rule, own = f"{path.name}:{text}", DATA not in path.parents
        return [Entry(lemma, conditions, meaning, rule, text, str(path), line, own) for lemma in lemmas.split("|")]

    def _condition(self, text: str, where: str) -> Condition:
        wanted = not text.startswith("!")
        slots, colon, words = text.removeprefix("!").partition(":")
        if not _SLOTS.fullmatch(slots) or (colon and not words):
            raise KnowledgeError(f"{where}: {text!r} is no condition; write slot, slot:word or slot:CLASS")
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
                raise KnowledgeError(f"{where}: no class {word}; there are {known}")
        return Condition(tuple(slots.split("|")), frozenset(lemmas), wanted, text)


def _meaning(group: Group, file: LexiconFile) -> Meaning:
    """The group with what the file gives by default."""
    return Meaning(
        category=group.category or file.category, mode=group.mode, actor=tuple((group.actor or file.actor).split()),
        recipient=tuple((group.recipient or file.recipient).split()),
        contexts=tuple(c for c in re.split(r"[,\s]+", group.contexts) if c), mutual=group.mutual,
        absorbs=group.absorbs, alone=group.alone, toll=group.toll, nobody=group.nobody,
        also=(group.also.category, group.also.mode) if group.also else None, confidence=group.confidence,
    )  # fmt: skip


__all__ = [
    "ENTITY_KINDS", "NONE", "Also", "Condition", "Entry", "Example", "Group", "Lexicon", "LexiconFile", "Meaning",
]  # fmt: skip
