"""Kinds of words: who can act, who or what can be acted on, and what is nobody; and whom a pronoun means."""

from __future__ import annotations

from ..tree import NOMINAL, Tree
from .words import Words

PRONOUNS = frozenset({"PRP", "PRP$"})
_NO_PARTY_ENTS = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "LANGUAGE"})
_NAMED = frozenset({"PERSON", "NORP", "ORG", "GPE", "LOC", "FAC"})
_BODIES = frozenset({"ORG", "GPE", "NORP"})
_BEFORE_NOUN = frozenset({"compound", "amod", "nmod"})
_SHORTEST = 7
_HIGHEST = 12


class Kinds:
    """Tells the kinds of one document's words.

    towns: the characters at which places that are no states start.
    """

    def __init__(self, tree: Tree, words: Words, towns: frozenset[int] = frozenset()) -> None:
        self._tree = tree
        self._words = words
        self._towns = towns

    def may_be(self, t: int) -> bool:
        """Whether a word can head the phrase of a party at all."""
        tree = self._tree
        if tree.ent[t] in _NO_PARTY_ENTS or tree.low[t] in self._words.no_party:
            return False
        if tree.pos[t] in NOMINAL:
            of = any(tree.low[k] == "of" for k in tree.kids[t])
            return tree.tag[t] not in ("WDT", "EX", "CD") or of or tree.pos[t] == "NUM"
        return tree.ent[t] in _NAMED or (
            tree.tag[t] in ("JJ", "JJS", "PRP$") and tree.dep[t] in ("pobj", "dobj", "nsubj", "nsubjpass", "poss")
        )

    def can_act(self, t: int) -> bool:
        """Whether it names somebody, by its class or its kind of name."""
        tree = self._tree
        if tree.lemma[t] in self._words.quantities and (counted := self._after_of(t)) is not None:
            return self.can_act(counted) or tree.ent[t] in _NAMED
        if tree.ent[t] in _NAMED or tree.lemma[t] in self._words.people or tree.tag[t] in PRONOUNS:
            return True
        unknown = tree.pos[t] == "PROPN" and tree.ent[t] in ("", "PRODUCT") and tree.dep[t] not in _BEFORE_NOUN
        return unknown and tree.lemma[t] not in self._words.abstract

    def _after_of(self, t: int) -> int | None:
        """What follows a word after "of"."""
        prep = next((k for k in self._tree.kids[t] if k > t and self._tree.low[k] == "of"), None)
        return next(iter(self._tree.objects(prep)), None) if prep is not None else None

    def can_suffer(self, t: int) -> bool:
        """Whether it names somebody, or a place or building."""
        return self.can_act(t) or self._tree.lemma[t] in self._words.places

    def is_thing(self, t: int, listed: bool = False) -> bool:
        """Whether it is a deed, a thing or an idea, and nobody. listed: only where the classes say so."""
        tree, words = self._tree, self._words
        if tree.ent[t] in _BODIES or tree.ent[t] == "PERSON" or tree.pos[t] == "PROPN":
            return False
        lemma = tree.lemma[t]
        if lemma in words.abstract:
            return True
        if lemma in words.quantities and (counted := self._after_of(t)) is not None:
            return self.is_thing(counted, listed)
        named_so = len(lemma) >= _SHORTEST and lemma.endswith(words.abstract_endings)
        return named_so and not listed and not self.can_suffer(t)

    def is_mere_place(self, t: int) -> bool:
        """Whether it is a place, building or vehicle and no body of people: a car kills, but it does not act."""
        lemma = self._tree.lemma[t]
        return lemma in self._words.places and lemma not in self._words.bodies and not self.can_act(t)

    def can_modify(self, t: int) -> bool:
        """Whether a word before an event noun names who acts: no town ("London bombings"), no "state visit"."""
        tree = self._tree
        return self.can_act(t) and tree.start[t] not in self._towns and tree.low[t] not in self._words.no_modifier

    def meant(self, t: int) -> int:
        """The word that a pronoun stands for within its own sentence, where that is plain; else the pronoun itself.

        Of "Norland said it would leave" and "Norland withdrew its envoy" the subject, where it agrees.
        """
        tree, low = self._tree, self._tree.low[t]
        if low not in self._words.pronouns:
            return t
        at, owns = t, tree.tag[t] == "PRP$"
        for head in tree.up(t, _HIGHEST):
            dep = tree.dep[at]
            if dep in ("ccomp", "advcl", "acl", "relcl") or (at != t and (dep == "conj" or owns)):
                subject = tree.child(head, "nsubj", "nsubjpass")
                if subject is not None and subject < t and self._agrees(subject, low):
                    return self.meant(subject) if tree.tag[subject] in PRONOUNS else subject
            at = head
        return t

    def _agrees(self, subject: int, pronoun: str) -> bool:
        """Whether a pronoun may stand for the subject."""
        tree, words = self._tree, self._words
        kind = words.pronouns[pronoun]
        if tree.tag[subject] in PRONOUNS:
            return words.pronouns.get(tree.low[subject]) == kind
        if not self.may_be(subject) or self.is_thing(subject):
            return False
        person = tree.ent[subject] == "PERSON"
        several = tree.tag[subject] in ("NNS", "NNPS") or len(tree.conjuncts(subject)) > 1
        if kind == "they":
            return several or (not person and tree.ent[subject] in _BODIES)
        if kind == "it":
            return not several and not person
        return not several and (
            person or (tree.lemma[subject] in words.people and tree.lemma[subject] not in words.bodies)
        )
