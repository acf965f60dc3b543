"""Parties: which words of a frame's slot name somebody, and the whole phrase around them."""

from __future__ import annotations

from ...records import Span
from ..tree import NOMINAL, VERBAL, Tree
from .frames import Frames

MOST = 60
_PRONOUN_TAGS = frozenset({"PRP", "PRP$"})
_THIRD_PERSON = {
    "he": "he", "him": "he", "his": "he", "she": "she", "her": "she", "it": "it", "its": "it",
    "they": "they", "them": "they", "their": "they",
}  # fmt: skip
# Endings of nouns that name deeds and ideas, unless the classes know them as people or places.
_ABSTRACT_ENDINGS = ("tion", "sion", "ment", "ness", "ity", "ship", "ance", "ence", "ism")
_NO_PARTY_ENTS = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "LANGUAGE"})
_NAMED = frozenset({"PERSON", "NORP", "ORG", "GPE", "LOC", "FAC"})
# Clauses and asides that tell about the phrase but do not belong to its name.
_OUTSIDE = frozenset(
    {"relcl", "acl", "appos", "conj", "cc", "punct", "ccomp", "advcl", "parataxis", "preconj", "dep", "case"}
)
_ACTS_WITHIN = ("poss", "by", "subj", "mod", "of", "from", "between")
_SUFFERS_WITHIN = ("against", "on", "to", "with", "of", "from", "for", "poss", "mod", "by", "between", "in")
_DEEPEST = 2
# Where the recipient of a clause stands about which the lexicon knows nothing.
_INNER = ("obj", "iobj", "with", "to", "against", "on", "from", "of", "for", "into", "in", "at")
_WHERE = frozenset({"in", "at", "near", "over", "outside", "inside", "around", "along", "off"})
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

    people: lemmas of nouns that name people or bodies; places: of nouns that may be acted on; bodies: of those people that are bodies; abstract: of nouns
        that name no party, but may have one within ("Riverland's decision"). towns: the characters at which places
        that are no states start.
    """

    def __init__(
        self, tree: Tree, frames: Frames, people: frozenset[str], places: frozenset[str], bodies: frozenset[str], abstract: frozenset[str],
        towns: frozenset[int] = frozenset(),
    ) -> None:  # fmt: skip
        self.tree = tree
        self._towns = towns
        # The recipient slots of the events that stand within others, by trigger; filled in by who knows them.
        self.inner: dict[int, tuple[str, ...]] = {}
        self._places = places
        self._bodies = bodies
        self.frames = frames
        self._people = people
        self._abstract = abstract

    def heads(self, i: int, slots: tuple[str, ...], acts: bool) -> list[int]:
        """Heads of the phrases in the first of the slots that names somebody; `acts`: they must be able to act.

        Of those acted on, whoever can act goes before what cannot, and that before where it was.
        """
        if not acts:
            for slot in slots:
                if slot not in _WHERE and (sure := [t for t in self.in_slot(i, slot, acts) if self.can_suffer(t)]):
                    return sure
        for slot in slots:
            if found := self.in_slot(i, slot, acts):
                return found
        return []

    def in_slot(self, i: int, slot: str, acts: bool) -> list[int]:
        if slot == "complement":
            return self._in_complement(i)
        if slot == "inner":
            clauses = self.frames.of(i).get("ccomp", ())
            return [f for c in clauses for f in self.in_slot(c, "subj", acts) or self.in_slot(c, "obj", acts)]
        frame = self.frames.of(i)
        tokens = frame.get(slot)
        if not tokens and slot not in ("subj", "obj", "poss", "mod", "iobj") and not (acts and slot in ("of", "in")):
            tokens = self.frames.loose(i, slot)
        found: list[int] = []
        if slot == "mod":
            tokens = self._modifiers(tokens or [])
        for t in tokens or ():
            for one in self.tree.conjuncts(t) if slot != "mod" else (t,):
                found += [f for f in self._named_by(one, slot, acts) if f not in found and f != i]
                if len(found) >= MOST:
                    return found
        return found

    def _modifiers(self, tokens: list[int]) -> list[int]:
        """Of what stands before a noun the heads of phrases: of "Italian police arrests" the police."""
        tree = self.tree
        return [t for t in tokens if tree.head[t] not in tokens and (t + 1 not in tokens or not self.can_act(t + 1))]

    def _in_complement(self, i: int) -> list[int]:
        """Those on whom the complement's event is: of "refused to meet the minister" the minister."""
        frame = self.frames.of(i)
        clauses = [c for slot in ("xcomp", "ccomp") for c in frame.get(slot, ())]
        clauses += [c for a in frame.get("attr", ()) for c in self.frames.of(a).get("xcomp", ())]
        clauses += [c for slot in ("to", "on", "against", "from", "for", "of", "in") for c in frame.get(slot, ())
                    if self.tree.pos[c] in VERBAL or self.is_thing(c)]  # fmt: skip
        clauses += frame.get("obj", [])
        for clause in clauses:
            if clause != i and (found := self.heads(clause, self.inner.get(clause, _INNER), acts=False)):
                return [f for f in found if f != i]
        return []

    def _named_by(self, t: int, slot: str, acts: bool) -> list[int]:
        """The heads that name a party at `t`: itself, or who stands within it."""
        tree = self.tree
        if not self.may_be(t):
            return []
        if tree.tag[t] in _PRONOUN_TAGS:
            return [self.meant(t)]
        if slot == "mod" and (not self.can_act(t) or tree.start[t] in self._towns):
            return []
        if slot == "in" and not self.can_suffer(t):
            return []
        if self.is_thing(t, acts and slot == "subj"):
            return self._within(t, acts)
        return [t]

    def is_thing(self, t: int, listed: bool = False) -> bool:
        """Whether it is a deed, a thing or an idea, and nobody. listed: only where the classes say so."""
        tree = self.tree
        if tree.ent[t] in ("PERSON", "GPE", "NORP", "ORG") or tree.pos[t] == "PROPN":
            return False
        lemma = tree.lemma[t]
        return lemma in self._abstract or (
            not listed
            and len(lemma) > 6
            and lemma.endswith(_ABSTRACT_ENDINGS)
            and not self.can_act(t)
            and lemma not in self._places
        )

    def meant(self, t: int) -> int:
        """The word that a pronoun stands for within its own sentence, where that is plain; else the pronoun.

        "Norland said it would leave": the subject of the words is that of what they tell. Else an earlier name in
        the sentence that the report's entities lead to.
        """
        tree, low = self.tree, self.tree.low[t]
        if low not in _THIRD_PERSON:
            return t
        at = t
        for head in tree.up(t, 12):
            if tree.dep[at] in ("ccomp", "advcl", "acl", "relcl") or (at != t and tree.dep[at] == "conj") or (tree.tag[t] == "PRP$" and at != t):
                subject = tree.child(head, "nsubj", "nsubjpass")
                if subject is not None and subject < t and self._agrees(subject, low):
                    return self.meant(subject) if tree.tag[subject] in _PRONOUN_TAGS else subject
            at = head
        return t

    def _agrees(self, subject: int, pronoun: str) -> bool:
        """Whether a pronoun may stand for the subject."""
        tree = self.tree
        if tree.tag[subject] in _PRONOUN_TAGS:
            return _THIRD_PERSON.get(tree.low[subject]) == _THIRD_PERSON[pronoun]
        if not self.may_be(subject) or self.is_thing(subject):
            return False
        kind, person = _THIRD_PERSON[pronoun], tree.ent[subject] == "PERSON"
        several = tree.tag[subject] in ("NNS", "NNPS") or len(tree.conjuncts(subject)) > 1
        if kind == "they":
            return several or (not person and tree.ent[subject] in ("ORG", "GPE", "NORP"))
        if kind == "it":
            return not several and not person and True
        known = tree.lemma[subject] in self._people and tree.lemma[subject] not in self._bodies
        return not several and (person or known)

    def _within(self, t: int, acts: bool, depth: int = 0) -> list[int]:
        """Who stands within what is no party: "the decision of the council", "restrictions on trade with Norland"."""
        frame = self.frames.of(t)
        for slot in _ACTS_WITHIN if acts else _SUFFERS_WITHIN:
            for inner in frame.get(slot, ()):
                if inner == t or not self.may_be(inner):
                    continue
                if self.tree.tag[inner] in _PRONOUN_TAGS:
                    return [self.meant(inner)]
                if slot == "mod" and self.tree.start[inner] in self._towns:
                    continue
                if (self.can_act(inner) if acts else self.can_suffer(inner)) and not self.is_thing(inner):
                    return self.tree.conjuncts(inner) if slot != "mod" else [inner]
                if slot != "mod" and depth < _DEEPEST and (found := self._within(inner, acts, depth + 1)):
                    return found
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
        if tree.ent[t] in _NAMED or tree.lemma[t] in self._people or tree.tag[t] in _PRONOUN_TAGS:
            return True
        if tree.lemma[t] in self._abstract:
            return False
        return (
            tree.pos[t] == "PROPN"
            and tree.ent[t] in ("", "PRODUCT")
            and tree.dep[t] not in ("compound", "amod", "nmod")
        )

    def can_suffer(self, t: int) -> bool:
        """Whether it names somebody, or a place or building."""
        return self.can_act(t) or self.tree.lemma[t] in self._places

    def span(self, t: int) -> Span:
        """The whole phrase that names a party: without relative clauses, other conjuncts and times."""
        tree = self.tree
        left = right = t
        waiting = [t]
        while waiting:
            at = waiting.pop()
            for k in tree.kids[at]:
                inside = tree.dep[k] in ("conj", "cc") and at != t  # "the armies of Norland and Lowland"
                if (tree.dep[k] in _OUTSIDE and not inside) or (
                    tree.ent[k] in ("DATE", "TIME") and tree.dep[k] != "compound"
                ):
                    continue
                if tree.dep[k] == "prep" and not self._belongs(k, at):
                    continue
                if tree.dep[k] in ("poss", "amod", "compound", "nmod") and k < at:
                    left = min(left, self._leftmost(k))
                elif abs(k - at) <= 40:
                    waiting.append(k)
                left, right = min(left, k), max(right, k)
        while left and left == t and tree.dep[t] in ("compound", "amod", "nmod") and tree.head[t - 1] == tree.head[t]:
            if tree.ent[t - 1] not in ("NORP", "GPE"):
                break
            left = t - 1
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
