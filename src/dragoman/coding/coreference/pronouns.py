"""Leads third-person pronouns to the entity that they stand for.

After Lappin and Leass, "An Algorithm for Pronominal Anaphora Resolution" (1994): who is spoken of in a sentence is
salient by the grammatical role of each mention, half as much with each sentence after; the most salient that agrees and
that grammar allows is meant. Things that are no entity take part, so that "it" need not be somebody.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from ..tree import VERBAL, Tree
from .chains import Chain
from .mention import Mention
from .words import CoreferenceWords

WINDOW = 5  # sentences back
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_OBJECTS = frozenset({"dobj", "dative", "iobj", "obj", "attr", "oprd"})
_QUOTED = re.compile(r"“[^”\n]{1,1500}”|\"[^\"\n]{1,1500}\"|«[^»\n]{1,1500}»")
_RECENCY, _SUBJECT, _OBJECT, _OBLIQUE, _HEADING, _FREE = 100.0, 80.0, 50.0, 40.0, 20.0, 80.0


class PronounLinker:
    """Chooses an entity for each pronoun; keeps how salient the entities are."""

    def __init__(self, text: str, tree: Tree, words: CoreferenceWords) -> None:
        self.tree = tree
        self.words = words
        self._quotes = [m.span() for m in _QUOTED.finditer(text)]
        self._quote_starts = [q[0] for q in self._quotes]

    def weigh(self, chain: Chain, mention: Mention) -> None:
        """Counts a mention towards the salience of its entity."""
        weight = self.weight(mention.head, mention.possessed)
        if weight > chain.salience.get(mention.sentence, 0.0):
            chain.salience[mention.sentence] = weight

    def weight(self, head: int, inside: bool = False) -> float:
        """How salient a noun is by its grammatical role."""
        dep = self.tree.dep[head]
        if dep in _SUBJECTS:
            return _RECENCY + _SUBJECT + _FREE
        if dep in _OBJECTS:
            return _RECENCY + _OBJECT + _FREE
        if inside or dep in ("poss", "compound", "nmod", "amod"):
            return _RECENCY
        if dep in ("pobj", "pcomp"):
            free = self.tree.pos[self.tree.head[self.tree.head[head]]] in VERBAL
            return _RECENCY + _OBLIQUE + (_FREE if free else 0.0)
        return _RECENCY + _OBLIQUE

    def of_thing(self, head: int, distance: int, mention: Mention) -> float:
        """How well a noun that is no entity fits a pronoun so many sentences later."""
        if distance == 0 and (self._barred(head, mention) or self._within(head, mention)):
            return 0.0
        parallel = (self.tree.dep[head] in _SUBJECTS) == (self.tree.dep[mention.head] in _SUBJECTS)
        return self.weight(head) * 0.5**distance + (35.0 if parallel else 0.0)

    def choose(
        self, mention: Mention, candidates: Iterable[tuple[Chain, Sequence[Mention]]], things: float
    ) -> Chain | None:
        """The entity that a pronoun means; None where none fits, or a thing fits better.

        Args: candidates: entities mentioned before, each with its latest mentions; things: the salience of the
            most salient noun before that is no entity and agrees.
        """
        best: Chain | None = None
        most = things
        for chain, latest in candidates:
            score = self._score(chain, latest, mention)
            if score > most:
                best, most = chain, score
        return best

    def _score(self, chain: Chain, latest: Sequence[Mention], mention: Mention) -> float:
        fit = agreement(chain, mention)
        if not fit or any(self._barred(other.head, mention) for other in latest if other.sentence == mention.sentence):
            return 0.0
        total = 0.0
        for sentence, weight in chain.salience.items():
            distance = mention.sentence - sentence
            if 0 <= distance <= WINDOW:
                total += weight * 0.5**distance
        if not total:
            return 0.0
        if (self.tree.dep[latest[0].head] in _SUBJECTS) == (self.tree.dep[mention.head] in _SUBJECTS):
            total += 35.0
        return total * fit

    def _barred(self, other: int, mention: Mention) -> bool:
        """Whether grammar forbids a mention of the same sentence to mean the same as the pronoun."""
        tree, at = self.tree, mention.head
        form = mention.pronoun.form if mention.pronoun else ""
        if form == "possessive" and tree.tag[at] == "PRP":
            form = "object"  # "thanked her"
        if form == "possessive" and tree.head[at] == other:
            return True
        if self._says(other, mention):
            return True
        if form in ("reflexive", "possessive"):
            return False
        one, two = self._argument(other), self._argument(at)
        return one != two and tree.head[one] == tree.head[two] and tree.pos[tree.head[one]] in VERBAL

    def _within(self, noun: int, mention: Mention) -> bool:
        """Whether the pronoun is a part of what the noun heads: "a third of its imports"."""
        at = mention.head
        for _ in range(8):
            at = self.tree.head[at]
            if at == noun:
                return True
            if self.tree.pos[at] in VERBAL:
                return False
        return False

    def _says(self, other: int, mention: Mention) -> bool:
        """Whether the mention is who says the quotation that the pronoun stands in."""
        quote = self.quote_at(mention.start)
        if quote is None or self.tree.dep[other] not in _SUBJECTS:
            return False
        start = self.tree.start[other]
        return not quote[0] <= start < quote[1] and self.tree.lemma[self.tree.head[other]] in self.words.saying

    def quote_at(self, offset: int) -> tuple[int, int] | None:
        """The quotation that a character stands in."""
        i = bisect_right(self._quote_starts, offset) - 1
        return self._quotes[i] if i >= 0 and offset < self._quotes[i][1] else None

    def _argument(self, i: int) -> int:
        """The verb's argument that a token stands in: a preposition's object goes up to the preposition."""
        tree = self.tree
        for _ in range(8):
            if tree.dep[i] not in ("pobj", "conj", "compound", "appos"):
                break
            i = tree.head[i]
        return i


def agreement(chain: Chain, mention: Mention) -> float:
    """How well an entity fits a pronoun by kind, number and gender: 0 where it cannot be meant."""
    if mention.gender in ("m", "f"):
        if chain.kind != "person" or chain.plural or chain.gender not in ("", mention.gender):
            return 0.0
        return (1.0 if chain.gender else 0.75) * (1.0 if chain.named else 0.7)
    if mention.plural:
        if chain.plural or chain.kind in ("people", "group"):
            return 1.0
        return 0.6 if chain.kind == "body" else 0.0
    return 1.0 if chain.kind in ("body", "state", "group") and not chain.plural else 0.0
