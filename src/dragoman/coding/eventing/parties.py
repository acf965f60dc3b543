"""Parties: which words of a frame's slot name somebody, and the whole phrase around them."""

from __future__ import annotations

from ...records import Span
from ..tree import NOMINAL, VERBAL, Tree
from .frames import Frames

MOST = 60
_NO_PARTY_ENTS = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "LANGUAGE"})
_NAMED = frozenset({"PERSON", "NORP", "ORG", "GPE", "LOC", "FAC"})
# Clauses and asides that tell about the phrase but do not belong to its name.
_OUTSIDE = frozenset(
    {"relcl", "acl", "appos", "conj", "cc", "punct", "ccomp", "advcl", "parataxis", "preconj", "dep", "case"}
)
_WITHIN = frozenset({"of", "for", "from", "in", "at", "to"})
_EMPTY_PRONOUNS = frozenset(
    [
        "there",
        "this",
        "that",
        "these",
        "which",
        "what",
        "it's",
        "itself",
        "himself",
        "herself",
        "themselves",
        "nothing",
        "anything",
        "something",
        "everything",
        "each",
        "other",
        "one",
        "another",
        "me",
        "my",
        "mine",
    ]
)


class PartyFinder:
    """Finds parties in the frames of one document.

    people: lemmas of nouns that name people or bodies; abstract: of nouns that name no actor, but may have one
        within ("Riverland's decision").
    """

    def __init__(self, tree: Tree, frames: Frames, people: frozenset[str], abstract: frozenset[str]) -> None:
        self.tree = tree
        self.frames = frames
        self._people = people
        self._abstract = abstract

    def heads(self, i: int, slots: tuple[str, ...], acts: bool) -> list[int]:
        """Heads of the phrases in the first of the slots that names somebody; `acts`: they must be able to act."""
        for slot in slots:
            if found := self.in_slot(i, slot, acts):
                return found
        return []

    def in_slot(self, i: int, slot: str, acts: bool) -> list[int]:
        if slot == "complement":
            return self._in_complement(i)
        frame = self.frames.of(i)
        tokens = frame.get(slot)
        if not tokens and slot not in ("subj", "obj", "poss", "mod", "iobj"):
            for carrier in (*frame.get("obj", ()), *frame.get("attr", ())):
                if carrier != i and (tokens := self.frames.of(carrier).get(slot)):
                    break
        found: list[int] = []
        for t in tokens or ():
            for one in self.tree.conjuncts(t) if slot != "mod" else (t,):
                found += [f for f in self._named_by(one, slot, acts) if f not in found and f != i]
                if len(found) >= MOST:
                    return found
        return found

    def _in_complement(self, i: int) -> list[int]:
        """Those on whom the complement's event is: of "refused to meet the minister" the minister."""
        frame = self.frames.of(i)
        clauses = [c for slot in ("xcomp", "ccomp") for c in frame.get(slot, ())]
        clauses += [c for slot in ("to", "on", "against", "from", "for", "of") for c in frame.get(slot, ())
                    if self.tree.pos[c] in VERBAL]  # fmt: skip
        clauses += frame.get("obj", [])
        for clause in clauses:
            if clause == i:
                continue
            for slot in ("obj", "iobj", "with", "to", "against", "on", "from", "of", "for", "into", "in", "at"):
                if found := [f for f in self.in_slot(clause, slot, False) if f != i]:
                    return found
        return []

    def _named_by(self, t: int, slot: str, acts: bool) -> list[int]:
        """The heads that name a party at `t`: itself, or who stands within it."""
        tree = self.tree
        if not self.may_be(t):
            return []
        if slot == "mod" and not self.can_act(t):
            return []
        if slot == "in" and not (tree.ent[t] in _NAMED or tree.lemma[t] in self._people):
            return []
        if tree.lemma[t] in self._abstract and tree.ent[t] not in ("PERSON", "GPE"):
            inner = self._within(t)
            return inner if inner or acts else [t]
        return [t]

    def _within(self, t: int) -> list[int]:
        frame = self.frames.of(t)
        for slot in ("poss", "by", "subj", "mod", "of", "from", "against", "on", "in"):
            for inner in frame.get(slot, ()):
                if inner != t and self.may_be(inner) and self.can_act(inner):
                    return self.tree.conjuncts(inner) if slot != "mod" else [inner]
        return []

    def may_be(self, t: int) -> bool:
        """Whether a word can head the phrase of a party at all."""
        tree = self.tree
        if tree.ent[t] in _NO_PARTY_ENTS or tree.low[t] in _EMPTY_PRONOUNS:
            return False
        if tree.pos[t] in NOMINAL:
            return (
                tree.tag[t] not in ("WDT", "EX", "CD")
                or any(tree.low[k] == "of" for k in tree.kids[t])
                or tree.pos[t] == "NUM"
            )
        return tree.ent[t] in _NAMED or (
            tree.tag[t] in ("JJ", "JJS", "PRP$") and tree.dep[t] in ("pobj", "dobj", "nsubj", "nsubjpass", "poss")
        )

    def can_act(self, t: int) -> bool:
        """Whether it names somebody by its class or its kind of name."""
        tree = self.tree
        return tree.ent[t] in _NAMED or tree.lemma[t] in self._people or tree.tag[t] in ("PRP", "PRP$")

    def span(self, t: int) -> Span:
        """The whole phrase that names a party: without relative clauses, other conjuncts and times."""
        tree = self.tree
        left = right = t
        waiting = [t]
        while waiting:
            at = waiting.pop()
            for k in tree.kids[at]:
                if tree.dep[k] in _OUTSIDE or (tree.ent[k] in ("DATE", "TIME") and tree.dep[k] != "compound"):
                    continue
                if tree.dep[k] == "prep" and not self._belongs(k, at):
                    continue
                if tree.dep[k] in ("poss", "amod", "compound", "nmod") and k < at:
                    left = min(left, self._leftmost(k))
                elif abs(k - at) <= 40:
                    waiting.append(k)
                left, right = min(left, k), max(right, k)
        return Span(tree.start[left], tree.end[right])

    def _leftmost(self, t: int) -> int:
        """The first token of what stands under `t`, on its left."""
        tree, at = self.tree, t
        for _ in range(20):
            left = min((k for k in tree.kids[at] if tree.dep[k] not in ("punct", "cc")), default=at)
            if left >= at:
                return at
            at = left
        return at

    def _belongs(self, prep: int, noun: int) -> bool:
        tree = self.tree
        if tree.low[prep] not in _WITHIN or prep < noun:
            return False
        objects = tree.objects(prep)
        if not objects or any(tree.ent[o] in ("DATE", "TIME") or tree.pos[o] in VERBAL for o in objects):
            return False
        return tree.low[prep] == "of" or prep - noun <= 3
