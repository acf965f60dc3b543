"""Matches the lexicon against a document's frames."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ..tree import VERBAL, Tree
from .frames import Frames
from .lexicon import NONE, Condition, Entry, Lexicon

# Slots that may hang on the object as well as on the verb.
_LOOSE = frozenset(
    {"against", "to", "on", "with", "from", "for", "in", "into", "at", "over", "between", "as", "mod", "xcomp"}
)
_TELLING = frozenset({"VERB", "AUX", "NOUN", "PROPN", "ADJ"})
_TIMES = frozenset({"DATE", "TIME"})
_NAMES = frozenset({"ORG", "FAC", "GPE", "PERSON", "WORK_OF_ART", "PRODUCT", "LOC", "NORP", "LAW"})


# Of a clause, the words beside its verb that a condition may name: "must leave", "is responsible".
_PREDICATE = frozenset({"aux", "acomp", "attr", "mark", "advmod"})


_CLAUSES = frozenset({"xcomp", "ccomp", "clause", "above", "purpose"})
_CLOSE = 6


class Match(NamedTuple):
    """A trigger, the entry that it meets, and the words after it that the entry asked for."""

    trigger: int
    entry: Entry
    objects: tuple[int, ...] = ()


class Matcher:
    """Finds triggers.

    blocked: tokens that belong to idioms and names that tell of nothing. meant: leads a pronoun to who it is.
    """

    def __init__(
        self, lexicon: Lexicon, tree: Tree, frames: Frames, blocked: frozenset[int],
        meant: Callable[[int], int] = lambda i: i,
    ) -> None:  # fmt: skip
        self._lexicon = lexicon
        self._tree = tree
        self._frames = frames
        self._blocked = blocked
        self._meant = meant

    def all(self) -> list[Match]:
        """One match a trigger, in the order of the text."""
        found = []
        for i, pos in enumerate(self._tree.pos):
            if pos not in _TELLING or not (entries := self.entries(i)) or self.silent(i):
                continue
            match = self.match(i, entries)
            if match and match.entry.meaning.category != NONE:
                found.append(match)
        # Of "went on strike" the strike is part of what the verb tells, and no second event.
        parts = {t for match in found for t in match.objects}
        return [match for match in found if match.trigger not in parts]

    def entries(self, i: int) -> list[Entry] | None:
        """The entries of the word at `i`, the one that asks for most first."""
        lexicon, lemma, pos = self._lexicon, self._tree.lemma[i], self._tree.pos[i]
        if pos == "VERB" or pos == "AUX":
            return lexicon.verbs.get(lemma) or lexicon.verbs.get(lexicon.forms.get(self._tree.low[i], ""))
        if pos == "NOUN" or pos == "PROPN":
            return lexicon.nouns.get(self._hyphened(i) or lemma) or lexicon.nouns.get(lemma)
        if pos == "ADJ":
            participle = self._tree.tag[i] == "VBN"
            return lexicon.adjectives.get(lemma) or (lexicon.verbs.get(lemma) if participle else None)
        return None

    def silent(self, i: int) -> bool:
        """Whether the word at `i` tells of nothing whatever its frame, as part of an idiom or of a name."""
        return i in self._blocked or self._in_name(i)

    def match(self, i: int, entries: list[Entry]) -> Match | None:
        frame = self._frames.of(i)
        for entry in entries:
            if all(self.holds(c, i, frame) for c in entry.conditions):
                return Match(i, entry, self._asked_for(entry, i, frame))
        return None

    def _asked_for(self, entry: Entry, i: int, frame: dict[str, list[int]]) -> tuple[int, ...]:
        """The words close behind the trigger that fill the entry's frame: of "launched a second attack" the attack."""
        return tuple(
            t for c in entry.conditions if c.wanted and c.words for slot in c.slots if slot not in _CLAUSES
            for t in frame.get(slot, ()) if i < t <= i + _CLOSE and self._named(t, c.words)
        )  # fmt: skip

    def _in_name(self, i: int) -> bool:
        tree = self._tree
        return (
            tree.pos[i] == "PROPN"
            and tree.ent[i] in _NAMES
            and tree.dep[i] in ("compound", "pobj", "nsubj", "dobj", "poss")
        )

    def holds(self, condition: Condition, i: int, frame: dict[str, list[int]]) -> bool:
        """Whether a condition holds of the frame of `i`."""
        for slot in condition.slots:
            tokens = frame.get(slot)
            if slot in _LOOSE and tokens != []:  # "on Thursday" is nobody, and may stand beside an object's "on trade"
                tokens = self._timeless(tokens or []) or self._timeless(self._frames.loose(i, slot)) or None
            if tokens is None:
                continue
            if not condition.words or any(self._named(t, condition.words) for t in tokens):
                return condition.wanted
        return not condition.wanted

    def _timeless(self, tokens: list[int]) -> list[int]:
        return [t for t in tokens if self._tree.ent[t] not in _TIMES]

    def _hyphened(self, i: int) -> str:
        """The whole of a compound that the tokenizer cut: "cease-fire"; "" where the word is none."""
        tree = self._tree
        if (
            i >= 2
            and tree.low[i - 1] == "-"
            and tree.end[i - 2] == tree.start[i - 1]
            and tree.end[i - 1] == tree.start[i]
        ):
            return f"{tree.low[i - 2]}-{tree.lemma[i]}"
        return ""

    def _named(self, t: int, words: frozenset[str]) -> bool:
        """Whether one of the words heads the phrase at `t`, stands before the head, or follows it after "of"."""
        tree = self._tree
        if tree.tag[t] == "PRP":
            t = self._meant(t)
        if tree.lemma[t] in words or tree.low[t] in words or f"<{tree.ent[t]}>" in words:
            return True
        if (whole := self._hyphened(t)) and whole in words:
            return True
        if tree.pos[t] in VERBAL and tree.dep[t] in ("xcomp", "ccomp", "pcomp", "relcl", "advcl"):
            return any(
                tree.dep[k] in _PREDICATE and (tree.low[k] in words or tree.lemma[k] in words) for k in tree.kids[t]
            )
        for k in tree.kids[t]:
            dep = tree.dep[k]
            if dep in ("compound", "amod", "nmod", "conj", "nummod", "quantmod", "npadvmod", "neg"):
                if tree.lemma[k] in words or tree.low[k] in words:
                    return True
            elif (
                dep == "prep"
                and tree.low[k] == "of"
                and tree.lemma[t] not in self._lexicon.words.abstract
                and any(tree.lemma[o] in words for o in tree.objects(k))
            ):
                return True
        return False
